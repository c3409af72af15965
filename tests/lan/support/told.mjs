// What a resident has told, and waiting for it.
import { deadline } from '../../conformance/support/client.mjs';

export class Told {
  heard = [];
  #waiters = new Set();

  hear = (told) => {
    this.heard.push(told);
    for (const waiter of [...this.#waiters]) waiter(told);
  };

  /** The first thing told, already or from now on, that satisfies `predicate`. */
  first(predicate, what, timeout_ms) {
    const known = this.heard.find(predicate);
    if (known) return Promise.resolve(known);
    let waiter;
    const come = new Promise((resolve) => {
      waiter = (told) => predicate(told) && resolve(told);
      this.#waiters.add(waiter);
    });
    return deadline(come, what, timeout_ms).finally(() => this.#waiters.delete(waiter));
  }

  forget() {
    this.heard = [];
  }
}
