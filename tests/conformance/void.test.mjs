// Void: cancelling an order or some lines, which cooks see and confirm.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { Kitchen } from './support/kitchen.mjs';
import { burger, cola, iso } from './support/orders.mjs';
import { accepted, duplicate, isTime, lineOf, lineStates, refused, settled, submitted } from './support/check.mjs';

describe('void', () => {
  let kitchen;
  let pos;
  let screen;
  before(async () => {
    kitchen = await Kitchen.start();
    pos = await kitchen.pos();
    screen = await kitchen.screen('grill');
  });
  after(() => kitchen?.stop());

  const cancel = (sent, lines) => pos.request({ type: 'order.void', order_id: sent.id, lines });
  const press = (type, sent, fields) => screen.request({ type, order_id: sent.id, station: 'grill', ...fields });
  const onGrill = (sent) => kitchen.http.onBoard(sent.id, 'grill');

  it('cancels an order: state void, revision raised, every line void', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    accepted(await cancel(sent), { revision: 1 });
    const answer = await kitchen.http.order(sent.id);
    assert.equal(answer.state, 'void');
    assert.equal(answer.revision, 1);
    assert.ok(answer.tickets.every((ticket) => ticket.lines.every((line) => line.state === 'void')));
  });

  it('tells the POS once that the order is voided, without lines and without a station', async () => {
    const sent = await submitted(pos);
    accepted(await cancel(sent));
    const status = await pos.status(sent.id, 'voided');
    assert.equal(status.lines, undefined);
    isTime(status.at, 'at');
    duplicate(await cancel(sent));
    await settled(pos);
    assert.equal(pos.statuses(sent.id).filter((m) => m.state === 'voided').length, 1);
  });

  it('keeps a voided ticket on its board until the cook confirms', async () => {
    const sent = await submitted(pos);
    accepted(await cancel(sent));
    const ticket = await onGrill(sent);
    assert.equal(ticket.state, 'void');
    assert.equal(lineOf(ticket, '1').change, 'removed');
    accepted(await press('ticket.confirm', sent, { revision: 1 }));
    assert.equal(await onGrill(sent), undefined);
    duplicate(await press('ticket.confirm', sent, { revision: 1 }));
  });

  it('takes a bump of a voided ticket for its confirmation', async () => {
    const sent = await submitted(pos);
    accepted(await cancel(sent));
    accepted(await press('ticket.bump', sent));
    assert.equal(await onGrill(sent), undefined);
    await settled(pos);
    assert.deepEqual(pos.statuses(sent.id).filter((m) => ['ready', 'served'].includes(m.state)), []);
  });

  it('does not take a bump that had not seen the void for its confirmation', async () => {
    const sent = await submitted(pos);
    accepted(await cancel(sent));
    await press('ticket.bump', sent, { revision: 0, seen: sent.seq, generation: 1 });
    assert.equal((await onGrill(sent))?.state, 'void');
  });

  it('cancels some lines: the others go on, and the status names the lines', async () => {
    const sent = await submitted(pos, [burger(), burger({ id: '2' })]);
    accepted(await cancel(sent, ['2']), { revision: 1 });
    const ticket = await onGrill(sent);
    assert.deepEqual(lineStates(ticket), { 1: 'open', 2: 'void' });
    assert.equal(lineOf(ticket, '2').change, 'removed');
    assert.equal(ticket.state, 'open');
    assert.deepEqual((await pos.status(sent.id, 'voided')).lines, ['2']);
    assert.equal((await kitchen.http.order(sent.id)).state, 'open');
  });

  it('goes on to ready and served with what is left', async () => {
    const sent = await submitted(pos, [burger(), burger({ id: '2' })]);
    accepted(await cancel(sent, ['2']));
    accepted(await press('ticket.bump', sent));
    await pos.status(sent.id, 'served');
  });

  it('takes voiding what is void for a duplicate, and raises no revision', async () => {
    const sent = await submitted(pos, [burger(), burger({ id: '2' })]);
    accepted(await cancel(sent, ['2']));
    duplicate(await cancel(sent, ['2']));
    assert.equal((await kitchen.http.order(sent.id)).revision, 1);
    accepted(await cancel(sent), { revision: 2 });
    duplicate(await cancel(sent));
    duplicate(await cancel(sent, ['1']));
    assert.equal((await kitchen.http.order(sent.id)).revision, 2);
  });

  it('does not allow bumping a void line', async () => {
    const sent = await submitted(pos, [burger(), burger({ id: '2' })]);
    accepted(await cancel(sent, ['2']));
    refused(await press('line.bump', sent, { line_id: '2' }), 'not_allowed');
    assert.equal(lineOf(await onGrill(sent), '2').state, 'void');
  });

  it('does not allow voiding a served order', async () => {
    const sent = await submitted(pos);
    accepted(await press('ticket.bump', sent));
    await pos.status(sent.id, 'served');
    refused(await cancel(sent), 'not_allowed');
    refused(await cancel(sent, ['1']), 'not_allowed');
  });

  it('cancels an order that was held without bothering the cook', async () => {
    const sent = await submitted(pos, [burger()], { promised_at: iso(3_600_000) });
    accepted(await cancel(sent));
    assert.equal((await kitchen.http.order(sent.id)).state, 'void');
  });

  it('serves an order whose remaining line was voided and confirmed once all others were done', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    accepted(await press('ticket.bump', sent));
    accepted(await cancel(sent, ['2']));
    accepted(await press('ticket.confirm', sent, { station: 'drink', revision: 1 }));
    await pos.status(sent.id, 'served');
  });
});
