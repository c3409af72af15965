// The terminal itself: keeps a connection to the hub for as long as it lives, says again what has not been answered,
// and tells what it hears. Whoever embeds it calls submit() and listens.
//
// Events: 'ack' (id, answer, request), 'refused' (id, error, request), 'status' (message), 'availability' (message),
// 'live', 'lost' (sentence), 'keyring' (to be kept: the hub has named its next key), 'unpaired' (sentence; it goes no
// further).
import { EventEmitter } from 'node:events';
import { openLink } from './link.mjs';
import { uuidv7 } from './uuid.mjs';

const WINDOW = 16;  // requests under way; a hub takes 50 at once and 20 a second from one terminal
const SILENT_MS = 4_500;  // the hub pings every 2 s
const PAUSE_MS = { min: 250, max: 5_000 };
const AGAIN = new Set(['journal_unavailable', 'rate_limited']);

export class Terminal extends EventEmitter {
  #socket;
  #live = false;
  #stopped = false;
  #in_flight = new Set();
  #not_before_ms = 0;
  #pause_ms = PAUSE_MS.min;
  #timer;

  /** `keyring`: {url, name, token?, pins?}, see pairing; `place`: {after?, head?}, where it left off last time. */
  constructor({ keyring, outbox, place = {} }) {
    super();
    Object.assign(this, { keyring, outbox, place });
  }

  start() {
    this.#connect();
  }

  /** Resolves when the request is on the disk: from then on it reaches the hub, whatever happens here. */
  async submit(request) {
    const id = uuidv7();
    await this.outbox.add(id, request);
    this.#send();
    return id;
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#socket?.close(1000);
  }

  async #connect() {
    try {
      const { socket } = await openLink(this.keyring.url, this.keyring.pins);
      if (this.#stopped) return void socket.terminate();
      this.#use(socket);
    } catch (error) {
      this.#again(error.message);
    }
  }

  #use(socket) {
    this.#socket = socket;
    let silence;
    const heard = () => { clearTimeout(silence); silence = setTimeout(() => socket.terminate(), SILENT_MS); };
    heard();
    socket.on('ping', heard);
    socket.on('message', (data) => { heard(); this.#receive(JSON.parse(data)); });
    socket.once('close', (code) => {
      clearTimeout(silence);
      this.#live = false;
      this.#in_flight.clear();
      this.#again(`the connection to the hub ended (${code})`);
    });
    const { name, token } = this.keyring;
    this.#say({ type: 'hello', protocol: 1, role: 'pos', name, ...(token ? { token } : {}), ...this.place });
  }

  // A growing pause, of random length, so that all terminals of a kitchen do not come back in the same moment.
  #again(why) {
    if (this.#stopped) return;
    this.emit('lost', why);
    this.#timer = setTimeout(() => this.#connect(), PAUSE_MS.min / 2 + Math.random() * this.#pause_ms);
    this.#pause_ms = Math.min(2 * this.#pause_ms, PAUSE_MS.max);
  }

  #say(message) {
    this.#socket.send(JSON.stringify(message));
  }

  #receive(message) {
    const { type, re, seq, head } = message;
    if (type === 'welcome') this.#welcomed(message);
    else if (re !== undefined) this.#answered(message);
    else if (type === 'error') this.#turnedAway(message);
    else if (type === 'order.status') this.emit('status', message);
    else if (type === 'item.availability') this.emit('availability', message);
    // Where to go on next time: never from an ack, for others may have news below it.
    if (['order.status', 'item.availability', 'live'].includes(type)) this.place.after = type === 'live' ? seq : Math.max(seq, this.place.after ?? 0);
    if (typeof head === 'string') this.place.head = head;
    if (type === 'live') this.#cameAlive();
  }

  #cameAlive() {
    this.#live = true;
    this.#pause_ms = PAUSE_MS.min;
    this.emit('live');
    this.#send();
  }

  /** A hub that is about to change its key names the next one: from then on either will do. */
  #welcomed({ pins }) {
    if (!Array.isArray(pins) || !this.keyring.pins || JSON.stringify(pins) === JSON.stringify(this.keyring.pins)) return;
    this.keyring.pins = pins;
    this.emit('keyring', this.keyring);
  }

  #turnedAway({ code, message }) {
    if (code !== 'unauthorized') return void this.emit('lost', message);
    this.stop();
    this.emit('unpaired', message);
  }

  #send() {
    if (!this.#live || Date.now() < this.#not_before_ms) return;
    for (const [id, request] of this.outbox.waiting) {
      if (this.#in_flight.size >= WINDOW) return;
      if (this.#in_flight.has(id)) continue;
      this.#in_flight.add(id);
      this.#say({ ...request, id });
    }
  }

  #answered(answer) {
    const id = answer.re;
    if (!this.#in_flight.delete(id)) return;
    if (AGAIN.has(answer.code)) return this.#later(answer.retry_ms ?? 250);
    const request = this.outbox.waiting.get(id);
    this.emit(answer.type === 'ack' ? 'ack' : 'refused', id, answer, request);
    this.outbox.done(id);
    this.#send();
  }

  #later(pause_ms) {
    this.#not_before_ms = Date.now() + pause_ms;
    setTimeout(() => this.#send(), pause_ms + 5).unref();
  }
}
