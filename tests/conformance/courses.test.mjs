// Courses, parking, priority and availability: what a POS sets after it has submitted.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { Kitchen } from './support/kitchen.mjs';
import { burger, cake, cola, newId } from './support/orders.mjs';
import { accepted, duplicate, isTime, lineOf, lineStates, refused, settled, submitted } from './support/check.mjs';

describe('courses, parking, priority and availability', () => {
  let kitchen;
  let pos;
  let screen;
  before(async () => {
    kitchen = await Kitchen.start();
    pos = await kitchen.pos();
    screen = await kitchen.screen('grill');
  });
  after(() => kitchen?.stop());

  const ask = (type, sent, fields) => pos.request({ type, order_id: sent.id, ...fields });
  const onBoard = (sent, station = 'grill') => kitchen.http.onBoard(sent.id, station);
  const three = () => submitted(pos, [burger({ course: 1 }), cola({ course: 2 }), cake({ course: 3 })]);

  // order.fire
  it('fires a held course, and that one only', async () => {
    const sent = await three();
    accepted(await ask('order.fire', sent, { course: 3 }));
    const ticket = await onBoard(sent, 'dessert');
    assert.equal(lineOf(ticket, '3').held, false);
    isTime(ticket.fired_at, 'fired_at');
    assert.equal(await onBoard(sent, 'drink'), undefined);
  });

  it('takes firing a fired course for a duplicate', async () => {
    const sent = await three();
    duplicate(await ask('order.fire', sent, { course: 1 }));
    const first = accepted(await ask('order.fire', sent, { course: 2 }));
    duplicate(await ask('order.fire', sent, { course: 2 }), { seq: first.seq });
  });

  it('does not allow firing a course the order does not have', async () => {
    const sent = await three();
    refused(await ask('order.fire', sent, { course: 4 }), 'not_allowed');
  });

  it('fires a held line into the ticket its station already shows', async () => {
    const sent = await submitted(pos, [burger({ course: 1 }), burger({ id: '2', course: 2 })]);
    accepted(await ask('order.fire', sent, { course: 2 }));
    assert.equal(lineOf(await onBoard(sent), '2').held, false);
  });

  it('keeps the order open when the first course is done and another is held', async () => {
    const sent = await submitted(pos, [burger({ course: 1 }), burger({ id: '2', course: 2 })]);
    accepted(await screen.request({ type: 'ticket.bump', order_id: sent.id, station: 'grill' }));
    assert.equal(await onBoard(sent), undefined);
    await settled(pos);
    assert.deepEqual(pos.statuses(sent.id).filter((m) => m.station === undefined && m.state !== 'accepted'), []);
    accepted(await ask('order.fire', sent, { course: 2 }));
    assert.deepEqual(lineStates(await onBoard(sent)), { 1: 'done', 2: 'open' });
    accepted(await screen.request({ type: 'ticket.bump', order_id: sent.id, station: 'grill' }));
    await pos.status(sent.id, 'served');
  });

  // order.hold and order.release
  it('parks what has not been started, and brings it back', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    accepted(await ask('order.hold', sent));
    assert.equal(await onBoard(sent), undefined);
    assert.equal(await onBoard(sent, 'drink'), undefined);
    assert.equal((await kitchen.http.order(sent.id)).state, 'held');
    accepted(await ask('order.release', sent));
    assert.equal(lineOf(await onBoard(sent), '1').held, false);
    assert.equal((await kitchen.http.order(sent.id)).state, 'open');
  });

  it('leaves what has been started', async () => {
    const sent = await submitted(pos, [burger(), burger({ id: '2' })]);
    accepted(await screen.request({ type: 'line.start', order_id: sent.id, line_id: '1', station: 'grill' }));
    accepted(await ask('order.hold', sent));
    const ticket = await onBoard(sent);
    assert.equal(lineOf(ticket, '1').held, false);
    assert.equal(lineOf(ticket, '2').held, true);
  });

  it('takes holding what is held and releasing what is not for duplicates', async () => {
    const sent = await submitted(pos);
    duplicate(await ask('order.release', sent));
    accepted(await ask('order.hold', sent));
    duplicate(await ask('order.hold', sent));
    accepted(await ask('order.release', sent));
    duplicate(await ask('order.release', sent));
  });

  it('does not fire a later course by a release', async () => {
    const sent = await three();
    accepted(await ask('order.hold', sent));
    accepted(await ask('order.release', sent));
    assert.ok(await onBoard(sent));
    assert.equal(await onBoard(sent, 'drink'), undefined);
  });

  // order.priority
  it('sets the priority on every ticket, and takes the same again for a duplicate', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    accepted(await ask('order.priority', sent, { priority: 'rush' }));
    assert.equal((await onBoard(sent)).priority, 'rush');
    assert.equal((await onBoard(sent, 'drink')).priority, 'rush');
    duplicate(await ask('order.priority', sent, { priority: 'rush' }));
    accepted(await ask('order.priority', sent, { priority: 'normal' }));
    duplicate(await ask('order.priority', sent, { priority: 'normal' }));
  });

  // item.availability
  it('tells every POS and every screen', async () => {
    const other = await kitchen.pos('front-2');
    const monitor = await kitchen.watcher('monitor');
    const item = `dish-${newId()}`;
    const ack = accepted(await pos.request({ type: 'item.availability', item, available: false }));
    for (const client of [pos, other]) {
      const told = await client.waitFor((m) => m.type === 'item.availability' && m.item === item);
      assert.equal(told.available, false);
      assert.equal(told.seq, ack.seq);
      isTime(told.at, 'at');
    }
    await Promise.all([screen.eventsUpTo(ack.seq), monitor.eventsUpTo(ack.seq)]);
  });

  it('tells a board', async () => {
    const board = await kitchen.watcher('board');
    const item = `dish-${newId()}`;
    const ack = accepted(await pos.request({ type: 'item.availability', item, available: false }));
    await board.waitFor((m) => (m.type === 'item.availability' && m.item === item) || (m.type === 'events' && m.events.some((e) => e.seq === ack.seq)));
  });

  it('takes setting what is set for a duplicate, and tells nobody', async () => {
    const item = `dish-${newId()}`;
    duplicate(await pos.request({ type: 'item.availability', item, available: true }));
    accepted(await pos.request({ type: 'item.availability', item, available: false }));
    duplicate(await pos.request({ type: 'item.availability', item, available: false }));
    await settled(pos);
    assert.equal(pos.log.filter((m) => m.type === 'item.availability' && m.item === item).length, 1);
  });

  it('brings an item back for the orders that follow', async () => {
    const item = `dish-${newId()}`;
    accepted(await pos.request({ type: 'item.availability', item, available: false }));
    accepted(await pos.request({ type: 'item.availability', item, available: true }));
    const sent = await submitted(pos, [burger({ item })]);
    assert.equal(lineOf(await onBoard(sent), '1').unavailable, false);
  });

  // seen
  const lastSeq = async () => (await kitchen.http.get('/healthz')).body.seq;

  it('lets a priority set later stand against a press that had not seen it', async () => {
    const sent = await submitted(pos);
    const seen = await lastSeq();
    accepted(await ask('order.priority', sent, { priority: 'vip' }));
    duplicate(await screen.request({ type: 'order.priority', order_id: sent.id, priority: 'rush', seen }));
    assert.equal((await onBoard(sent)).priority, 'vip');
    accepted(await screen.request({ type: 'order.priority', order_id: sent.id, priority: 'rush', seen: await lastSeq() }));
    assert.equal((await onBoard(sent)).priority, 'rush');
  });

  it('lets a hold or release set later stand against a press that had not seen it', async () => {
    const sent = await submitted(pos);
    const before_hold = await lastSeq();
    accepted(await ask('order.hold', sent));
    duplicate(await screen.request({ type: 'order.release', order_id: sent.id, seen: before_hold }));
    assert.equal(await onBoard(sent), undefined);
    const before_release = await lastSeq();
    accepted(await screen.request({ type: 'order.release', order_id: sent.id, seen: before_release }));
    duplicate(await screen.request({ type: 'order.hold', order_id: sent.id, seen: before_release }));
    assert.ok(await onBoard(sent));
  });

  it('lets an availability set later stand against a press that had not seen it', async () => {
    const item = `dish-${newId()}`;
    const seen = await lastSeq();
    accepted(await pos.request({ type: 'item.availability', item, available: false }));
    duplicate(await screen.request({ type: 'item.availability', item, available: true, seen }));
    const order_now = await submitted(pos, [burger({ item })]);
    assert.equal(lineOf(await onBoard(order_now), '1').unavailable, true);
    accepted(await screen.request({ type: 'item.availability', item, available: true, seen: await lastSeq() }));
  });
});
