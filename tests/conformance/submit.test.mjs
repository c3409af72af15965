// Submit: the ack, the defaults, where lines go, and what is held.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { EXPO, Kitchen, STATIONS } from './support/kitchen.mjs';
import { eventually } from './support/client.mjs';
import { burger, cake, cola, fullOrder, iso, order } from './support/orders.mjs';
import { accepted, isTime, lineOf, refused, submitted, ticketsOf } from './support/check.mjs';

const ROUTES = [
  { items: ['cola-float'], stations: ['dessert'] },
  { categories: ['drinks'], channels: ['gofood'], stations: ['dessert'] },
  { modifiers: ['flambé'], stations: ['dessert'] },
  { services: ['drive_thru'], categories: ['fries'], stations: ['drink'] },
  { categories: ['drinks'], stations: ['drink'] },
  { categories: ['desserts'], stations: ['dessert'] },
  { categories: ['combo'], stations: ['grill', 'drink'] },
];
const MENU = {
  lemonade: { category: 'drinks', prep_s: 60 },
  'ice-cream': { category: 'sweet', station: 'dessert' },
};

describe('submit', () => {
  let kitchen;
  let pos;
  before(async () => {
    kitchen = await Kitchen.start({ stations: { ...STATIONS, ...EXPO }, routes: ROUTES, menu: MENU });
    pos = await kitchen.pos();
  });
  after(() => kitchen?.stop());

  const submit = (sent) => pos.request({ type: 'order.submit', order: sent });
  const routed = async (lines, fields) => ticketsOf(accepted(await submit(order(lines, fields))));

  it('acks with seq, revision 0, the stations and no unavailable lines', async () => {
    const ack = accepted(await submit(order([burger(), cola()])), { revision: 0, unavailable: [] });
    assert.ok(Number.isInteger(ack.seq) && ack.seq >= 1);
    assert.deepEqual(ticketsOf(ack), { grill: ['1'], drink: ['2'] });
  });

  it('accepts every known field at once', async () => {
    accepted(await submit(fullOrder()));
  });

  it('accepts the least an order may be', async () => {
    accepted(await submit(order([{ id: '1', name: 'Burger', quantity: 1 }])));
  });

  it('rises in seq with every order', async () => {
    const first = accepted(await submit(order()));
    const second = accepted(await submit(order()));
    assert.ok(second.seq > first.seq);
  });

  it('has the order readable at once with all its fields', async () => {
    const sent = fullOrder();
    accepted(await submit(sent));
    const answer = await kitchen.http.order(sent.id);
    assert.equal(answer.revision, 0);
    assert.equal(answer.state, 'open');
    for (const field of ['id', 'number', 'placed_at', 'service', 'channel', 'reference', 'table', 'guest', 'server', 'covers', 'allergies', 'notes']) {
      assert.deepEqual(answer.order[field], sent[field], field);
    }
    assert.equal(answer.order.lines.length, 1);
    for (const field of ['id', 'item', 'name', 'category', 'quantity', 'course', 'seat', 'notes', 'modifiers']) {
      assert.deepEqual(answer.order.lines[0][field], sent.lines[0][field], field);
    }
  });

  it('shapes a ticket as the page does', async () => {
    const sent = await submitted(pos, [burger({ notes: null })], { table: '8' });
    const ticket = await kitchen.http.onBoard(sent.id, 'grill');
    const { fired_at, age_ms, lines, ...rest } = ticket;
    isTime(fired_at, 'fired_at');
    assert.ok(age_ms >= 0 && age_ms < 60_000);
    assert.deepEqual(rest, { order_id: sent.id, number: '42', station: 'grill', generation: 1, revision: 0, state: 'open', priority: 'normal',
                             service: 'dine_in', table: '8', shown_at: null, bumped_at: null });
    assert.deepEqual(lines, [{ id: '1', name: 'Classic Burger', quantity: 1, done: 0, course: 0, state: 'open', held: false, unavailable: false,
                               change: null, modifiers: [], notes: null, started_at: null, done_at: null }]);
  });

  it('takes dine_in, normal, course 0 and option where nothing is said', async () => {
    const sent = await submitted(pos, [burger({ modifiers: [{ name: 'cheese' }] })]);
    const ticket = await kitchen.http.onBoard(sent.id, 'grill');
    assert.equal(ticket.service, 'dine_in');
    assert.equal(ticket.priority, 'normal');
    assert.equal(ticket.lines[0].course, 0);
    assert.deepEqual(ticket.lines[0].modifiers, [{ kind: 'option', name: 'cheese' }]);
  });

  it('keeps the places of two orders on a board as they came', async () => {
    const first = await submitted(pos);
    const second = await submitted(pos);
    const ids = (await kitchen.http.board('grill')).tickets.map((ticket) => ticket.order_id);
    assert.ok(ids.indexOf(first.id) < ids.indexOf(second.id));
  });

  // Routing
  it('sends a line that no rule routes to the default station', async () => {
    assert.deepEqual(await routed([burger({ category: 'surprise' }), { id: '9', name: 'Bare', quantity: 1 }]), { grill: ['1', '9'] });
  });

  it('sends a line to every station of its rule', async () => {
    assert.deepEqual(await routed([burger({ category: 'combo' })]), { grill: ['1'], drink: ['1'] });
  });

  it('lets the first matching rule win', async () => {
    assert.deepEqual(await routed([cola({ item: 'cola-float' })]), { dessert: ['2'] });
  });

  it('asks all that a rule names to match', async () => {
    assert.deepEqual(await routed([cola()], { channel: 'gofood' }), { dessert: ['2'] });
    assert.deepEqual(await routed([cola()], { channel: 'pos' }), { drink: ['2'] });
    assert.deepEqual(await routed([burger({ category: 'fries' })], { service: 'drive_thru' }), { drink: ['1'] });
    assert.deepEqual(await routed([burger({ category: 'fries' })]), { grill: ['1'] });
  });

  it('routes by a modifier\'s name', async () => {
    assert.deepEqual(await routed([burger({ modifiers: [{ name: 'flambé' }] })]), { dessert: ['1'] });
  });

  it('forces the station a line names', async () => {
    assert.deepEqual(await routed([cola({ station: 'grill' })]), { grill: ['2'] });
  });

  it('refuses a line forced to a station the kitchen does not have', async () => {
    refused(await submit(order([burger(), cola({ station: 'sushi' })])), 'unknown_station', '/order/lines/1/station');
  });

  it('uses the menu\'s category for a line that gives none', async () => {
    assert.deepEqual(await routed([{ id: '1', item: 'lemonade', name: 'Lemonade', quantity: 1 }]), { drink: ['1'] });
  });

  it('uses the menu\'s station where no rule matches', async () => {
    assert.deepEqual(await routed([{ id: '1', item: 'ice-cream', name: 'Ice cream', quantity: 1 }]), { dessert: ['1'] });
  });

  it('never gives the expo a ticket', async () => {
    assert.deepEqual(Object.keys(await routed([burger(), cola()])).sort(), ['drink', 'grill']);
  });

  // Courses
  it('holds the later course of a dine-in order and fires the lowest', async () => {
    const sent = await submitted(pos, [burger({ course: 1 }), cola({ course: 2 })]);
    assert.ok(await kitchen.http.onBoard(sent.id, 'grill'));
    assert.equal(await kitchen.http.onBoard(sent.id, 'drink'), undefined);
  });

  it('fires the lowest course present, whatever its number, and course 0 with it', async () => {
    const sent = await submitted(pos, [burger({ course: 7 }), cola({ course: 99 }), cake({ course: 0 })]);
    assert.ok(await kitchen.http.onBoard(sent.id, 'grill'));
    assert.ok(await kitchen.http.onBoard(sent.id, 'dessert'));
    assert.equal(await kitchen.http.onBoard(sent.id, 'drink'), undefined);
  });

  it('shows a held line on a ticket whose other lines are fired, marked held', async () => {
    const sent = await submitted(pos, [burger({ course: 1 }), burger({ id: '2', course: 2 })]);
    const ticket = await kitchen.http.onBoard(sent.id, 'grill');
    assert.equal(lineOf(ticket, '1').held, false);
    assert.equal(lineOf(ticket, '2').held, true);
  });

  for (const service of ['takeaway', 'delivery', 'drive_thru', 'self_order']) {
    it(`fires every course of a ${service} order at once`, async () => {
      const sent = await submitted(pos, [burger({ course: 1 }), cola({ course: 2 })], { service });
      assert.equal((await kitchen.http.onBoard(sent.id, 'grill')).lines[0].held, false);
      assert.equal((await kitchen.http.onBoard(sent.id, 'drink')).lines[0].held, false);
    });
  }

  // Unavailable items
  it('takes an order with an 86\'d item, names the line in the ack and marks it on the ticket', async () => {
    accepted(await pos.request({ type: 'item.availability', item: 'lobster', available: false }));
    const sent = order([burger(), burger({ id: '2', item: 'lobster' })]);
    accepted(await submit(sent), { unavailable: ['2'] });
    const ticket = await kitchen.http.onBoard(sent.id, 'grill');
    assert.equal(lineOf(ticket, '1').unavailable, false);
    assert.equal(lineOf(ticket, '2').unavailable, true);
  });

  // Promised orders
  it('holds an order promised later than its prep time and the margin', async () => {
    const sent = await submitted(pos, [burger({ prep_s: 60 })], { promised_at: iso(3_600_000) });
    assert.equal((await kitchen.http.order(sent.id)).state, 'held');
    assert.equal(await kitchen.http.onBoard(sent.id, 'grill'), undefined);
  });

  it('fires an order promised sooner than its prep time and the margin at once', async () => {
    const sent = await submitted(pos, [burger({ prep_s: 600 })], { promised_at: iso(600_000) });
    assert.equal((await kitchen.http.order(sent.id)).state, 'open');
    assert.ok(await kitchen.http.onBoard(sent.id, 'grill'));
  });

  it('fires an order whose promise is past at once', async () => {
    const sent = await submitted(pos, [burger()], { promised_at: iso(-60_000) });
    assert.ok(await kitchen.http.onBoard(sent.id, 'grill'));
  });

  it('fires a held promised order by itself when its time comes', async () => {
    const sent = await submitted(pos, [burger({ prep_s: 1 })], { promised_at: iso(121_000 + 1_500) });
    assert.equal((await kitchen.http.order(sent.id)).state, 'held');
    const ticket = await eventually(() => kitchen.http.onBoard(sent.id, 'grill'), 'the promised order to fire');
    assert.ok(ticket.age_ms < 5_000, 'its age counts from the firing');
  });
});
