// Tickets: bump, recall, transfer; generations, and what a cook has seen.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { BOARD, EXPO, Kitchen, STATIONS } from './support/kitchen.mjs';
import { burger, cola } from './support/orders.mjs';
import { accepted, duplicate, isTime, lineOf, lineStates, refused, settled, submitted } from './support/check.mjs';

describe('tickets', () => {
  let kitchen;
  let pos;
  let screen;
  before(async () => {
    kitchen = await Kitchen.start({ stations: { ...STATIONS, ...EXPO, ...BOARD } });
    pos = await kitchen.pos();
    screen = await kitchen.screen('grill');
  });
  after(() => kitchen?.stop());

  const two = () => submitted(pos, [burger(), burger({ id: '2' })]);
  const press = (type, sent, fields) => screen.request({ type, order_id: sent.id, station: 'grill', ...fields });
  const ticket = (sent, station = 'grill') => kitchen.http.ticket(sent.id, station);
  const onBoard = (sent, station = 'grill') => kitchen.http.onBoard(sent.id, station);
  const amend = async ({ seq, ...sent }, lines, revision = 1) =>
    accepted(await pos.request({ type: 'order.amend', revision, order: { ...sent, lines } }));

  // Bump
  it('bumps every line of the station, and the ticket leaves', async () => {
    const sent = await submitted(pos, [burger({ quantity: 2 }), burger({ id: '4' }), cola()]);
    accepted(await press('ticket.bump', sent));
    const now = await ticket(sent);
    assert.equal(now.state, 'bumped');
    assert.deepEqual(lineStates(now), { 1: 'done', 4: 'done' });
    assert.equal(lineOf(now, '1').done, 2);
    isTime(now.bumped_at, 'bumped_at');
    assert.equal(await onBoard(sent), undefined);
    assert.equal((await onBoard(sent, 'drink')).state, 'open');
    await pos.status(sent.id, 'ready', 'grill');
  });

  it('takes bumping what is bumped for a duplicate, and tells the POS once', async () => {
    const sent = await two();
    const first = accepted(await press('ticket.bump', sent, { generation: 1, revision: 0 }));
    duplicate(await press('ticket.bump', sent, { generation: 1, revision: 0 }), { seq: first.seq });
    duplicate(await press('ticket.bump', sent));
    duplicate(await press('line.bump', sent, { line_id: '1' }));
    await settled(pos);
    assert.equal(pos.statuses(sent.id).filter((m) => m.state === 'ready' && m.station === 'grill').length, 1);
  });

  it('gives one plain ack and one duplicate when two screens bump at once', async () => {
    const other = await kitchen.screen('grill', 'grill-second');
    const sent = await two();
    const bump = { type: 'ticket.bump', order_id: sent.id, station: 'grill', generation: 1 };
    const answers = await Promise.all([screen.request(bump), other.request(bump)]);
    assert.deepEqual(answers.map((answer) => answer.duplicate).sort(), [false, true]);
  });

  it('does not allow bumping a future generation', async () => {
    const sent = await two();
    refused(await press('ticket.bump', sent, { generation: 2 }), 'not_allowed');
    assert.equal((await ticket(sent)).state, 'open');
  });

  it('refuses a bump at a station that has no ticket of the order', async () => {
    const sent = await two();
    assert.equal((await press('ticket.bump', sent, { station: 'drink' })).type, 'error');
    assert.equal((await press('ticket.bump', sent, { station: 'board' })).type, 'error');
  });

  const unaware = [['revision', (sent) => ({ revision: 0 })], ['seen', (sent) => ({ seen: sent.seq })]];
  for (const [name, fields] of unaware) {
    it(`keeps a line that was added after the bump's ${name} open, and its ticket too`, async () => {
      const sent = await two();
      await amend(sent, [burger(), burger({ id: '2' }), burger({ id: '3' })]);
      accepted(await press('ticket.bump', sent, { generation: 1, ...fields(sent) }));
      const now = await onBoard(sent);
      assert.deepEqual(lineStates(now), { 1: 'done', 2: 'done', 3: 'open' });
      assert.equal(now.state, 'open');
    });

    it(`keeps a line that was changed after the bump's ${name} open, and its ticket too`, async () => {
      const sent = await two();
      await amend(sent, [burger(), burger({ id: '2', notes: 'no salt' })]);
      accepted(await press('ticket.bump', sent, { generation: 1, ...fields(sent) }));
      assert.deepEqual(lineStates(await onBoard(sent)), { 1: 'done', 2: 'open' });
    });
  }

  it('keeps a line that was fired after the bump\'s seen open', async () => {
    const sent = await submitted(pos, [burger({ course: 1 }), burger({ id: '2', course: 2 })]);
    accepted(await pos.request({ type: 'order.fire', order_id: sent.id, course: 2 }));
    accepted(await press('ticket.bump', sent, { generation: 1, revision: 0, seen: sent.seq }));
    assert.deepEqual(lineStates(await onBoard(sent)), { 1: 'done', 2: 'open' });
  });

  it('keeps a line that was released after the bump\'s seen open', async () => {
    const sent = await two();
    accepted(await press('line.start', sent, { line_id: '1' }));
    accepted(await pos.request({ type: 'order.hold', order_id: sent.id }));
    accepted(await pos.request({ type: 'order.release', order_id: sent.id }));
    accepted(await press('ticket.bump', sent, { generation: 1, revision: 0, seen: sent.seq }));
    assert.deepEqual(lineStates(await onBoard(sent)), { 1: 'done', 2: 'open' });
  });

  it('keeps a line that was transferred in after the bump\'s seen open', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    accepted(await press('ticket.transfer', sent, { station: 'drink', to: 'grill' }));
    const { generation } = await ticket(sent);
    accepted(await press('ticket.bump', sent, { generation, revision: 0, seen: sent.seq }));
    assert.deepEqual(lineStates(await onBoard(sent)), { 1: 'done', 2: 'open' });
  });

  it('completes all that is fired when the bump says nothing of what was seen', async () => {
    const sent = await two();
    await amend(sent, [burger(), burger({ id: '2' }), burger({ id: '3' })]);
    accepted(await press('ticket.bump', sent));
    assert.equal((await ticket(sent)).state, 'bumped');
  });

  it('does not bump a held line', async () => {
    const sent = await submitted(pos, [burger({ course: 1 }), burger({ id: '2', course: 2 })]);
    accepted(await press('ticket.bump', sent));
    assert.equal(lineOf(await ticket(sent), '2').state, 'open');
    assert.equal(await onBoard(sent), undefined);
  });

  it('dates a bump back by its age, but not before the line fired', async () => {
    const sent = await two();
    accepted(await press('ticket.bump', sent, { age_ms: 3_600_000 }));
    const now = await ticket(sent);
    const early_ms = Date.parse(now.bumped_at) - Date.parse(now.fired_at);
    assert.ok(early_ms >= 0 && early_ms <= 5, `bumped ${early_ms} ms after it fired`);
  });

  // Recall
  it('brings a bumped ticket back with its lines reopened as the next generation', async () => {
    const sent = await two();
    accepted(await press('ticket.bump', sent));
    accepted(await press('ticket.recall', sent, { generation: 1 }));
    const now = await onBoard(sent);
    assert.equal(now.generation, 2);
    assert.equal(now.state, 'open');
    assert.deepEqual(lineStates(now), { 1: 'open', 2: 'open' });
    assert.deepEqual(now.lines.map((line) => [line.done, line.done_at]), [[0, null], [0, null]]);
    await pos.status(sent.id, 'recalled', 'grill');
  });

  it('brings back only the lines that a recall names', async () => {
    const sent = await two();
    accepted(await press('ticket.bump', sent));
    accepted(await press('ticket.recall', sent, { lines: ['2'] }));
    assert.deepEqual(lineStates(await onBoard(sent)), { 1: 'done', 2: 'open' });
  });

  it('never lets an old bump undo a recall', async () => {
    const sent = await two();
    accepted(await press('ticket.bump', sent, { generation: 1 }));
    accepted(await press('ticket.recall', sent, { generation: 1 }));
    duplicate(await press('ticket.bump', sent, { generation: 1 }));
    assert.equal((await onBoard(sent)).generation, 2);
    accepted(await press('ticket.bump', sent, { generation: 2 }));
    await settled(pos);
    assert.equal(pos.statuses(sent.id).filter((m) => m.state === 'ready' && m.station === 'grill').length, 2);
  });

  it('takes the same recall again for a duplicate', async () => {
    const sent = await two();
    accepted(await press('ticket.bump', sent, { generation: 1 }));
    accepted(await press('ticket.recall', sent, { generation: 1 }));
    duplicate(await press('ticket.recall', sent, { generation: 1 }));
    assert.equal((await ticket(sent)).generation, 2);
  });

  it('does not allow recalling what is open', async () => {
    const sent = await two();
    refused(await press('ticket.recall', sent), 'not_allowed');
    refused(await press('ticket.recall', sent, { lines: ['1'] }), 'not_allowed');
  });

  it('undoes the bump of a line by a recall that names it', async () => {
    const sent = await two();
    accepted(await press('line.bump', sent, { line_id: '1' }));
    refused(await press('ticket.recall', sent), 'not_allowed');
    accepted(await press('ticket.recall', sent, { lines: ['1'] }));
    const now = await onBoard(sent);
    assert.deepEqual(lineStates(now), { 1: 'open', 2: 'open' });
    assert.equal(now.generation, 2);
  });

  it('does not allow recalling a future generation', async () => {
    const sent = await two();
    accepted(await press('ticket.bump', sent));
    refused(await press('ticket.recall', sent, { generation: 2 }), 'not_allowed');
  });

  it('recalls a served order', async () => {
    const sent = await two();
    accepted(await press('ticket.bump', sent, { station: 'expo' }));
    await pos.status(sent.id, 'served');
    accepted(await press('ticket.recall', sent));
    assert.equal((await onBoard(sent)).state, 'open');
    assert.equal((await kitchen.http.order(sent.id)).state, 'open');
  });

  // Transfer
  it('moves the open lines with their timers, and leaves nothing behind on the board', async () => {
    const sent = await two();
    accepted(await press('line.start', sent, { line_id: '1' }));
    const { started_at } = lineOf(await ticket(sent), '1');
    accepted(await press('ticket.transfer', sent, { generation: 1, to: 'dessert' }));
    const moved = await onBoard(sent, 'dessert');
    assert.deepEqual(lineStates(moved), { 1: 'started', 2: 'open' });
    assert.equal(lineOf(moved, '1').started_at, started_at);
    assert.equal(await onBoard(sent), undefined);
  });

  it('joins the ticket that the other station already has', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    accepted(await press('ticket.transfer', sent, { to: 'drink' }));
    assert.deepEqual(lineStates(await onBoard(sent, 'drink')), { 1: 'open', 2: 'open' });
  });

  it('moves only what is open', async () => {
    const sent = await two();
    accepted(await press('line.bump', sent, { line_id: '1' }));
    accepted(await press('ticket.transfer', sent, { to: 'drink' }));
    assert.deepEqual(lineStates(await onBoard(sent, 'drink')), { 2: 'open' });
    assert.equal(await onBoard(sent), undefined);
  });

  it('takes the same transfer again for a duplicate', async () => {
    const sent = await two();
    accepted(await press('ticket.transfer', sent, { generation: 1, to: 'drink' }));
    duplicate(await press('ticket.transfer', sent, { generation: 1, to: 'drink' }));
    duplicate(await press('ticket.bump', sent, { generation: 1 }));
    assert.deepEqual(lineStates(await onBoard(sent, 'drink')), { 1: 'open', 2: 'open' });
  });

  it('is a new generation when it comes back', async () => {
    const sent = await two();
    accepted(await press('ticket.transfer', sent, { to: 'drink' }));
    accepted(await press('ticket.transfer', sent, { station: 'drink', to: 'grill' }));
    assert.ok((await onBoard(sent)).generation >= 2);
    duplicate(await press('ticket.bump', sent, { generation: 1 }));
    assert.deepEqual(lineStates(await onBoard(sent)), { 1: 'open', 2: 'open' });
  });

  it('makes the order ready when the station it went to is done', async () => {
    const sent = await two();
    accepted(await press('ticket.transfer', sent, { to: 'drink' }));
    accepted(await press('ticket.bump', sent, { station: 'drink' }));
    await pos.status(sent.id, 'ready');
  });

  for (const [name, to, code] of [['the same station', 'grill', 'not_allowed'], ['an expo', 'expo', 'not_allowed'], ['a board', 'board', 'not_allowed']]) {
    it(`does not allow a transfer to ${name}`, async () => {
      refused(await press('ticket.transfer', await two(), { to }), code);
    });
  }

  it('refuses a transfer to a station the kitchen does not have, at /to', async () => {
    refused(await press('ticket.transfer', await two(), { to: 'sushi' }), 'unknown_station', '/to');
  });

  it('does not allow a transfer of a future generation', async () => {
    refused(await press('ticket.transfer', await two(), { generation: 2, to: 'drink' }), 'not_allowed');
  });
});
