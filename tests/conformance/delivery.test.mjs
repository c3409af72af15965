// Undelivered: no screen of the station held the ticket in time.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { EXPO, Kitchen, STATIONS } from './support/kitchen.mjs';
import { burger, cola, iso } from './support/orders.mjs';
import { accepted, settled, submitted } from './support/check.mjs';

describe('delivery', () => {
  let kitchen;
  let pos;
  let drinks;
  before(async () => {
    kitchen = await Kitchen.start({ stations: { ...STATIONS, ...EXPO }, delivery: { undelivered_s: 1, undelivered_grace_s: 0 } });
    pos = await kitchen.pos();
    drinks = await kitchen.screen('drink');
  });
  after(() => kitchen?.stop());

  const undelivered = (sent) => pos.statuses(sent.id).filter((status) => status.state === 'undelivered').map((status) => status.station);
  const show = async (sent, drawn) => {
    await drinks.eventsUpTo(sent.seq);
    drinks.send({ type: 'shown', seq: sent.seq, drawn: drawn ? [{ order_id: sent.id, revision: 0, generation: 1 }] : [] });
  };
  /** Once a later order is undelivered, the time of every earlier one has passed. */
  const timeHasPassed = async () => {
    const later = await submitted(pos);
    await pos.status(later.id, 'undelivered', 'grill');
    await settled(pos);
  };

  it('tells the POS that a ticket without a screen is undelivered, once', async () => {
    const sent = await submitted(pos);
    await pos.status(sent.id, 'undelivered', 'grill');
    await timeHasPassed();
    assert.deepEqual(undelivered(sent), ['grill']);
  });

  it('tells nothing of the kind for a ticket that was shown', async () => {
    const sent = await submitted(pos, [cola()]);
    await show(sent, true);
    await timeHasPassed();
    assert.deepEqual(undelivered(sent), []);
  });

  it('tells nothing of the kind for a ticket a screen holds but has not drawn yet', async () => {
    const sent = await submitted(pos, [cola()]);
    await show(sent, false);
    await timeHasPassed();
    assert.deepEqual(undelivered(sent), []);
    assert.deepEqual(pos.statuses(sent.id).filter((status) => status.state === 'shown'), []);
  });

  it('names only the station without a screen', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    await show(sent, true);
    await pos.status(sent.id, 'undelivered', 'grill');
    await timeHasPassed();
    assert.deepEqual(undelivered(sent), ['grill']);
  });

  it('tells nothing of the kind for a ticket bumped in time', async () => {
    const sent = await submitted(pos);
    accepted(await drinks.request({ type: 'ticket.bump', order_id: sent.id, station: 'grill' }));
    await timeHasPassed();
    assert.deepEqual(undelivered(sent), []);
  });

  it('counts for a held course only from its firing', async () => {
    const sent = await submitted(pos, [cola({ course: 1 }), burger({ course: 2 })]);
    await show(sent, true);
    await timeHasPassed();
    assert.deepEqual(undelivered(sent), []);
    accepted(await pos.request({ type: 'order.fire', order_id: sent.id, course: 2 }));
    await pos.status(sent.id, 'undelivered', 'grill');
  });

  it('tells nothing of the kind for an order held for its promise', async () => {
    const sent = await submitted(pos, [burger()], { promised_at: iso(3_600_000) });
    await timeHasPassed();
    assert.deepEqual(undelivered(sent), []);
  });

  it('tells shown after all when a screen comes later', async () => {
    const sent = await submitted(pos);
    await pos.status(sent.id, 'undelivered', 'grill');
    const late = await kitchen.screen('grill', 'late-screen');
    late.send({ type: 'shown', seq: late.log.find(({ type }) => type === 'live').seq, drawn: [{ order_id: sent.id, revision: 0, generation: 1 }] });
    await pos.status(sent.id, 'shown', 'grill');
    await late.close();
  });

  it('never counts for the expo', async () => {
    await timeHasPassed();
    assert.deepEqual(pos.statuses().filter((status) => status.station === 'expo'), []);
  });
});
