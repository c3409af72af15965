// Somebody on the same network who has nothing to do with the kitchen, and wishes it ill. Every method goes on until
// leave(): what the hub ends is begun anew. It tells nothing; count() says how often each was done.
import net from 'node:net';
import { randomBytes } from 'node:crypto';
import { connect, openWebSocket } from './secure.mjs';

const JUNK_BYTES = 64 * 1024;
const SLOW_PAUSE_MS = 1_000;  // what was shut out comes again
const BOMB = `X-Filler: ${'x'.repeat(1000)}\r\n`;
const turn = () => new Promise((resolve) => setImmediate(resolve));
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A TLS ClientHello's first bytes: type, version, length; then it says nothing more than its random numbers. */
const helloBytes = () => Buffer.concat([Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]), randomBytes(500)]);

export default class Stranger {
  /** {url, hello}: hello only of one that was let in. */
  constructor(options) {
    Object.assign(this, options, { sockets: new Set(), done: {} });
    this.here = true;
  }

  async #again(name, pause_ms, once) {
    for (; this.here; await wait(pause_ms)) {
      this.done[name] = (this.done[name] ?? 0) + 1;
      await once().catch(() => {});
    }
  }

  #keep(socket) {
    this.sockets.add(socket);
    socket.on('error', () => {});
    return new Promise((resolve) => socket.once('close', () => { this.sockets.delete(socket); resolve(); }));
  }

  #bare() {
    const { hostname: host, port } = new URL(this.url);
    return net.connect({ host, port, noDelay: true });
  }

  /** A handshake of one byte a second on each of `count` connections. */
  slow(count) {
    for (let n = 0; n < count; n += 1) {
      this.#again('slow', SLOW_PAUSE_MS, async () => {
        const socket = this.#bare();
        const over = this.#keep(socket);
        const text = helloBytes();
        let at = 0;
        const drip = setInterval(() => { socket.write(text.subarray(at, at + 1)); at += 1; }, 1000);
        await over;
        clearInterval(drip);
      });
    }
  }

  /** Half of a TLS handshake, or a whole one and then no word. */
  halfOpen(count) {
    for (let n = 0; n < count; n += 1) {
      this.#again('half_open', SLOW_PAUSE_MS, async () => {
        if (n % 2 === 0) {
          const socket = this.#bare();
          socket.write(helloBytes().subarray(0, 100));
          return this.#keep(socket);
        }
        return this.#keep(await connect({ url: this.url }));
      });
    }
  }

  /** As fast as it is read; of one with a token as well as of one without. */
  pings() {
    this.#again('pings', 50, async () => {
      const socket = await openWebSocket({ url: this.url });
      const over = this.#keep(socket);
      if (this.hello) socket.send(JSON.stringify({ type: 'hello', protocol: 1, ...this.hello }));
      while (socket.readyState === 1) {
        if (socket.bufferedAmount < JUNK_BYTES) for (let n = 0; n < 50; n += 1) { socket.ping(randomBytes(100)); this.done.ping = (this.done.ping ?? 0) + 1; }
        await wait(1);
      }
      await over;
    });
  }

  /** Frames of 64 KiB that mean nothing, and bytes that are no TLS at all. */
  junk() {
    this.#again('junk', 10, async () => {
      const socket = await openWebSocket({ url: this.url });
      const over = this.#keep(socket);
      for (let n = 0; n < 16 && socket.readyState === 1; n += 1) {
        socket.send(randomBytes(JUNK_BYTES).toString('base64').slice(0, JUNK_BYTES), { binary: n % 2 === 1 });
        await turn();
      }
      await over;
    });
    this.#again('junk_bytes', 10, async () => {
      const socket = this.#bare();
      socket.write(randomBytes(JUNK_BYTES));
      await this.#keep(socket);
    });
  }

  /** A request whose headers never end. */
  headers() {
    this.#again('header_bombs', 10, async () => {
      const socket = await connect({ url: this.url });
      const over = this.#keep(socket);
      socket.write('GET /healthz HTTP/1.1\r\nHost: hub\r\n');
      for (let n = 0; n < 200 && !socket.destroyed; n += 1) { socket.write(BOMB); await turn(); }
      await over;
    });
  }

  counts() {
    return { ...this.done, open: this.sockets.size };
  }

  leave() {
    this.here = false;
    for (const socket of this.sockets) (socket.terminate ?? socket.destroy).call(socket);
  }
}
