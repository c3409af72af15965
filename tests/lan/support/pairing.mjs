// The device's side of pairing, written from the text of the protocol alone (the mechanism of ISO/IEC 9798-6 with a short
// code typed into the other device): the code is drawn here and never sent; a person sees it shifted by what the hub has
// added to this attempt.
import { createHmac, randomBytes, randomInt } from 'node:crypto';
import { openWebSocket } from './secure.mjs';
import { deadline } from '../../conformance/support/client.mjs';

const PAIRING_MS = 20_000;

const CODES = 1_000_000;

export const newCode = () => String(randomInt(CODES)).padStart(6, '0');

export function commitment(key, { side, pin, role, name, code }) {
  return createHmac('sha256', Buffer.from(key, 'hex')).update(['brigade pairing 1', side, pin, role, name, code].join('\n')).digest('hex');
}

/** What a person reads off the device; `nonce` and `commit` are hexadecimal. */
export function shownCode(code, nonce, commit) {
  const shift = createHmac('sha256', Buffer.from(nonce, 'hex')).update('brigade pairing 1 shown\n').update(Buffer.from(commit, 'hex')).digest().readBigUInt64BE() % BigInt(CODES);
  return String((Number(code) + Number(shift)) % CODES).padStart(6, '0');
}

export default class Newcomer {
  /** {url, role, name} */
  constructor(options) {
    Object.assign(this, options);
  }

  /** Resolves with {id, code, pin}, or with {refused} when the hub does not want anybody now. */
  async begin() {
    this.code = newCode();
    this.key = randomBytes(32).toString('hex');
    this.socket = await openWebSocket({ url: this.url });
    this.pin = this.socket.pin;
    this.heard = [];
    this.waiters = [];
    this.socket.on('message', (data) => { this.heard.push(JSON.parse(data)); this.#wake(); });
    this.socket.once('close', (code) => { this.heard.push({ type: 'closed', code }); this.#wake(); });
    const { role, name, pin, code } = this;
    const commit = commitment(this.key, { side: 'device', pin, role, name, code });
    this.socket.send(JSON.stringify({ type: 'pair', protocol: 1, role, name, version: 'test', commit }));
    const answer = await this.#next();
    return answer.type === 'pairing' ? { ...answer, code: shownCode(code, answer.nonce, commit), pin } : { refused: answer };
  }

  #wake() {
    for (const waiter of this.waiters.splice(0)) waiter();
  }

  async #next() {
    while (this.heard.length === 0) await deadline(new Promise((resolve) => this.waiters.push(resolve)), 'the hub to go on with the pairing', PAIRING_MS);
    return this.heard.shift();
  }

  /** After a person has typed the code; resolves with {token, device, pins} or {refused, closed}. */
  async finish() {
    const commit = await this.#next();
    if (commit.type !== 'pair.commit') return { refused: commit, closed: (await this.#next()).code };
    this.socket.send(JSON.stringify({ type: 'pair.reveal', key: this.key }));
    const paired = await this.#next();
    if (paired.type !== 'paired') return { refused: paired, closed: (await this.#next()).code };
    const { role, name, pin, code } = this;
    if (commitment(paired.key, { side: 'hub', pin, role, name, code }) !== commit.commit) return { refused: { code: 'not_the_hub' } };
    this.socket.close(1000);
    return paired;
  }

  leave() {
    this.socket.terminate();
  }
}
