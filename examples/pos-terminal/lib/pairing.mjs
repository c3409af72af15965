// Pairing: how hub and terminal, who have never met, come to trust each other in a network where others listen and lie.
// The terminal draws a six-digit code and shows it, shifted by what the hub has added to this attempt, so that nobody can
// choose what is shown; a person types it at the hub. Each side first commits to the code and to the hub's key as it sees
// it, and reveals what the commitment was made with only when it has the other's: whoever stands in between must guess
// the code, once, and is found out.
import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { openLink } from './link.mjs';

const CODES = 1_000_000;
const digits = (number) => String(number).padStart(6, '0');
const bytes = (hex) => Buffer.from(hex, 'hex');

export const newCode = () => digits(randomInt(CODES));

export function commitment(key, { side, pin, role, name, code }) {
  const text = ['brigade pairing 1', side, pin, role, name, code].join('\n');
  return createHmac('sha256', bytes(key)).update(text).digest('hex');
}

/** What a person reads off the terminal and types at the hub. */
export function shownCode(code, nonce, commit) {
  const shift = createHmac('sha256', bytes(nonce)).update('brigade pairing 1 shown\n').update(bytes(commit)).digest().readBigUInt64BE();
  return digits((Number(code) + Number(shift % BigInt(CODES))) % CODES);
}

const same = (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
const is_hex = (text) => /^[0-9a-f]{64}$/.test(text ?? '');

/** Yields the socket's messages; throws a sentence when the hub refuses or goes. */
async function* messagesOf(socket) {
  const heard = [];
  let wake = () => {};
  const push = (item) => { heard.push(item); wake(); };
  socket.on('message', (data) => push(JSON.parse(data)));
  socket.on('close', (code) => push({ type: 'closed', message: `the hub closed the connection (${code})` }));
  for (;;) {
    while (heard.length === 0) await new Promise((resolve) => { wake = resolve; });
    const message = heard.shift();
    if (message.type === 'error' || message.type === 'closed') throw new Error(message.message);
    yield message;
  }
}

/** Resolves with what is to be kept: {url, hub, device, token, pins, name}. `show` gets the code to display. */
export async function pair({ url, name, version, show }) {
  const { socket, pin } = await openLink(url);
  const say = (message) => socket.send(JSON.stringify(message));
  const messages = messagesOf(socket);
  const next = async (type) => {
    const { value } = await messages.next();
    if (value.type !== type) throw new Error(`the hub said ${value.type} where ${type} was due`);
    return value;
  };
  try {
    const [code, key, role] = [newCode(), randomBytes(32).toString('hex'), 'pos'];
    const own = commitment(key, { side: 'device', pin, role, name, code });
    say({ type: 'pair', protocol: 1, role, name, version, commit: own });
    const { nonce, kitchen, expires_s } = await next('pairing');
    if (!is_hex(nonce)) throw new Error('the hub has added nothing to this attempt');
    show({ code: shownCode(code, nonce, own), kitchen, expires_s });
    const { commit } = await next('pair.commit');
    if (!is_hex(commit)) throw new Error('the hub committed to nothing');
    say({ type: 'pair.reveal', key });
    const paired = await next('paired');
    const given = { side: 'hub', pin, role, name, code };
    if (!is_hex(paired.key) || !same(commitment(paired.key, given), commit)) {
      throw new Error('whoever answered does not know the code: somebody may be between this terminal and the hub. Nothing was kept');
    }
    const { hub, device, token, pins = [pin] } = paired;
    if (pin && !pins.includes(pin)) throw new Error('the hub names other keys than the one it has shown. Nothing was kept');
    return { url, name: paired.name ?? name, hub, device, token, pins };
  } finally {
    socket.close(1000);
  }
}
