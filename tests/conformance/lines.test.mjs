// Lines: starting and bumping them, whole or in part.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { Kitchen } from './support/kitchen.mjs';
import { burger, cola } from './support/orders.mjs';
import { accepted, duplicate, isTime, lineOf, lineStates, refused, settled, submitted } from './support/check.mjs';

describe('lines', () => {
  let kitchen;
  let pos;
  let screen;
  before(async () => {
    kitchen = await Kitchen.start();
    pos = await kitchen.pos();
    screen = await kitchen.screen('grill');
  });
  after(() => kitchen?.stop());

  const two = (first = {}) => submitted(pos, [burger(first), burger({ id: '2' })]);
  const press = (type, sent, line_id, fields) => screen.request({ type, order_id: sent.id, line_id, station: 'grill', ...fields });
  const ticket = (sent, station = 'grill') => kitchen.http.ticket(sent.id, station);

  it('starts a line: its timer runs and the POS hears of it', async () => {
    const sent = await two();
    accepted(await press('line.start', sent, '1'));
    const line = lineOf(await ticket(sent), '1');
    assert.equal(line.state, 'started');
    isTime(line.started_at, 'started_at');
    await pos.status(sent.id, 'started', 'grill');
    assert.equal(lineOf(await ticket(sent), '2').state, 'open');
  });

  it('takes starting what is started for a duplicate that changes no timer', async () => {
    const sent = await two();
    accepted(await press('line.start', sent, '1'));
    const { started_at } = lineOf(await ticket(sent), '1');
    duplicate(await press('line.start', sent, '1'));
    assert.equal(lineOf(await ticket(sent), '1').started_at, started_at);
  });

  it('bumps one line and leaves the others and the ticket', async () => {
    const sent = await two({ quantity: 3 });
    accepted(await press('line.bump', sent, '1'));
    const now = await kitchen.http.onBoard(sent.id, 'grill');
    assert.deepEqual(lineStates(now), { 1: 'done', 2: 'open' });
    assert.equal(lineOf(now, '1').done, 3);
    isTime(lineOf(now, '1').done_at, 'done_at');
    assert.equal(now.state, 'open');
  });

  it('bumps a started line', async () => {
    const sent = await two();
    accepted(await press('line.start', sent, '1'));
    accepted(await press('line.bump', sent, '1'));
    const line = lineOf(await ticket(sent), '1');
    assert.equal(line.state, 'done');
    isTime(line.started_at, 'started_at');
  });

  it('takes bumping a bumped line for a duplicate', async () => {
    const sent = await two();
    accepted(await press('line.bump', sent, '1'));
    const { done_at } = lineOf(await ticket(sent), '1');
    duplicate(await press('line.bump', sent, '1'));
    assert.equal(lineOf(await ticket(sent), '1').done_at, done_at);
  });

  it('does not let a late start undo a bump', async () => {
    const sent = await two();
    accepted(await press('line.bump', sent, '1'));
    await press('line.start', sent, '1');
    assert.equal(lineOf(await ticket(sent), '1').state, 'done');
  });

  it('lets the ticket leave with its last line, and tells the POS the station is ready', async () => {
    const sent = await two();
    accepted(await press('line.bump', sent, '1'));
    accepted(await press('line.bump', sent, '2'));
    await pos.status(sent.id, 'ready', 'grill');
    const now = await ticket(sent);
    assert.equal(now.state, 'bumped');
    isTime(now.bumped_at, 'bumped_at');
    assert.equal(await kitchen.http.onBoard(sent.id, 'grill'), undefined);
  });

  it('lets the ticket leave when its last fired line is done, though another is held', async () => {
    const sent = await submitted(pos, [burger({ course: 1 }), burger({ id: '2', course: 2 })]);
    accepted(await press('line.bump', sent, '1'));
    assert.equal(await kitchen.http.onBoard(sent.id, 'grill'), undefined);
  });

  it('counts done as the total so far', async () => {
    const sent = await two({ quantity: 3 });
    accepted(await press('line.bump', sent, '1', { done: 2 }));
    const line = lineOf(await ticket(sent), '1');
    assert.equal(line.done, 2);
    assert.ok(['open', 'started'].includes(line.state));
    accepted(await press('line.bump', sent, '1', { done: 3 }));
    assert.equal(lineOf(await ticket(sent), '1').state, 'done');
  });

  it('takes a done not above the present total for a duplicate', async () => {
    const sent = await two({ quantity: 3 });
    accepted(await press('line.bump', sent, '1', { done: 2 }));
    duplicate(await press('line.bump', sent, '1', { done: 2 }));
    duplicate(await press('line.bump', sent, '1', { done: 1 }));
    assert.equal(lineOf(await ticket(sent), '1').done, 2);
    accepted(await press('line.bump', sent, '1'));
    duplicate(await press('line.bump', sent, '1', { done: 3 }));
    assert.equal(lineOf(await ticket(sent), '1').done, 3);
  });

  it('keeps a line that two stations make on each of their tickets apart', async () => {
    const sent = await submitted(pos, [burger({ category: 'combo' })]);
    accepted(await press('line.bump', sent, '1'));
    await pos.status(sent.id, 'ready', 'grill');
    assert.equal(lineOf(await ticket(sent, 'drink'), '1').state, 'open');
    await settled(pos);
    assert.deepEqual(pos.statuses(sent.id).filter((m) => m.state === 'served'), []);
    accepted(await press('line.bump', sent, '1', { station: 'drink' }));
    await pos.status(sent.id, 'served');
  });

  it('refuses a line at a station that does not have it', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    const answer = await press('line.bump', sent, '1', { station: 'drink' });
    refused(answer, ['unknown_line', 'not_allowed']);
    assert.equal(lineOf(await ticket(sent), '1').state, 'open');
  });

  it('takes a press of a past generation for a duplicate, and does not allow a future one', async () => {
    const sent = await two();
    accepted(await press('line.bump', sent, '1', { generation: 1 }));
    refused(await press('line.bump', sent, '2', { generation: 2 }), 'not_allowed');
    refused(await press('line.start', sent, '2', { generation: 2 }), 'not_allowed');
    accepted(await screen.request({ type: 'ticket.recall', order_id: sent.id, station: 'grill', lines: ['1'] }));
    duplicate(await press('line.bump', sent, '1', { generation: 1 }));
    assert.equal(lineOf(await ticket(sent), '1').state, 'open');
    accepted(await press('line.bump', sent, '1', { generation: 2 }));
  });

  for (const [name, unaware] of [['revision', () => ({ revision: 0 })], ['seen', (sent) => ({ seen: sent.seq })]]) {
    it(`leaves a line open that was changed after the bump's ${name}`, async () => {
      const sent = await two();
      const { seq, ...content } = sent;
      const amended = { ...content, lines: [burger({ quantity: 5 }), burger({ id: '2' })] };
      accepted(await pos.request({ type: 'order.amend', revision: 1, order: amended }));
      duplicate(await press('line.bump', sent, '1', { generation: 1, ...unaware(sent) }));
      assert.equal(lineOf(await ticket(sent), '1').state, 'open');
      accepted(await press('line.bump', sent, '2', { generation: 1, ...unaware(sent) }));
      accepted(await press('line.bump', sent, '1', { generation: 1, revision: 1 }));
    });
  }

  it('dates a press back by its age, but not before the line fired', async () => {
    const sent = await two();
    accepted(await press('line.bump', sent, '1', { age_ms: 3_600_000 }));
    const now = await ticket(sent);
    const early_ms = Date.parse(lineOf(now, '1').done_at) - Date.parse(now.fired_at);
    assert.ok(early_ms >= 0 && early_ms <= 5, `done ${early_ms} ms after it fired`);
  });
});
