// A terminal or a screen that never loses what it wants to say: its requests stay in an outbox until they are
// answered, survive the hub's death, and are sent again with the same ids. Made for load: many in flight, nothing
// scanned. What a peer receives it keeps; what breaks the protocol's rules it notes in `faults`.
import { createRequire } from 'node:module';
import { deadline } from '../../conformance/support/client.mjs';

const WebSocket = createRequire(new URL('../../conformance/support/client.mjs', import.meta.url))('ws');
const RETRY_MS = 20;
const REPLAY_MS_MAX = 120_000;  // for a history of a hundred thousand events on a busy machine
const TO_SEND_AGAIN = new Set(['journal_unavailable', 'rate_limited']);

export class Peer {
  constructor(role, fields = {}, { window = 64, resume = true } = {}) {
    Object.assign(this, { role, fields, window, resume });
    this.outbox = new Map();  // id → message, in the order of sending
    this.in_flight = new Set();
    this.answers = new Map();  // id → its answer
    this.resent = new Set();  // ids that were in flight when a connection ended
    this.errors = [];  // answers that mean "send it again"
    this.place = {};  // after and head, as the page defines them
    this.heads = new Map();  // seq → head
    this.statuses = [];
    this.events = [];
    this.snapshots = 0;
    this.faults = [];
    this.live = false;
    this.paused = false;  // nothing more is sent; what is in flight is answered
    this.listeners = new Set();
  }

  async connect(url) {
    const socket = new WebSocket(url, ['brigade.v1'], { perMessageDeflate: false });
    this.socket = socket;
    this.gone = new Promise((resolve) => socket.once('close', resolve));
    const live = new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.once('close', (code) => { this.#lost(socket); reject(new Error(`closed with ${code}`)); });
      socket.once('open', () => this.#say({ type: 'hello', protocol: 1, role: this.role, ...this.fields, ...(this.resume ? this.place : {}) }));
      socket.on('message', (data) => {
        const message = JSON.parse(data);
        if (message.type === 'live') resolve(message);
        this.#receive(message);
      });
    });
    live.catch(() => {});
    return deadline(live, `${this.role} ${this.fields.name} to be live`, REPLAY_MS_MAX);
  }

  #say(message) {
    this.socket.send(JSON.stringify(message));
  }

  #lost(socket) {
    if (socket !== this.socket) return;
    this.live = false;
    for (const id of this.in_flight) this.resent.add(id);
    this.in_flight.clear();
    this.#tell();
  }

  #receive(message) {
    const { type } = message;
    if (type === 'welcome') this.welcome = message;
    else if (type === 'ack' || type === 'error') this.#answered(message);
    else if (type === 'order.status') this.#status(message);
    else if (type === 'events') this.#events(message);
    else if (type === 'snapshot') this.snapshots += 1;
    else if (type === 'live') this.live = true;
    if (typeof message.head === 'string') this.place.head = message.head;
    if (type === 'live' || type === 'order.status' || type === 'item.availability') this.#reached(message.seq);
    if (type === 'live') { this.#head(message.seq, message.head); this.pump(); }
    this.#tell();
  }

  #reached(seq) {
    this.place.after = Math.max(this.place.after ?? 0, seq);
  }

  #status(message) {
    if (this.statuses.length > 0 && message.seq <= this.statuses.at(-1).seq) this.faults.push(`a status not after ${this.statuses.at(-1).seq}: ${JSON.stringify(message)}`);
    this.statuses.push(message);
    this.on_status?.(message);
  }

  #events(message) {
    for (const event of message.events) {
      if (this.events.length > 0 && event.seq !== this.events.at(-1).seq + 1) this.faults.push(`event ${event.seq} after ${this.events.at(-1).seq}`);
      this.events.push(event);
      this.#reached(event.seq);
      this.on_event?.(event);
    }
    this.#head(message.events.at(-1).seq, message.head);
  }

  #head(seq, head) {
    if ((this.heads.get(seq) ?? head) !== head) this.faults.push(`event ${seq} has become the end of another history`);
    this.heads.set(seq, head);
  }

  #answered(message) {
    const id = message.re;
    if (!this.in_flight.delete(id)) return void this.faults.push(`an answer to nothing: ${JSON.stringify(message)}`);
    if (TO_SEND_AGAIN.has(message.code)) {
      this.errors.push(message);
      setTimeout(() => this.pump(), RETRY_MS).unref();
      return;
    }
    const request = this.outbox.get(id);
    this.outbox.delete(id);
    this.answers.set(id, message);
    this.on_answer?.(id, message, request);
    this.pump();
  }

  /** Puts a request in the outbox; it is sent now or when there is a hub. */
  send(id, message) {
    this.outbox.set(id, message);
    this.pump();
  }

  pump() {
    if (!this.live || this.paused) return;
    for (const [id, message] of this.outbox) {
      if (this.in_flight.size >= this.window) return;
      if (this.in_flight.has(id)) continue;
      this.in_flight.add(id);
      this.#say({ ...message, id });
    }
  }

  shown(seq, drawn) {
    if (this.live) this.#say({ type: 'shown', seq, drawn });
  }

  #tell() {
    for (const listener of [...this.listeners]) listener();
  }

  /** Resolves once the condition holds; looked at after everything received. */
  until(condition, what, timeout_ms = 60_000) {
    if (condition()) return Promise.resolve();
    let listener;
    const met = new Promise((resolve) => {
      listener = () => condition() && resolve();
      this.listeners.add(listener);
    });
    return deadline(met, `${this.fields.name}: ${typeof what === 'function' ? what() : what}`, timeout_ms).finally(() => this.listeners.delete(listener));
  }

  drained(timeout_ms) {
    return this.until(() => this.outbox.size === 0, 'every request to be answered', timeout_ms);
  }

  /** Sends nothing more and waits until all that was sent is answered: then what this peer knows is what there is. */
  pause() {
    this.paused = true;
    return this.until(() => this.in_flight.size === 0, 'answers to what is in flight');
  }

  proceed() {
    this.paused = false;
    this.pump();
  }

  caughtUp(seq, timeout_ms) {
    return this.until(() => (this.place.after ?? 0) >= seq, `everything up to ${seq}`, timeout_ms);
  }

  async close() {
    this.socket?.terminate();
    await this.gone;
  }
}
