// One connection to a hub, as a client author would write it from the protocol page.
// Every message received is kept in `log`; rules that hold for every message are checked as it arrives and
// collected in `faults`, which the kitchen asserts to be empty when it stops.
import WebSocket from 'ws';

/** Only what hangs lasts so long: a hub with a sanitizer needs half a minute for the snapshot of 40 MB it ends with. */
export const DEADLINE_MS = 60_000;
const HUB_MESSAGE_BYTES_MAX = 256 * 1024;

export function deadline(promise, what, timeout_ms = DEADLINE_MS) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${timeout_ms} ms for ${what}`)), timeout_ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Asks again until `condition` answers something truthy; for facts that no message announces. */
export async function eventually(condition, what, timeout_ms = DEADLINE_MS) {
  const end = Date.now() + timeout_ms;
  for (;;) {
    const value = await condition();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited ${timeout_ms} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export class Client {
  constructor(url, options = {}) {
    const { subprotocol = 'brigade.v1', ...rest } = options;
    this.log = [];
    this.faults = [];
    this.waiters = new Set();
    this.answered = new Set();
    this.request_count = 0;
    this.last_status_seq = 0;
    this.last_event_seq = null;
    this.is_live = false;
    this.after = undefined;
    this.head = undefined;
    this.socket = new WebSocket(url, subprotocol ? [subprotocol] : [], { perMessageDeflate: false, ...rest });
    this.opened = new Promise((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('error', reject);
      this.socket.once('unexpected-response', (_, answer) => {
        this.socket.terminate();
        reject(Object.assign(new Error(`handshake answered ${answer.statusCode}`), { status: answer.statusCode }));
      });
    });
    this.opened.catch(() => {});
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    this.closed.then((closed) => {
      this.close_code = closed.code;
      for (const waiter of this.waiters) waiter.fail(new Error(`closed with ${closed.code} while waiting for ${waiter.what}`));
    });
    this.socket.on('error', () => {});
    this.socket.on('message', (data, is_binary) => this.#receive(data, is_binary));
  }

  static async connect(url, options) {
    const client = new Client(url, options);
    await deadline(client.opened, 'the handshake');
    return client;
  }

  #receive(data, is_binary) {
    if (is_binary) return void this.faults.push('the hub sent a binary frame');
    if (data.length > HUB_MESSAGE_BYTES_MAX) this.faults.push(`the hub sent ${data.length} bytes in one message`);
    let message;
    try {
      message = JSON.parse(data.toString());
    } catch {
      return void this.faults.push(`the hub sent bad JSON: ${data.toString().slice(0, 200)}`);
    }
    if (message === null || Array.isArray(message) || typeof message.type !== 'string') {
      return void this.faults.push(`the hub sent no object with a type: ${data.toString().slice(0, 200)}`);
    }
    this.#hold_to_the_rules(message);
    this.log.push(message);
    for (const waiter of [...this.waiters]) waiter.offer(message);
  }

  #hold_to_the_rules(message) {
    const fault = (text) => this.faults.push(`${text}: ${JSON.stringify(message).slice(0, 300)}`);
    const { type } = message;
    if ((type === 'ack' || type === 'error') && message.re !== undefined) {
      if (this.answered.has(message.re)) fault('a request was answered twice');
      this.answered.add(message.re);
    }
    if (type === 'ack' && (!Number.isInteger(message.seq) || typeof message.duplicate !== 'boolean')) fault('an ack without seq or duplicate');
    if (type === 'error' && (typeof message.code !== 'string' || typeof message.message !== 'string')) fault('an error without code or message');
    if (type === 'order.status') {
      if (this.is_live && message.seq <= this.last_status_seq) fault(`a status not after ${this.last_status_seq}`);
      this.last_status_seq = Math.max(this.last_status_seq, message.seq);
    }
    if (type === 'snapshot' && message.part === message.parts) this.last_event_seq = message.seq;
    for (const event of type === 'events' ? message.events : []) {
      if (this.last_event_seq !== null && event.seq !== this.last_event_seq + 1) fault(`a gap after event ${this.last_event_seq}`);
      this.last_event_seq = event.seq;
    }
    this.#remember_place(message);
    if (type === 'live') this.is_live = true;
  }

  /** `after` and `head` as the page defines them: never from an ack. */
  #remember_place(message) {
    const seqs = { 'order.status': [message.seq], 'item.availability': [message.seq], live: [message.seq],
                   events: (message.events ?? []).map((event) => event.seq) }[message.type] ?? [];
    for (const seq of seqs) this.after = Math.max(this.after ?? 0, seq);
    if (typeof message.head === 'string') this.head = message.head;
  }

  send(message) {
    this.socket.send(JSON.stringify(message));
  }

  sendText(text) {
    this.socket.send(text);
  }

  /** Resolves with the first message, from log position `from` on, that satisfies `predicate`. */
  waitFor(predicate, { what = predicate.toString(), from = 0, timeout_ms = DEADLINE_MS } = {}) {
    const found = this.log.slice(from).find(predicate);
    if (found) return Promise.resolve(found);
    if (this.close_code !== undefined) return Promise.reject(new Error(`closed with ${this.close_code} before ${what}`));
    let waiter;
    const answer = new Promise((resolve, reject) => {
      waiter = { what, fail: reject, offer: (message) => predicate(message) && resolve(message) };
      this.waiters.add(waiter);
    });
    return deadline(answer, what, timeout_ms)
      .catch((error) => { throw Object.assign(error, { message: `${error.message}\n${this.#recent()}` }); })
      .finally(() => this.waiters.delete(waiter));
  }

  #recent() {
    return this.log.slice(-8).map((message) => `  ← ${JSON.stringify(message).slice(0, 300)}`).join('\n');
  }

  /** Sends a request with a fresh id; resolves with its ack or error. */
  request(message) {
    this.request_count += 1;
    const id = message.id ?? `r${this.request_count}`;
    const answer = this.waitFor((m) => (m.type === 'ack' || m.type === 'error') && m.re === id,
                                { what: `the answer to ${message.type} ${id}` });
    this.send({ ...message, id });
    return answer;
  }

  /** Says hello and waits for `live` (or for the error that refuses it). */
  async hello(role, fields = {}) {
    this.send({ type: 'hello', protocol: 1, role, ...fields });
    return this.waitFor((m) => m.type === 'live' || m.type === 'error', { what: `live as ${role}` });
  }

  awaitClose(timeout_ms = DEADLINE_MS) {
    return deadline(this.closed, 'the hub to close the connection', timeout_ms);
  }

  welcome() {
    return this.log.find((m) => m.type === 'welcome');
  }

  /** Statuses received so far, of one order if named. */
  statuses(order_id) {
    return this.log.filter((m) => m.type === 'order.status' && (order_id === undefined || m.order_id === order_id));
  }

  /** Waits for a status; `station` undefined means the whole order. */
  status(order_id, state, station, options = {}) {
    return this.waitFor((m) => m.type === 'order.status' && m.order_id === order_id && m.state === state && m.station === station,
                        { what: `status ${state} of ${order_id} at ${station ?? 'the whole order'}`, ...options });
  }

  events() {
    return this.log.filter((m) => m.type === 'events').flatMap((m) => m.events);
  }

  /** Waits until this client has received the event with that seq. */
  eventsUpTo(seq) {
    return this.waitFor((m) => m.type === 'events' && m.events.some((event) => event.seq >= seq), { what: `events up to ${seq}` });
  }

  async close() {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.close(1000);
    await deadline(this.closed, 'the close handshake').catch(() => this.socket.terminate());
  }
}
