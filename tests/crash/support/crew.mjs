// Terminals and cooks that never stop: each answer brings the next request. What they learn goes to the ledger.
import { Peer } from '../../system/support/peer.mjs';

const BUSY = 6;  // requests each of them keeps in its outbox
const ITEMS = { burger: 'burgers', steak: 'burgers', cola: 'drinks', juice: 'drinks', cake: 'desserts', meal: 'combo' };

class Worker {
  constructor(peer, random, ledger) {
    Object.assign(this, { peer, random, ledger });
    this.sent = new Map();  // id → request
    this.working = true;
    peer.place = { after: 0 };
    peer.on_answer = (id, answer, request) => { this.answered(id, answer, request); this.keepBusy(); };
  }

  keepBusy() {
    while (this.working && this.peer.outbox.size < BUSY) {
      const request = this.next();
      if (!request) return;
      const id = `${this.peer.fields.name}-${this.sent.size}`;
      this.sent.set(id, request);
      this.started?.(id, request);
      this.peer.send(id, request);
    }
  }

  async connect(url) {
    await this.peer.connect(url);
    this.keepBusy();
  }
}

export class Terminal extends Worker {
  constructor(name, random, ledger, { items = ITEMS, changes = 0.25 } = {}) {
    super(new Peer('pos', { name }), random, ledger);
    Object.assign(this, { items, changes });
    this.unchanged = [];  // acked orders that nobody has changed
    this.count = 0;
  }

  next() {
    if (this.unchanged.length === 0 || !this.random.chance(this.changes)) return { type: 'order.submit', order: this.#order() };
    const [order] = this.unchanged.splice(this.random.below(this.unchanged.length), 1);
    this.ledger.changes(order.id);
    return this.random.pick([
      () => ({ type: 'order.amend', revision: 1, order: { ...order, notes: 'again', lines: [...order.lines.slice(1), this.#line('new')] } }),
      () => ({ type: 'order.void', order_id: order.id }),
      () => ({ type: 'order.priority', order_id: order.id, priority: 'rush' }),
    ])();
  }

  #order() {
    this.count += 1;
    const lines = Array.from({ length: 1 + this.random.below(4) }, (_, n) => this.#line(String(n)));
    return { id: `${this.peer.fields.name}-order-${this.count}`, number: String(this.count), placed_at: new Date().toISOString(), lines };
  }

  #line(id) {
    const item = this.random.pick(Object.keys(this.items));
    return { id, item, name: item, category: this.items[item], quantity: 1 + this.random.below(3), modifiers: [{ kind: 'without', name: 'onion' }] };
  }

  answered(id, answer, request) {
    this.ledger.answered(answer);
    if (request.type !== 'order.submit' || answer.type !== 'ack') return;
    this.unchanged.push(request.order);
    this.ledger.accepted(request.order, answer);
  }
}

const SOUPS = { soto: 'soups', rawon: 'soups' };
const SOUPS_OPEN_MAX = 14;

/** Sells soup, which a real screen's cook makes, and no more of it than that cook keeps up with. */
export class Counter extends Terminal {
  constructor(name, random, ledger) {
    super(name, random, ledger, { items: SOUPS, changes: 0.1 });
    this.open = new Set();  // order ids
    this.peer.on_status = ({ order_id, state, station, lines }) => {
      if (!station && state === 'accepted') this.open.add(order_id);
      if (!station && !lines && ['served', 'voided'].includes(state)) this.open.delete(order_id);
      this.keepBusy();
    };
  }

  next() {
    return this.open.size + this.peer.outbox.size < SOUPS_OPEN_MAX ? super.next() : undefined;
  }

  started(id, { type, order }) {
    if (type === 'order.submit') this.ledger.pressedElsewhere(order.id, 'soup');
  }
}

/** Knows its tickets from the events alone, as a screen does. */
export class Cook extends Worker {
  constructor(station, random, ledger) {
    super(new Peer('station', { station, screen: `${station}-1`, name: station }), random, ledger);
    this.station = station;
    this.tickets = new Map();  // order id → {lines: id → {quantity, done}, generation, revision, pressed}
    this.peer.on_event = (event) => { this.#learn(event); this.keepBusy(); };
  }

  #learn(event) {
    const ticket = this.tickets.get(event.order_id);
    if (event.kind === 'order_accepted' || event.kind === 'order_amended') this.#placed(event);
    if (!ticket) return;
    if (event.revision !== undefined && event.kind !== 'changes_confirmed') ticket.revision = event.revision;
    if (event.reopened?.includes(this.station)) this.#reopened(ticket);
    if (event.kind === 'order_voided') this.tickets.delete(event.order_id);
    if (event.station !== this.station) return;
    if (event.kind === 'ticket_recalled') this.#reopened(ticket);
    for (const { line, done } of event.kind === 'lines_bumped' ? event.lines : []) if (ticket.lines.has(line)) ticket.lines.get(line).done = done;
  }

  #placed({ order, order_id, placements, revision = 0 }) {
    const mine = placements.filter(({ stations }) => stations.includes(this.station)).map(({ line }) => line);
    if (mine.length === 0) return void this.tickets.delete(order_id);
    const lines = new Map(order.lines.filter(({ id }) => mine.includes(id)).map(({ id, quantity }) => [id, { quantity, done: 0 }]));
    this.tickets.set(order_id, { generation: 1, ...this.tickets.get(order_id), order_id, lines, revision });
  }

  #reopened(ticket) {
    ticket.generation += 1;
    for (const line of ticket.lines.values()) line.done = 0;
  }

  next() {
    const free = [...this.tickets.values()].filter(({ pressed }) => !pressed);
    const is_done = ({ lines }) => [...lines.values()].every(({ quantity, done }) => done >= quantity);
    const recall = this.random.chance(0.15);
    const ticket = this.random.pick(free.filter((each) => is_done(each) === recall).slice(-40));
    if (!ticket) return undefined;
    const { order_id, generation, revision } = ticket;
    const press = { order_id, station: this.station, generation, revision, seen: this.peer.place.after };
    const [line_id, { quantity, done }] = this.random.pick([...ticket.lines]);
    if (recall) return { type: 'ticket.recall', ...press };
    if (done < quantity && this.random.chance(0.2)) return { type: 'line.start', line_id, ...press };
    if (done < quantity && this.random.chance(0.2)) return { type: 'line.bump', line_id, done: done + 1, ...press };
    return { type: 'ticket.bump', ...press };
  }

  started(id, request) {
    this.tickets.get(request.order_id).pressed = id;
    this.ledger.pressed(request);
  }

  answered(id, answer, request) {
    const ticket = this.tickets.get(request.order_id);
    if (ticket) ticket.pressed = undefined;
    this.ledger.answered(answer);
    this.ledger.pressAnswered(request, answer);
  }
}
