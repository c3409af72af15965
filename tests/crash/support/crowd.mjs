// Everybody who works while things go wrong: terminals, cooks, and a monitor that only watches.
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../../conformance/support/client.mjs';
import { STATIONS } from '../../conformance/support/kitchen.mjs';
import { Peer } from '../../system/support/peer.mjs';
import { Cook, Terminal } from './crew.mjs';
import { Ledger } from './ledger.mjs';
import { randomFrom } from './random.mjs';

const RETRY_MS = 20;
const PRESENT_MS_MAX = 120_000;  // the whole history may be sent to each of them, on a busy machine

export class Crowd {
  /** `more` makes further workers from a seed and the ledger. */
  constructor(seed, more = () => []) {
    this.ledger = new Ledger();
    this.terminals = ['front', 'bar', 'web'].map((name, n) => new Terminal(name, randomFrom(seed + 1 + n), this.ledger));
    this.cooks = Object.keys(STATIONS).map((station, n) => new Cook(station, randomFrom(seed + 10 + n), this.ledger));
    this.terminals.push(...more(seed + 20, this.ledger));
    this.monitor = new Peer('monitor', { name: 'monitor', screen: 'monitor' });
    this.monitor.place = { after: 0 };
    this.workers = [...this.terminals, ...this.cooks];
    this.peers = [...this.workers.map(({ peer }) => peer), this.monitor];
  }

  /** Everybody connects, and again and again when a connection is lost; resolves when all are live. */
  async work(url) {
    for (const each of [...this.workers, this.monitor]) this.#stay(each, url);
    await this.present();
  }

  async #stay(each, url) {
    const peer = each.peer ?? each;
    for (; !this.closing; await pause(RETRY_MS)) {
      await each.connect(url).catch(() => {});
      await peer.gone;
    }
  }

  present() {
    return eventually(() => this.peers.every(({ live }) => live), 'all to be connected', PRESENT_MS_MAX);
  }

  /** The hub is dead, and all that it has said has been heard. */
  gone() {
    return Promise.all(this.peers.map((peer) => peer.gone));
  }

  /** No new requests; those that were begun are answered. */
  async finish() {
    for (const worker of this.workers) worker.working = false;
    for (const { peer } of this.workers) await peer.drained();
  }

  async close() {
    this.closing = true;
    for (const peer of this.peers) await peer.close();
  }

  /** [id, request, answer] of all that was ever asked. */
  asked() {
    return this.workers.flatMap(({ sent, peer }) => [...sent].map(([id, request]) => [id, request, peer.answers.get(id)]));
  }

  counts() {
    const resent = this.workers.reduce((sum, { peer }) => sum + peer.resent.size, 0);
    const changes = this.asked().filter(([, { type }]) => ['order.amend', 'order.void'].includes(type)).length;
    return { orders: this.ledger.orders.size, changes, requests: this.asked().length, bumps: this.ledger.bumps, resent };
  }
}
