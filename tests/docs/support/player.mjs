// Plays the page against a hub: sends what its arrows say, and holds the hub to every answer shown.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { Client, deadline, eventually } from '../../conformance/support/client.mjs';
import { Comparison } from './compare.mjs';
import { conformance_require, problemBy, problemOfHubMessage } from './schemas.mjs';

const MALFORMED = ['invalid_message', 'invalid_order', 'unknown_role', 'unsupported_protocol', 'unknown_station'];

export class Player {
  #peers = new Map();  // name → {client, unread: what the page has not shown yet, head, doubt}
  #comparison = new Comparison();

  constructor(hub) {
    this.hub = hub;
  }

  /** After a session the page has shown all that its peers heard; a screen's events may be left out. */
  async session({ steps }) {
    for (const peer of this.#peers.values()) {
      await this.#settle(peer);
      peer.unread.length = 0;
    }
    for (const step of steps) {
      if (step.arrow === '→') await this.#say(step);
      else if (step.close !== undefined) await this.#closes(step);
      else await this.#hears(step);
    }
    for (const who of new Set(steps.map((step) => step.who))) {
      const peer = this.#peers.get(who);
      await this.#settle(peer);
      const shows_events = steps.some((step) => step.who === who && step.message?.type === 'events');
      // Figures come when the hub has counted them.
      const unsaid = peer.unread.filter(({ type }) => type !== 'figures' && (shows_events || type !== 'events'));
      assert.deepEqual(unsaid, [], `what ${who} heard and the page does not show`);
    }
  }

  async #say({ who, message, close }) {
    if (close !== undefined) return this.#peers.get(who).client.close();
    if (message.type === 'hello') await this.#connect(who);
    const peer = this.#peers.get(who);
    assert.ok(peer, `${who} has not connected`);
    peer.doubt = problemBy('client.schema.json', message);
    peer.client.send(this.#filledIn(message, peer));
  }

  async #connect(who) {
    const head = this.#peers.get(who)?.head;
    const client = await Client.connect(this.hub.url);
    const peer = { client, unread: [], head };
    client.socket.on('message', () => {
      const message = client.log.at(-1);
      peer.unread.push(message);
      if (message.head) peer.head = message.head;
    });
    this.#peers.set(who, peer);
  }

  /** The page's numbers and heads, as this hub knows them. */
  #filledIn(message, peer) {
    const filled = { ...message };
    for (const key of ['seq', 'after', 'seen']) if (Number.isInteger(filled[key])) filled[key] = this.#comparison.realSeq(filled[key]);
    if (filled.head === '…') filled.head = peer.head;
    return filled;
  }

  /** Answers and statuses may pass each other, so any message not yet shown will do. */
  async #hears({ who, message, line }) {
    assert.equal(problemOfHubMessage(message), undefined, `line ${line}`);
    const peer = this.#peers.get(who);
    const answers = message.type === 'ack' || message.type === 'error';
    if (answers && peer.doubt) assert.ok(MALFORMED.includes(message.code), `line ${line}: ${peer.doubt}`);
    if (answers) peer.doubt = undefined;
    const found = await eventually(() => {
      const n = peer.unread.findIndex((real) => !this.#comparison.difference(message, real));
      return n < 0 ? undefined : peer.unread.splice(n, 1);
    }, `line ${line}`, 3000).catch(() => undefined);
    if (found) return;
    const likely = peer.unread.find((real) => real.type === message.type);
    assert.fail(likely ? this.#comparison.difference(message, likely) : `${who} never heard ${JSON.stringify(message)}`);
  }

  async #closes({ who, close }) {
    assert.equal((await this.#peers.get(who).client.awaitClose()).code, close);
  }

  /** When the pong is there, so is all that the hub had said before. */
  async #settle({ client }) {
    if (client.socket.readyState !== client.socket.OPEN) return;
    client.socket.ping();
    await deadline(once(client.socket, 'pong'), 'the pong');
  }

  async curl({ words, answer }) {
    const asked = curlOf(words);
    if (asked.path.startsWith('/api/v1/orders') && asked.method === 'POST') {
      const problem = problemBy('order.schema.json', JSON.parse(asked.body));
      if (problem) assert.equal(answer.status, 400, problem);
    }
    const real = await this.hub.http.call(asked.method, asked.path, asked);
    if (!answer) return assert.ok(real.status < 300, real.text);
    assert.equal(problemBy(answer.schema, answer.value), undefined);
    assert.equal(real.status, answer.status, real.text);
    assert.equal(this.#comparison.difference(answer.value, real.body), undefined);
  }

  /** Resolves with what the program printed, line by line. */
  async program({ text }) {
    const ws = conformance_require.resolve('ws');
    const source = text.replace('ws://127.0.0.1:8686/v1', this.hub.url).replace("from 'ws'", `from ${JSON.stringify(`file://${ws}`)}`);
    const output = await new Promise((resolve, reject) => {
      execFile(process.execPath, ['--input-type=module', '--eval', source], { timeout: 10_000 },
               (error, out, errors) => (error ? reject(new Error(`${error.message}\n${errors}`)) : resolve(out)));
    });
    return output.trim().split('\n');
  }

  async leave() {
    for (const { client } of this.#peers.values()) await client.close();
  }
}

function curlOf(words) {
  const asked = { method: 'GET', headers: {} };
  for (let n = 1; n < words.length; n += 1) {
    const word = words[n];
    if (word === '-d') [asked.body, asked.method] = [words[(n += 1)], 'POST'];
    else if (word === '-X') asked.method = words[(n += 1)];
    else if (word === '-H') {
      const [, name, value] = words[(n += 1)].match(/^([^:]+): (.*)$/);
      asked.headers[name] = value;
    } else if (word.startsWith('http://127.0.0.1:8686/')) asked.path = word.slice('http://127.0.0.1:8686'.length);
    else if (word !== '-s') throw new Error(`curl ${word}: the page's player does not know it`);
  }
  return asked;
}
