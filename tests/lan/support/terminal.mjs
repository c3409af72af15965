// A terminal (or the hand of a cook) on its own machine. What it wants to say stays in an outbox until it is answered, and
// is sent again with the same id after every loss; it goes on connecting for ever, but never to a hub with another key.
// It tells: {live}, {lost: code}, {refused: error}, {wrong_key}, {answer, id, ms}, {status}, {said} for all else.
import { openWebSocket } from './secure.mjs';
import { Relay } from './relay.mjs';

const HUB_SILENT_MS = 4_500;
const PAUSE_MS = { min: 100, max: 1_000 };
const WINDOW = 16;
const RETRY_MS = 50;
const SEND_AGAIN = new Set(['journal_unavailable', 'rate_limited']);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export default class Terminal {
  /** {url, pins, hello, relayed}: `hello` holds the hello's fields; relayed: through a relay on this very host. */
  constructor(options, tell) {
    Object.assign(this, { pins: [], hello: {}, ...options, tell });
    this.outbox = new Map();  // id → message
    this.in_flight = new Map();  // id → when it was first sent
    this.first_sent = new Map();
    this.place = {};
    this.staying = false;
  }

  async start() {
    if (this.relayed && !this.relay) {
      const { protocol, hostname, port } = new URL(this.url);
      this.relay = new Relay({ to: { host: hostname, port } });
      this.address = `${protocol}//127.0.0.1:${await this.relay.start()}/v1`;
    }
    this.staying = true;
    this.#stay();
  }

  /** Leaves, as a machine that is switched off with its outbox on its disk. */
  leave() {
    this.staying = false;
    this.socket?.terminate();
  }

  /** {delay_ms, bytes_per_s, silent}, see Relay. */
  weather(weather) {
    this.relay.set(weather);
  }

  cut() {
    if (this.relay) this.relay.cut();
    else this.socket?.terminate();
  }

  learn({ pins = this.pins, token = this.hello.token, url = this.url }) {
    Object.assign(this, { pins, url });
    this.hello.token = token;
  }

  say(message) {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  send(id, message) {
    this.outbox.set(id, message);
    this.#pump();
  }

  state() {
    return { waiting: this.outbox.size, live: this.live, place: this.place, pins: this.pins };
  }

  async #stay() {
    for (let pause_ms = PAUSE_MS.min; this.staying; pause_ms = Math.min(pause_ms * 2, PAUSE_MS.max)) {
      try {
        const socket = await openWebSocket({ url: this.address ?? this.url, pins: this.pins });
        if (await this.#attend(socket)) pause_ms = PAUSE_MS.min;
      } catch (error) {
        if (error.code === 'WRONG_KEY') this.tell({ wrong_key: error.message });
      }
      if (this.staying) await wait(pause_ms * (0.5 + Math.random()));
    }
  }

  /** Resolves when the connection is gone, with whether it had been live. */
  async #attend(socket) {
    this.socket = socket;
    let was_live = false;
    let heard = Date.now();
    const silence = setInterval(() => { if (Date.now() - heard > HUB_SILENT_MS) socket.terminate(); }, 250);
    socket.on('ping', () => { heard = Date.now(); });
    socket.on('message', (data) => {
      heard = Date.now();
      const message = JSON.parse(data);
      if (message.type === 'live') was_live = true;
      this.#receive(message);
    });
    const gone = new Promise((resolve) => socket.once('close', resolve));
    socket.send(JSON.stringify({ type: 'hello', protocol: 1, ...this.hello, ...this.place }));
    const code = await gone;
    clearInterval(silence);
    this.live = false;
    this.in_flight.clear();
    this.tell({ lost: code });
    return was_live;
  }

  #receive(message) {
    const { type, seq } = message;
    if (type === 'welcome' && message.pins) this.pins = message.pins;
    if (typeof message.head === 'string') this.place.head = message.head;
    if (['live', 'order.status', 'item.availability'].includes(type)) this.#reached(seq);
    if (type === 'events') this.#reached(message.events.at(-1).seq);
    if (type === 'order.status') return this.tell({ status: message });
    if (type === 'live') { this.live = true; this.tell({ live: message }); return this.#pump(); }
    if ((type === 'ack' || type === 'error') && message.re !== undefined) return this.#answered(message);
    return this.tell(type === 'error' ? { refused: message } : { said: message });
  }

  #reached(seq) {
    this.place.after = Math.max(this.place.after ?? 0, seq);
  }

  #answered(message) {
    const id = message.re;
    this.in_flight.delete(id);
    if (SEND_AGAIN.has(message.code)) return void setTimeout(() => this.#pump(), message.retry_ms ?? RETRY_MS);
    if (!this.outbox.delete(id)) return undefined;
    this.tell({ answer: message, id, ms: performance.now() - this.first_sent.get(id) });
    this.first_sent.delete(id);
    return this.#pump();
  }

  #pump() {
    if (!this.live) return;
    for (const [id, message] of this.outbox) {
      if (this.in_flight.size >= WINDOW) return;
      if (this.in_flight.has(id)) continue;
      this.in_flight.set(id, true);
      if (!this.first_sent.has(id)) this.first_sent.set(id, performance.now());
      this.say({ ...message, id });
    }
  }
}
