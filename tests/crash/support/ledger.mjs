// What the hub has promised, kept by those to whom it was promised, and held against it after every restart.
import assert from 'node:assert/strict';

const RANK = { open: 0, started: 1, done: 2, served: 3, void: 4 };

export class Ledger {
  constructor() {
    this.orders = new Map();  // id → {order, seq, stations: name → line ids} as acked
    this.changed = new Set();  // amended, voided or rushed, or about to be
    this.tickets = new Map();  // "order station" → {state, generation}; state undefined: a press is on its way
    this.progress = new Map();  // "order station line" → [generation, rank] as last seen
    this.fresh = new Set();  // orders that something happened to since the last audit
    this.seq = 0;
    this.bumps = 0;
  }

  changes(order_id) {
    this.changed.add(order_id);
    this.fresh.add(order_id);
  }

  answered({ type, seq }) {
    if (type === 'ack') this.seq = Math.max(this.seq, seq);
  }

  accepted(order, { seq, tickets }) {
    this.orders.set(order.id, { order, seq, stations: Object.fromEntries(tickets.map(({ station, lines }) => [station, lines])) });
    this.fresh.add(order.id);
  }

  pressed({ order_id, station }) {
    this.tickets.set(`${order_id} ${station}`, {});
    this.fresh.add(order_id);
  }

  /** The ticket's presses are not this ledger's to know. */
  pressedElsewhere(order_id, station) {
    this.tickets.set(`${order_id} ${station}`, {});
  }

  pressAnswered({ type, order_id, station, generation }, answer) {
    this.fresh.add(order_id);
    if (answer.type !== 'ack') return;
    const key = `${order_id} ${station}`;
    if (type === 'ticket.bump') { this.tickets.set(key, { state: 'bumped', generation }); this.bumps += 1; }
    if (type === 'ticket.recall') this.tickets.set(key, { state: 'open', generation: generation + 1 });
  }

  /** After a restart, before anybody has said anything new. */
  async audit(http) {
    const { body } = await http.get('/healthz');
    assert.ok(body.seq >= this.seq, `the hub is at ${body.seq}, but has acked ${this.seq}`);
    const boards = {};
    for (const { id } of (await http.get('/api/v1/stations')).body.stations) {
      const { tickets } = await http.board(id);
      boards[id] = new Map(tickets.map((ticket) => [ticket.order_id, ticket]));
      assert.equal(boards[id].size, tickets.length, `a ticket is twice on the board of ${id}`);
    }
    for (const [id, { stations }] of this.orders) {
      if (this.changed.has(id)) continue;
      for (const station of Object.keys(stations)) this.#auditTicket(id, station, boards[station].get(id));
    }
    for (const id of this.fresh) await this.#auditOrder(id, await http.order(id));
    this.fresh.clear();
  }

  #auditTicket(id, station, ticket) {
    const { state, generation } = this.tickets.get(`${id} ${station}`) ?? { state: 'open', generation: 1 };
    if (state === 'bumped') assert.equal(ticket, undefined, `order ${id}: its acked bump at ${station} has come undone`);
    if (state === 'open') assert.deepEqual(ticket?.generation, generation, `order ${id} is not on the board of ${station} as generation ${generation}`);
  }

  #auditOrder(id, found) {
    const known = this.orders.get(id);
    if (known) assert.equal(found.order?.id, id, `acked order ${id} is gone`);
    if (known && !this.changed.has(id)) for (const [n, line] of known.order.lines.entries()) {
      const { name, quantity, modifiers } = found.order.lines[n];
      assert.deepEqual({ name, quantity, modifiers: modifiers.map((each) => each.name) }, { name: line.name, quantity: line.quantity, modifiers: ['onion'] });
    }
    for (const { station, generation, lines } of found.tickets ?? []) for (const line of lines) {
      const key = `${id} ${station} ${line.id}`;
      const now = [generation, RANK[line.state]];
      const was = this.progress.get(key) ?? now;
      assert.ok(now[0] > was[0] || (now[0] === was[0] && now[1] >= was[1]), `${key} went back from ${was} to ${now}`);
      this.progress.set(key, now);
    }
  }
}
