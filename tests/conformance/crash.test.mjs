// Power cuts: what was acked is there, what was told is not told again, and nothing is half there.
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { eventually } from './support/client.mjs';
import { BOARD, EXPO, Kitchen, STATIONS } from './support/kitchen.mjs';
import { burger, cola, newId, order } from './support/orders.mjs';
import { accepted, duplicate, lineOf, lineStates, refused, settled, submitted } from './support/check.mjs';

async function inKitchen(pieces, scenario) {
  const kitchen = await Kitchen.start(pieces);
  try {
    await scenario(kitchen);
  } catch (error) {
    await kitchen.stop().catch(() => {});
    throw error;
  }
  await kitchen.stop();
}

describe('after a kill -9', () => {
  it('every acked order is there, every other one wholly or not at all', () => inKitchen({}, async (kitchen) => {
    const acked = [];
    const sent = [];
    for (let round = 0; round < 3; round += 1) {
      const pos = await kitchen.pos();
      const half = new Promise((resolve) => {
        for (let n = 0; n < 100; n += 1) {
          const each = order([burger(), cola()]);
          sent.push(each);
          pos.request({ type: 'order.submit', order: each })
            .then((answer) => { acked.push([each, accepted(answer).seq]); if (acked.length >= (round + 1) * 30) resolve(); })
            .catch(() => {});
        }
      });
      await half;
      await kitchen.restart();
    }
    const pos = await kitchen.pos();
    for (const [each, seq] of acked) duplicate(await pos.request({ type: 'order.submit', order: each }), { seq });
    for (const each of sent) {
      const answer = await pos.request({ type: 'order.submit', order: each });
      assert.equal(answer.type, 'ack');
    }
    const boards = await Promise.all(['grill', 'drink'].map((station) => kitchen.http.board(station)));
    for (const board of boards) {
      assert.deepEqual(board.tickets.map((ticket) => ticket.order_id).sort(), sent.map((each) => each.id).sort());
    }
  }));

  it('the board is as it was: amendments, voids, starts, bumps, recalls, transfers, holds, courses, priority', () => inKitchen({}, async (kitchen) => {
    const pos = await kitchen.pos();
    const screen = await kitchen.screen('grill');
    const press = async (type, sent, fields) => accepted(await screen.request({ type, order_id: sent.id, station: 'grill', ...fields }));
    const two = () => submitted(pos, [burger({ course: 1, quantity: 3 }), burger({ id: '2', course: 1 }), cola({ id: '3', course: 2 })]);
    const orders = await Promise.all(Array.from({ length: 9 }, two));
    const [amended, voided, started, bumped, recalled, transferred, held, fired, rushed] = orders;
    const { seq, ...content } = amended;
    accepted(await pos.request({ type: 'order.amend', revision: 1, order: { ...content, notes: 'x', lines: [burger({ course: 1 })] } }));
    accepted(await pos.request({ type: 'order.void', order_id: voided.id }));
    await press('line.start', started, { line_id: '1' });
    await press('line.bump', started, { line_id: '1', done: 2 });
    await press('ticket.bump', bumped);
    await press('ticket.bump', recalled);
    await press('ticket.recall', recalled, { lines: ['2'] });
    await press('ticket.transfer', transferred, { to: 'dessert' });
    accepted(await pos.request({ type: 'order.hold', order_id: held.id }));
    accepted(await pos.request({ type: 'order.fire', order_id: fired.id, course: 2 }));
    accepted(await pos.request({ type: 'order.priority', order_id: rushed.id, priority: 'rush' }));
    const picture = async () => {
      const answers = [];
      for (const each of orders) answers.push(await kitchen.http.order(each.id));
      for (const station of ['grill', 'drink', 'dessert']) answers.push((await kitchen.http.board(station)).tickets);
      return JSON.parse(JSON.stringify(answers, (key, value) => (key === 'age_ms' ? undefined : value)));
    };
    const was = await picture();
    await kitchen.restart();
    assert.deepEqual(await picture(), was);
  }));

  it('an age goes on counting through the cut', () => inKitchen({}, async (kitchen) => {
    const sent = await submitted(await kitchen.pos());
    const was = await kitchen.http.onBoard(sent.id, 'grill');
    await kitchen.restart();
    const now = await kitchen.http.onBoard(sent.id, 'grill');
    assert.ok(now.age_ms >= was.age_ms, `${now.age_ms} after ${was.age_ms}`);
    assert.equal(now.fired_at, was.fired_at);
  }));

  it('no bump comes undone, and the same bump again is a duplicate', () => inKitchen({}, async (kitchen) => {
    const sent = await submitted(await kitchen.pos(), [burger(), burger({ id: '2' })]);
    const bump = { type: 'ticket.bump', order_id: sent.id, station: 'grill', generation: 1, revision: 0, seen: sent.seq };
    const first = accepted(await (await kitchen.screen('grill')).request(bump));
    await kitchen.restart();
    assert.equal(await kitchen.http.onBoard(sent.id, 'grill'), undefined);
    duplicate(await (await kitchen.screen('grill')).request(bump), { seq: first.seq });
  }));

  it('amendments are known again, by content', () => inKitchen({}, async (kitchen) => {
    const sent = order();
    const amend = { type: 'order.amend', revision: 1, order: { ...sent, notes: 'x' } };
    const pos = await kitchen.pos();
    accepted(await pos.request({ type: 'order.submit', order: sent }));
    const first = accepted(await pos.request(amend));
    await kitchen.restart();
    const later = await kitchen.pos();
    duplicate(await later.request(amend), { seq: first.seq });
    refused(await later.request({ ...amend, order: { ...sent, notes: 'y' } }), 'conflict');
    refused(await later.request({ ...amend, revision: 3 }), 'stale_revision');
  }));

  it('an 86\'d item stays so', () => inKitchen({}, async (kitchen) => {
    accepted(await (await kitchen.pos()).request({ type: 'item.availability', item: 'cola', available: false }));
    await kitchen.restart();
    const pos = await kitchen.pos();
    assert.deepEqual(pos.welcome().unavailable, ['cola']);
    const sent = await submitted(pos, [cola()]);
    assert.equal(lineOf(await kitchen.http.onBoard(sent.id, 'drink'), '2').unavailable, true);
  }));

  it('a POS resumes its statuses without a gap or a repeat', () => inKitchen({}, async (kitchen) => {
    const heard = [];
    let place = {};
    const orders = [];
    for (let round = 0; round < 3; round += 1) {
      const pos = await kitchen.pos('front-1', place);
      const screen = await kitchen.screen('grill', newId());
      for (let n = 0; n < 5; n += 1) orders.push(await submitted(pos, [burger(), cola()]));
      for (const each of orders.slice(-5, -2)) accepted(await screen.request({ type: 'ticket.bump', order_id: each.id, station: 'grill' }));
      await kitchen.kill();
      heard.push(...pos.statuses());
      place = { after: pos.after, head: pos.head };
      await kitchen.spawn();
    }
    const last = await kitchen.pos('front-1', place);
    await settled(last);
    heard.push(...last.statuses());
    const whole = await kitchen.pos('front-1', { after: 0 });
    assert.deepEqual(heard, whole.statuses());
    assert.equal(heard.filter((status) => status.state === 'accepted').length, orders.length);
  }));

  it('a hub whose journal has lost its end says so when a screen comes that holds more', () => inKitchen({}, async (kitchen) => {
    const pos = await kitchen.pos();
    const screen = await kitchen.screen('grill');
    let last;
    for (let n = 0; n < 5; n += 1) last = await submitted(pos, [burger()]);
    await screen.eventsUpTo(last.seq);
    await kitchen.restartEmpty();
    const back = await kitchen.screen('grill', 'grill-screen', { after: screen.after, head: screen.head });
    assert.ok(back.after < screen.after, 'it is told the kitchen as it is now');
    await eventually(() => /grill-screen has events up to \d+, and this journal ends at \d+/.test(kitchen.log), 'the hub to say so');
  }));

  it('a screen resumes with its old head, without a snapshot, a gap or a repeat', () => inKitchen({}, async (kitchen) => {
    const pos = await kitchen.pos();
    const screen = await kitchen.screen('grill');
    const sent = await submitted(pos);
    await screen.eventsUpTo(sent.seq);
    await kitchen.restart();
    const back = await kitchen.screen('grill', 'grill-screen', { after: screen.after, head: screen.head });
    assert.deepEqual(back.log.filter((m) => m.type === 'snapshot'), []);
    const later = await submitted(await kitchen.pos());
    await back.eventsUpTo(later.seq);
    assert.equal(back.events()[0].seq, screen.after + 1);
  }));

  it('the events of the past are the same, each with its seq', () => inKitchen({}, async (kitchen) => {
    const pos = await kitchen.pos();
    for (let n = 0; n < 5; n += 1) await submitted(pos, [burger(), cola()]);
    const before_cut = await kitchen.screen('grill', 'a', { after: 0 });
    await kitchen.restart();
    const after_cut = await kitchen.screen('grill', 'b', { after: 0 });
    const count = before_cut.events().length;
    assert.deepEqual(after_cut.events().slice(0, count), before_cut.events());
  }));

  it('the hub is the same hub with the same seq or a later one', () => inKitchen({}, async (kitchen) => {
    const pos = await kitchen.pos();
    const sent = await submitted(pos);
    await kitchen.restart();
    const welcome = (await kitchen.pos()).welcome();
    assert.equal(welcome.hub, pos.welcome().hub);
    assert.ok(welcome.seq >= sent.seq);
  }));

  it('an expo order is served as before', () => inKitchen({ stations: { ...STATIONS, ...EXPO, ...BOARD } }, async (kitchen) => {
    const sent = await submitted(await kitchen.pos(), [burger(), cola()]);
    const bump = async (station) => accepted(await (await kitchen.screen('expo')).request({ type: 'ticket.bump', order_id: sent.id, station }));
    await bump('grill');
    await bump('drink');
    await kitchen.restart();
    assert.equal((await kitchen.http.order(sent.id)).state, 'ready');
    await bump('expo');
    await kitchen.restart();
    assert.equal((await kitchen.http.order(sent.id)).state, 'served');
    assert.deepEqual(lineStates(await kitchen.http.ticket(sent.id, 'grill')), { 1: 'served' });
  }));

  it('undelivered is told by the hub that comes after', () => inKitchen({ delivery: { undelivered_s: 1.5, undelivered_grace_s: 0 } }, async (kitchen) => {
    const sent = await submitted(await kitchen.pos());
    await kitchen.restart();
    await (await kitchen.pos()).status(sent.id, 'undelivered', 'grill');
  }));
});

describe('after SIGTERM', () => {
  it('the hub ends with 0 while clients are connected, and all is there again', () => inKitchen({}, async (kitchen) => {
    const pos = await kitchen.pos();
    await kitchen.screen('grill');
    const sent = await submitted(pos);
    assert.deepEqual(await kitchen.terminate(), { code: 0, signal: null });
    await pos.awaitClose();
    await kitchen.spawn();
    assert.ok(await kitchen.http.onBoard(sent.id, 'grill'));
  }));
});
