// Amend: revisions, what happens to lines, and what may no longer be amended.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { Kitchen } from './support/kitchen.mjs';
import { burger, cake, cola, keysReversed, order } from './support/orders.mjs';
import { accepted, duplicate, lineOf, lineStates, refused, ticketsOf } from './support/check.mjs';

describe('amend', () => {
  let kitchen;
  let pos;
  let screen;
  before(async () => {
    kitchen = await Kitchen.start();
    pos = await kitchen.pos();
    screen = await kitchen.screen('grill');
  });
  after(() => kitchen?.stop());

  const fries = (fields) => burger({ id: '5', item: 'fries', name: 'Fries', ...fields });
  const amend = (sent, revision, fields = {}) => pos.request({ type: 'order.amend', revision, order: { ...sent, ...fields } });
  const stored = async (lines, fields) => {
    const sent = order(lines, fields);
    accepted(await pos.request({ type: 'order.submit', order: sent }));
    return sent;
  };
  const ticket = (sent, station = 'grill') => kitchen.http.ticket(sent.id, station);
  const press = (type, sent, fields) => screen.request({ type, order_id: sent.id, station: 'grill', ...fields });

  it('acks with the new revision, the stations and the unavailable lines', async () => {
    const sent = await stored([burger()]);
    const ack = accepted(await amend(sent, 1, { lines: [burger(), cola()] }), { revision: 1, unavailable: [] });
    assert.deepEqual(ticketsOf(ack), { grill: ['1'], drink: ['2'] });
    assert.equal((await kitchen.http.order(sent.id)).revision, 1);
  });

  it('replaces the order\'s fields', async () => {
    const sent = await stored([burger()], { table: '12', notes: 'birthday' });
    accepted(await amend(sent, 1, { table: '14', notes: undefined }));
    const answer = await kitchen.http.order(sent.id);
    assert.equal(answer.order.table, '14');
    assert.equal(answer.order.notes ?? null, null);
    assert.equal((await ticket(sent)).table, '14');
  });

  it('adds a line, marked added', async () => {
    const sent = await stored([burger()]);
    accepted(await amend(sent, 1, { lines: [burger(), fries()] }));
    const amended = await ticket(sent);
    assert.equal(amended.revision, 1);
    assert.equal(lineOf(amended, '5').change, 'added');
    assert.equal(lineOf(amended, '1').change, null);
  });

  it('changes a line, marked changed', async () => {
    const sent = await stored([burger({ quantity: 1 })]);
    accepted(await amend(sent, 1, { lines: [burger({ quantity: 3 })] }));
    const line = lineOf(await ticket(sent), '1');
    assert.equal(line.change, 'changed');
    assert.equal(line.quantity, 3);
    assert.equal(line.state, 'open');
  });

  it('voids an absent line, marked removed', async () => {
    const sent = await stored([burger(), fries()]);
    accepted(await amend(sent, 1, { lines: [burger()] }));
    const amended = await ticket(sent);
    assert.equal(lineOf(amended, '5').state, 'void');
    assert.equal(lineOf(amended, '5').change, 'removed');
    assert.equal(lineOf(amended, '1').state, 'open');
  });

  it('opens a ticket at a station that had none', async () => {
    const sent = await stored([burger()]);
    accepted(await amend(sent, 1, { lines: [burger(), cake()] }));
    assert.ok(await kitchen.http.onBoard(sent.id, 'dessert'));
  });

  it('keeps the state of unchanged lines', async () => {
    const sent = await stored([burger(), fries(), burger({ id: '6' })]);
    accepted(await press('line.start', sent, { line_id: '1' }));
    accepted(await press('line.bump', sent, { line_id: '5' }));
    const was = await ticket(sent);
    accepted(await amend(sent, 1, { lines: [burger({ id: '6', notes: 'rare' }), keysReversed(burger()), fries()] }));
    const now = await ticket(sent);
    assert.deepEqual(lineStates(now), { 1: 'started', 5: 'done', 6: 'open' });
    assert.equal(lineOf(now, '1').started_at, lineOf(was, '1').started_at);
    assert.equal(lineOf(now, '5').done_at, lineOf(was, '5').done_at);
    assert.equal(now.generation, 1);
  });

  it('reopens the ticket of a changed done line as a new generation', async () => {
    const sent = await stored([burger(), cola()]);
    accepted(await press('ticket.bump', sent));
    assert.equal((await ticket(sent)).state, 'bumped');
    accepted(await amend(sent, 1, { lines: [burger({ quantity: 2 }), cola()] }));
    const again = await kitchen.http.onBoard(sent.id, 'grill');
    assert.equal(again.generation, 2);
    assert.equal(again.state, 'open');
    assert.equal(lineOf(again, '1').state, 'open');
  });

  it('leaves a bumped ticket alone when another station\'s line changes', async () => {
    const sent = await stored([burger(), cola()]);
    accepted(await press('ticket.bump', sent));
    accepted(await amend(sent, 1, { lines: [burger(), cola({ quantity: 4 })] }));
    assert.equal((await ticket(sent)).state, 'bumped');
    assert.equal((await ticket(sent)).generation, 1);
  });

  it('takes the same amendment again for a duplicate with the first seq', async () => {
    const sent = await stored([burger()]);
    const first = accepted(await amend(sent, 1, { notes: 'hurry' }));
    duplicate(await amend(sent, 1, { notes: 'hurry' }), { seq: first.seq, revision: 1 });
    duplicate(await pos.request({ type: 'order.amend', revision: 1, order: keysReversed({ ...sent, notes: 'hurry', service: 'dine_in', extra: 1 }) }));
  });

  it('answers other content for a taken revision with conflict', async () => {
    const sent = await stored([burger()]);
    accepted(await amend(sent, 1, { notes: 'hurry' }));
    refused(await amend(sent, 1, { notes: 'slowly' }), 'conflict');
    refused(await amend(sent, 1), 'conflict');
  });

  it('knows an older revision\'s content too', async () => {
    const sent = await stored([burger()]);
    accepted(await amend(sent, 1, { notes: 'one' }));
    accepted(await amend(sent, 2, { notes: 'two' }));
    duplicate(await amend(sent, 1, { notes: 'one' }));
    duplicate(await amend(sent, 2, { notes: 'two' }));
    refused(await amend(sent, 1, { notes: 'two' }), 'conflict');
    assert.equal((await kitchen.http.order(sent.id)).order.notes, 'two');
  });

  it('answers revision 0 and a gap with stale_revision and the current one', async () => {
    const sent = await stored([burger()]);
    assert.equal(refused(await amend(sent, 0), 'stale_revision').revision, 0);
    assert.equal(refused(await amend(sent, 2), 'stale_revision').revision, 0);
    accepted(await amend(sent, 1, { notes: 'one' }));
    assert.equal(refused(await amend(sent, 3), 'stale_revision').revision, 1);
    assert.equal(refused(await amend(sent, 0), 'stale_revision').revision, 1);
  });

  it('answers a revision taken by a void with stale_revision', async () => {
    const sent = await stored([burger(), cola()]);
    accepted(await pos.request({ type: 'order.void', order_id: sent.id, lines: ['2'] }));
    assert.equal(refused(await amend(sent, 1, { lines: [burger()] }), 'stale_revision').revision, 1);
    accepted(await amend(sent, 2, { lines: [burger({ quantity: 2 })] }), { revision: 2 });
  });

  it('never lets a line id return that an amendment or a void took away', async () => {
    const sent = await stored([burger(), fries(), cola()]);
    accepted(await amend(sent, 1, { lines: [burger(), cola()] }));
    refused(await amend(sent, 2, { lines: [burger(), fries(), cola()] }), 'not_allowed');
    accepted(await pos.request({ type: 'order.void', order_id: sent.id, lines: ['2'] }));
    refused(await amend(sent, 3, { lines: [burger(), cola()] }), 'not_allowed');
    accepted(await amend(sent, 3, { lines: [burger(), fries({ id: '8' })] }), { revision: 3 });
  });

  it('does not allow amending a voided order', async () => {
    const sent = await stored([burger()]);
    accepted(await pos.request({ type: 'order.void', order_id: sent.id }));
    refused(await amend(sent, 2, { notes: 'x' }), 'not_allowed');
  });

  it('does not allow amending a served order, yet knows its past amendments', async () => {
    const sent = await stored([burger()]);
    accepted(await amend(sent, 1, { notes: 'one' }));
    accepted(await press('ticket.bump', sent));
    await pos.status(sent.id, 'served');
    refused(await amend(sent, 2, { notes: 'two' }), 'not_allowed');
    duplicate(await amend(sent, 1, { notes: 'one' }));
  });

  it('stores nothing of a refused amendment', async () => {
    const sent = await stored([burger()]);
    refused(await amend(sent, 1, { lines: [burger(), cola({ station: 'sushi' })] }), 'unknown_station', '/order/lines/1/station');
    refused(await amend(sent, 1, { lines: [] }), 'invalid_order', '/order/lines');
    assert.equal((await kitchen.http.order(sent.id)).revision, 0);
    accepted(await amend(sent, 1, { notes: 'one' }));
  });

  it('lets one of two amendments sent at once win', async () => {
    const sent = await stored([burger()]);
    const answers = await Promise.all([amend(sent, 1, { notes: 'a' }), amend(sent, 1, { notes: 'b' })]);
    assert.equal(answers.filter((answer) => answer.type === 'ack').length, 1);
    refused(answers.find((answer) => answer.type === 'error'), 'conflict');
  });

  it('names the unavailable lines of an amended order', async () => {
    accepted(await pos.request({ type: 'item.availability', item: 'truffle', available: false }));
    const sent = await stored([burger()]);
    accepted(await amend(sent, 1, { lines: [burger(), fries({ item: 'truffle' })] }), { unavailable: ['5'] });
  });

  // Confirming what changed
  it('clears the marks once the cook has confirmed that revision', async () => {
    const sent = await stored([burger(), fries(), burger({ id: '6' })]);
    accepted(await amend(sent, 1, { lines: [burger({ quantity: 2 }), fries()] }));
    accepted(await press('ticket.confirm', sent, { revision: 1 }));
    const confirmed = await ticket(sent);
    assert.equal(lineOf(confirmed, '1').change, null);
    duplicate(await press('ticket.confirm', sent, { revision: 1 }));
  });

  it('keeps the marks of a revision after the confirmed one', async () => {
    const sent = await stored([burger(), fries()]);
    accepted(await amend(sent, 1, { lines: [burger({ quantity: 2 }), fries()] }));
    accepted(await amend(sent, 2, { lines: [burger({ quantity: 2 }), fries({ quantity: 2 })] }));
    accepted(await press('ticket.confirm', sent, { revision: 1 }));
    assert.equal(lineOf(await ticket(sent), '1').change, null);
    assert.equal(lineOf(await ticket(sent), '5').change, 'changed');
  });

  it('takes confirming revision 0, where nothing changed, for a duplicate', async () => {
    const sent = await stored([burger()]);
    duplicate(await press('ticket.confirm', sent, { revision: 0 }));
  });

  it('does not allow confirming a revision above the current one', async () => {
    const sent = await stored([burger()]);
    refused(await press('ticket.confirm', sent, { revision: 1 }), 'not_allowed');
  });
});
