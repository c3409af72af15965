// Serving: with an expo that passes the plates, and without one.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { BOARD, EXPO, Kitchen, STATIONS } from './support/kitchen.mjs';
import { burger, cake, cola } from './support/orders.mjs';
import { accepted, duplicate, settled, submitted, ticketsOf } from './support/check.mjs';

const bump = (sent, station) => ({ type: 'ticket.bump', order_id: sent.id, station });
const wholes = (pos, sent) => pos.statuses(sent.id).filter((status) => status.station === undefined).map((status) => status.state);

describe('with an expo', () => {
  let kitchen;
  let pos;
  let expo;
  before(async () => {
    kitchen = await Kitchen.start({ stations: { ...STATIONS, ...EXPO, ...BOARD } });
    pos = await kitchen.pos();
    expo = await kitchen.screen('expo');
  });
  after(() => kitchen?.stop());

  const state = async (sent) => (await kitchen.http.order(sent.id)).state;
  const lineStatesAt = async (sent, station) => (await kitchen.http.ticket(sent.id, station)).lines.map((line) => line.state);

  it('names neither expo nor board in the ack', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    const { seq, ...content } = sent;
    const ack = duplicate(await pos.request({ type: 'order.submit', order: content }));
    assert.deepEqual(Object.keys(ticketsOf(ack)).sort(), ['drink', 'grill']);
  });

  it('is ready when every station is done, and served only by the expo\'s bump', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    accepted(await expo.request(bump(sent, 'grill')));
    accepted(await expo.request(bump(sent, 'drink')));
    await pos.status(sent.id, 'ready');
    await settled(pos);
    assert.deepEqual(wholes(pos, sent), ['accepted', 'ready']);
    assert.equal(await state(sent), 'ready');
    accepted(await expo.request(bump(sent, 'expo')));
    await pos.status(sent.id, 'served');
    assert.equal(await state(sent), 'served');
    assert.deepEqual(await lineStatesAt(sent, 'grill'), ['served']);
  });

  it('completes by the expo\'s bump what the stations left open', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    accepted(await expo.request(bump(sent, 'expo')));
    await pos.status(sent.id, 'served');
    assert.equal(await kitchen.http.onBoard(sent.id, 'grill'), undefined);
    assert.equal(await kitchen.http.onBoard(sent.id, 'drink'), undefined);
    assert.deepEqual(await lineStatesAt(sent, 'drink'), ['served']);
  });

  it('takes a second bump of the expo for a duplicate', async () => {
    const sent = await submitted(pos);
    accepted(await expo.request(bump(sent, 'expo')));
    duplicate(await expo.request(bump(sent, 'expo')));
    await settled(pos);
    assert.equal(wholes(pos, sent).filter((each) => each === 'served').length, 1);
  });

  it('keeps the order for held courses, and tells served after the last', async () => {
    const sent = await submitted(pos, [burger({ course: 1 }), cake({ course: 2 })]);
    accepted(await expo.request(bump(sent, 'expo')));
    await settled(pos);
    assert.ok(!wholes(pos, sent).includes('served'));
    assert.notEqual(await state(sent), 'served');
    assert.deepEqual(await lineStatesAt(sent, 'grill'), ['served']);
    accepted(await pos.request({ type: 'order.fire', order_id: sent.id, course: 2 }));
    accepted(await expo.request(bump(sent, 'dessert')));
    accepted(await expo.request(bump(sent, 'expo')));
    await pos.status(sent.id, 'served');
    await settled(pos);
    assert.equal(wholes(pos, sent).filter((each) => each === 'served').length, 1);
  });

  it('leaves a line open at the expo\'s bump that was added after its seen', async () => {
    const sent = await submitted(pos);
    const { seq, ...content } = sent;
    accepted(await pos.request({ type: 'order.amend', revision: 1, order: { ...content, lines: [burger(), cola()] } }));
    accepted(await expo.request({ ...bump(sent, 'expo'), revision: 0, seen: sent.seq }));
    assert.equal((await kitchen.http.onBoard(sent.id, 'drink')).state, 'open');
    await settled(pos);
    assert.ok(!wholes(pos, sent).includes('served'));
  });
});

describe('without an expo', () => {
  let kitchen;
  let pos;
  let screen;
  before(async () => {
    kitchen = await Kitchen.start({ stations: { ...STATIONS, ...BOARD } });
    pos = await kitchen.pos();
    screen = await kitchen.screen('grill');
  });
  after(() => kitchen?.stop());

  it('is served as soon as it is ready', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    accepted(await screen.request(bump(sent, 'grill')));
    accepted(await screen.request(bump(sent, 'drink')));
    await pos.status(sent.id, 'served');
    assert.deepEqual(wholes(pos, sent), ['accepted', 'ready', 'served']);
    assert.equal((await kitchen.http.order(sent.id)).state, 'served');
  });

  it('can be recalled and served again', async () => {
    const sent = await submitted(pos);
    accepted(await screen.request(bump(sent, 'grill')));
    await pos.status(sent.id, 'served');
    accepted(await screen.request({ type: 'ticket.recall', order_id: sent.id, station: 'grill' }));
    assert.equal((await kitchen.http.order(sent.id)).state, 'open');
    accepted(await screen.request(bump(sent, 'grill')));
    await settled(pos);
    assert.equal((await kitchen.http.order(sent.id)).state, 'served');
    assert.equal(wholes(pos, sent).at(-1), 'served');
  });
});
