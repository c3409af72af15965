// Session: hello, welcome, live, and who a connection is.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { BOARD, EXPO, Kitchen, STATIONS } from './support/kitchen.mjs';
import { order } from './support/orders.mjs';
import { accepted, duplicate, isTime, refused, settled, submitted } from './support/check.mjs';

describe('session', () => {
  let kitchen;
  before(async () => { kitchen = await Kitchen.start({ stations: { ...STATIONS, ...EXPO, ...BOARD } }); });
  after(() => kitchen?.stop());

  it('welcomes a POS with what the page lists, then says live', async () => {
    const pos = await kitchen.pos('front-1');
    const welcome = pos.welcome();
    assert.equal(pos.log[0], welcome);
    assert.equal(welcome.protocol, 1);
    assert.ok(Number.isInteger(welcome.format) && welcome.format >= 1);
    assert.ok(typeof welcome.hub === 'string' && welcome.hub.length > 0);
    assert.equal(welcome.kitchen, 'Warung Ibu');
    assert.ok(Number.isInteger(welcome.seq) && welcome.seq >= 0);
    assert.equal(typeof welcome.head, 'string');
    isTime(welcome.time, 'time');
    assert.ok(Array.isArray(welcome.unavailable));
    assert.deepEqual(welcome.limits, { message_bytes: 65536, lines: 200 });
    const live = pos.log.find((m) => m.type === 'live');
    assert.ok(Number.isInteger(live.seq) && live.seq >= welcome.seq);
    assert.equal(typeof live.head, 'string');
  });

  it('tells the present time in welcome', async () => {
    const before_ms = Date.now();
    const pos = await kitchen.pos('clock');
    const time_ms = Date.parse(pos.welcome().time);
    assert.ok(Math.abs(time_ms - before_ms) < 10_000, pos.welcome().time);
  });

  it('names the unavailable items in welcome', async () => {
    const pos = await kitchen.pos();
    accepted(await pos.request({ type: 'item.availability', item: 'soup', available: false }));
    assert.ok((await kitchen.pos('front-2')).welcome().unavailable.includes('soup'));
    accepted(await pos.request({ type: 'item.availability', item: 'soup', available: true }));
    assert.ok(!(await kitchen.pos('front-2')).welcome().unavailable.includes('soup'));
  });

  it('ignores unknown fields in hello', async () => {
    await kitchen.pos('front-1', { mood: 'good', version: { app: '1.2' } });
  });

  it('takes null for an absent field of hello', async () => {
    await kitchen.pos('front-1', { token: null, after: null, head: null });
  });

  const refusals = [
    ['protocol 2', { protocol: 2, role: 'pos', name: 'x' }, ['unsupported_protocol']],
    ['protocol 0', { protocol: 0, role: 'pos', name: 'x' }, ['unsupported_protocol']],
    ['a protocol that is no number', { protocol: 'one', role: 'pos', name: 'x' }, ['unsupported_protocol', 'invalid_message']],
    ['no protocol', { protocol: undefined, role: 'pos', name: 'x' }, ['unsupported_protocol', 'invalid_message']],
    ['an unknown role', { role: 'chef', name: 'x' }, ['unknown_role']],
    ['a role that is no string', { role: 7, name: 'x' }, ['unknown_role', 'invalid_message']],
    ['no role', { name: 'x' }, ['unknown_role', 'invalid_message']],
    ['a station the kitchen does not have', { role: 'station', station: 'sushi', screen: 's1' }, ['unknown_station']],
    ['a station role without a station', { role: 'station', screen: 's1' }, ['unknown_station', 'invalid_message']],
    ['a station role without a screen', { role: 'station', station: 'grill' }, ['invalid_message']],
    ['a screen id that is no id', { role: 'station', station: 'grill', screen: 'a b' }, ['invalid_message']],
    ['`after` that is no number', { role: 'pos', name: 'x', after: 'soon' }, ['invalid_message']],
    ['a negative `after`', { role: 'pos', name: 'x', after: -1 }, ['invalid_message']],
    ['`head` that is no string', { role: 'pos', name: 'x', after: 0, head: 5 }, ['invalid_message']],
  ];
  for (const [name, hello, codes] of refusals) {
    it(`refuses a hello with ${name}, and closes with 1008`, async () => {
      const client = await kitchen.connect();
      client.send({ type: 'hello', protocol: 1, ...hello });
      refused(await client.waitFor((m) => m.type === 'error'), codes);
      assert.equal((await client.awaitClose()).code, 1008);
    });
  }

  it('answers a second hello with invalid_message and goes on as before', async () => {
    const pos = await kitchen.pos('eager');
    pos.send({ type: 'hello', protocol: 1, role: 'monitor', name: 'eager' });
    refused(await pos.waitFor((m) => m.type === 'error'), 'invalid_message');
    accepted(await pos.request({ type: 'order.submit', order: order() }));
    assert.equal(pos.log.filter((m) => m.type === 'welcome').length, 1);
  });

  it('lets several connections share a terminal, and tells each of its orders', async () => {
    const first = await kitchen.pos('shared');
    const second = await kitchen.pos('shared');
    const sent = await submitted(first);
    await first.status(sent.id, 'accepted');
    await second.status(sent.id, 'accepted');
  });

  it('tells a terminal nothing of another terminal\'s orders', async () => {
    const mine = await kitchen.pos('mine');
    const other = await kitchen.pos('other');
    const sent = await submitted(mine);
    await settled(mine, other);
    assert.deepEqual(other.statuses(sent.id), []);
    assert.ok(mine.statuses(sent.id).length > 0);
  });

  it('keeps an order with the terminal that submitted it, whoever sends it again', async () => {
    const mine = await kitchen.pos('mine');
    const other = await kitchen.pos('other');
    const sent = order();
    accepted(await mine.request({ type: 'order.submit', order: sent }));
    duplicate(await other.request({ type: 'order.submit', order: sent }));
    accepted(await other.request({ type: 'order.priority', order_id: sent.id, priority: 'rush' }));
    accepted(await other.request({ type: 'order.void', order_id: sent.id }));
    await mine.status(sent.id, 'voided');
  });

  it('accepts a station role at an expo and the roles board and monitor', async () => {
    await kitchen.screen('expo');
    await kitchen.watcher('board');
    await kitchen.watcher('monitor');
  });

  it('replaces an older connection of the same screen, which closes with 4000', async () => {
    const older = await kitchen.screen('grill', 'wall-7');
    const newer = await kitchen.screen('grill', 'wall-7');
    assert.equal((await older.awaitClose()).code, 4000);
    const pos = await kitchen.pos();
    const sent = await submitted(pos);
    await newer.eventsUpTo(sent.seq);
  });

  it('keeps two screens of one station side by side', async () => {
    const left = await kitchen.screen('grill', 'wall-left');
    const right = await kitchen.screen('grill', 'wall-right');
    const sent = await submitted(await kitchen.pos());
    await Promise.all([left.eventsUpTo(sent.seq), right.eventsUpTo(sent.seq)]);
    assert.equal(left.close_code, undefined);
  });
});
