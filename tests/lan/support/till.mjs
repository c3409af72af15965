// The guests of one terminal: it takes orders while few of its own are open, changes some, and remembers what it was
// acked. What the terminal's process tells comes to heard().
import { randomUUID } from 'node:crypto';

const OPEN_MAX = 3;
const TURN_MS = 150;

export class Till {
  /** `resident` is a Resident of terminal.mjs; `items`: item → category; `until`: what to do with each status. */
  constructor({ name, random, items, resident }) {
    Object.assign(this, { name, random, items, resident });
    this.waiting = new Map();  // request id → message
    this.acked = new Map();  // order id → {order, seq, tickets, amended, voided}: as acked
    this.open = new Set();
    this.changeable = [];
    this.count = 0;
    this.statuses = [];
    this.losses = 0;
    this.refused = [];
  }

  work() {
    this.timer = setInterval(() => this.#turn(), TURN_MS * (0.5 + this.random.next()));
  }

  rest() {
    clearInterval(this.timer);
  }

  #turn() {
    if (this.changeable.length > 0 && this.random.chance(0.2)) this.#change(this.changeable.splice(this.random.below(this.changeable.length), 1)[0]);
    else if (this.open.size + this.waiting.size < OPEN_MAX) this.#say({ type: 'order.submit', order: this.#order() });
  }

  #order() {
    this.count += 1;
    const lines = Array.from({ length: 1 + this.random.below(2) }, (_, n) => this.#line(`l${n}`));
    return { id: `${this.name}-${this.count}-${randomUUID().slice(0, 8)}`, number: String(this.count), placed_at: new Date().toISOString(), lines };
  }

  #line(id) {
    const item = this.random.pick(Object.keys(this.items));
    return { id, item, name: item, category: this.items[item], quantity: 1 };
  }

  #change(order) {
    this.#say(this.random.chance(0.6) ? { type: 'order.amend', revision: 1, order: { ...order, lines: [...order.lines, this.#line('more')] } }
                                      : { type: 'order.void', order_id: order.id });
  }

  #say(message) {
    const id = randomUUID();
    this.waiting.set(id, message);
    this.resident.call('send', id, message).catch((error) => this.refused.push({ message: error.message }));
  }

  heard({ answer, id, status, lost, refused }) {
    if (lost !== undefined) this.losses += 1;
    if (refused) this.refused.push(refused);
    if (status) this.#status(status);
    if (answer) this.#answered(this.waiting.get(id), answer, id);
  }

  #status(status) {
    this.statuses.push(status);
    if (!status.station && !status.lines && ['served', 'voided'].includes(status.state)) this.open.delete(status.order_id);
  }

  #answered(message, answer, id) {
    this.waiting.delete(id);
    if (answer.type !== 'ack') return void (answer.code === 'not_allowed' || this.refused.push(answer));
    if (message.type === 'order.submit') {
      const { order } = message;
      this.acked.set(order.id, { order, ...answer });
      if (!this.statuses.some((each) => each.order_id === order.id && ['served', 'voided'].includes(each.state))) this.open.add(order.id);
      this.changeable.push(order);
    }
    if (message.type === 'order.amend') this.acked.get(message.order.id).amended = answer;
    if (message.type === 'order.void') this.acked.get(message.order_id).voided = answer;
  }
}
