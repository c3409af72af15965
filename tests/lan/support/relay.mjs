// A cable with its own weather, between what connects to it and the hub: late, slow, silent in one direction or both
// (nothing arrives, nobody is told), or cut (both sides are told at once). Bytes are never lost or swapped: TCP would
// bring them again.
import net from 'node:net';

const PIECES_MAX = 64;  // on their way; then the sender has to wait

class Way {
  constructor(from, to, weather, name) {
    Object.assign(this, { from, to, weather, name, queue: [], free_ms: 0, due_ms: 0 });
    from.on('data', (piece) => this.#take(piece));
    from.once('end', () => this.#take(null));
  }

  /** Late pieces keep their order, also when the delay shrinks. */
  #take(piece) {
    const { delay_ms = 0, bytes_per_s = Infinity } = this.weather;
    this.free_ms = Math.max(this.free_ms, performance.now()) + (1000 * (piece?.length ?? 0)) / bytes_per_s;
    this.due_ms = Math.max(this.due_ms, this.free_ms + delay_ms);
    this.queue.push({ piece, due_ms: this.due_ms });
    if (this.queue.length > PIECES_MAX) this.from.pause();
    this.#arm();
  }

  get silent() {
    return this.weather.silent === 'both' || this.weather.silent === this.name;
  }

  #arm() {
    if (this.timer || this.queue.length === 0 || this.silent) return;
    this.timer = setTimeout(() => { this.timer = undefined; this.#deliver(); }, Math.max(0, this.queue[0].due_ms - performance.now()));
  }

  #deliver() {
    while (!this.silent && this.queue.length > 0 && this.queue[0].due_ms <= performance.now()) {
      const { piece } = this.queue.shift();
      if (piece) this.to.write(piece);
      else this.to.end();
    }
    if (!this.silent) this.from.resume();
    this.#arm();
  }

  look() {
    if (this.silent) this.from.pause();
    else this.#deliver();
  }
}

export class Relay {
  /** `to`: {host, port}; `listen`: {host, port}, else a free port of loopback. */
  constructor({ to, listen = { host: '127.0.0.1', port: 0 } }) {
    Object.assign(this, { to, listen, links: new Set(), weather: {} });
  }

  async start() {
    this.server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => this.#accept(client));
    await new Promise((resolve, reject) => this.server.once('error', reject).listen(this.listen.port, this.listen.host, resolve));
    return this.server.address().port;
  }

  #accept(client) {
    const hub = net.connect({ ...this.to, allowHalfOpen: true, noDelay: true });
    const link = { client, hub, ways: [new Way(client, hub, this.weather, 'up'), new Way(hub, client, this.weather, 'down')] };
    this.links.add(link);
    const over = () => {
      this.links.delete(link);
      for (const socket of [client, hub]) socket.destroy();
    };
    for (const socket of [client, hub]) socket.on('error', over).once('close', over);
    for (const way of link.ways) way.look();
  }

  /** {delay_ms, bytes_per_s, silent: 'up' | 'down' | 'both'}; {} is fine weather. */
  set(weather) {
    for (const key of Object.keys(this.weather)) delete this.weather[key];
    Object.assign(this.weather, weather);
    for (const { ways } of this.links) for (const way of ways) way.look();
  }

  cut() {
    for (const { client, hub } of this.links) for (const socket of [client, hub]) socket.resetAndDestroy();
  }

  /** Where they call from. */
  count() {
    return this.links.size;
  }
}

export default Relay;
