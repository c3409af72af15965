// The cable between the hub and everybody else: it can be cut, half closed, pulled out or blocked. It stays where it is
// while the hub comes back on another port.
import net from 'node:net';

class Link {
  constructor(client, hub) {
    Object.assign(this, { client, hub });
    for (const socket of [client, hub]) socket.on('error', () => this.end());
    client.on('close', () => hub.destroy());
    hub.on('close', () => client.destroySoon());
    client.pipe(hub);
    hub.pipe(client);
  }

  end() {
    this.client.destroy();
    this.hub.destroy();
  }

  reset() {
    this.client.resetAndDestroy();
    this.hub.resetAndDestroy();
  }

  /** The hub reads the end of the stream, what it still has to say arrives. */
  halfClose() {
    this.client.unpipe(this.hub);
    this.hub.end();
  }

  /** The client notices at once, the hub not before it misses an answer. */
  pull() {
    this.hub.removeAllListeners('close');
    this.client.removeAllListeners('close');
    this.client.unpipe(this.hub);
    this.hub.unpipe(this.client);
    this.hub.pause();
    this.client.resetAndDestroy();
  }

  block() {
    this.client.unpipe(this.hub);
    this.hub.unpipe(this.client);
    this.client.pause();
    this.hub.pause();
  }

  unblock() {
    this.client.pipe(this.hub);
    this.hub.pipe(this.client);
  }
}

export class Proxy {
  static async start() {
    const proxy = new Proxy();
    proxy.links = new Set();
    proxy.server = net.createServer({ allowHalfOpen: true, noDelay: true }, (client) => proxy.#accept(client));
    await new Promise((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    proxy.url = `ws://127.0.0.1:${proxy.server.address().port}/v1`;
    return proxy;
  }

  /** Where the hub listens now. */
  to(port) {
    this.port = port;
  }

  /** These links and all new ones carry nothing, until open(), which ends them: what was sent into them is lost. */
  shut(links) {
    this.silent = new Set(links);
    for (const link of links) link.block();
  }

  open() {
    for (const link of this.silent) link.end();
    this.silent = undefined;
  }

  #accept(client) {
    if (this.silent) {
      client.on('error', () => {});
      this.silent.add({ end: () => client.destroy() });
      return;
    }
    const link = new Link(client, net.connect({ host: '127.0.0.1', port: this.port, allowHalfOpen: true, noDelay: true }));
    this.links.add(link);
    link.hub.once('close', () => this.links.delete(link));
  }

  /** The links whose clients are still there, by the port that the client calls from. */
  living() {
    return [...this.links].filter(({ client }) => !client.destroyed).map((link) => [link.client.remotePort, link]);
  }

  async stop() {
    for (const link of this.links) link.end();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
