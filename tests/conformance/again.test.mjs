// Sending an order again is always safe: the same content is a duplicate for ever, other content a conflict.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { Kitchen } from './support/kitchen.mjs';
import { burger, cola, fullOrder, keysReversed, newId, order, withValueAt } from './support/orders.mjs';
import { accepted, duplicate, refused, settled, ticketsOf } from './support/check.mjs';

describe('sending an order again', () => {
  let kitchen;
  let pos;
  let screen;
  before(async () => {
    kitchen = await Kitchen.start();
    pos = await kitchen.pos();
    screen = await kitchen.screen('grill');
  });
  after(() => kitchen?.stop());

  const submit = (sent, from = pos) => from.request({ type: 'order.submit', order: sent });
  const stored = async (sent) => { accepted(await submit(sent)); return sent; };
  const plain = () => order([burger({ modifiers: [{ name: 'cheese' }] })]);

  it('answers a duplicate with the first time\'s seq, revision and stations', async () => {
    const sent = order([burger(), cola()]);
    const first = accepted(await submit(sent));
    await stored(order());
    const again = duplicate(await submit(sent), { seq: first.seq, revision: 0, unavailable: [] });
    assert.deepEqual(ticketsOf(again), ticketsOf(first));
  });

  it('puts one ticket on the board, and tells the POS once', async () => {
    const sent = await stored(plain());
    duplicate(await submit(sent));
    duplicate(await submit(sent));
    await settled(pos);
    const tickets = (await kitchen.http.board('grill')).tickets.filter((ticket) => ticket.order_id === sent.id);
    assert.equal(tickets.length, 1);
    assert.equal(pos.statuses(sent.id).filter((m) => m.state === 'accepted').length, 1);
  });

  it('gives one plain ack and one duplicate when both are sent at once', async () => {
    const sent = plain();
    const answers = await Promise.all([submit(sent), submit(sent, await kitchen.pos('front-2')), submit(sent)]);
    assert.deepEqual(answers.map((answer) => answer.type), ['ack', 'ack', 'ack']);
    assert.equal(answers.filter((answer) => !answer.duplicate).length, 1);
    assert.equal(new Set(answers.map((answer) => answer.seq)).size, 1);
  });

  it('gives one ack and one conflict when different orders with one id are sent at once', async () => {
    const sent = plain();
    const answers = await Promise.all([submit(sent), submit({ ...sent, table: '9' })]);
    assert.deepEqual(answers.map((answer) => answer.type).sort(), ['ack', 'error']);
    refused(answers.find((answer) => answer.type === 'error'), 'conflict');
  });

  const SAME = [
    ['the keys in another order', (sent) => keysReversed(sent)],
    ['the defaults spelled out', (sent) => ({ ...sent, service: 'dine_in', priority: 'normal', promised_at: null, allergies: [], notes: null, table: null,
                                              guest: null, server: null, reference: null, channel: null, covers: null,
                                              lines: sent.lines.map((line) => ({ ...line, course: 0, seat: null, prep_s: null, station: null, notes: null,
                                                                                 modifiers: [{ kind: 'option', name: 'cheese' }] })) })],
    ['unknown fields added', (sent) => ({ ...sent, trace: 'x', lines: sent.lines.map((line) => ({ ...line, plu: 5 })) })],
  ];
  for (const [name, change] of SAME) {
    it(`takes ${name} for the same content`, async () => {
      const sent = await stored(plain());
      duplicate(await submit(change(sent)));
    });

    it(`takes an order first sent with ${name} for the same content`, async () => {
      const sent = plain();
      await stored(change(sent));
      duplicate(await submit(sent));
    });
  }

  it('takes modifiers null, absent and empty for the same content', async () => {
    const sent = await stored(order([burger({ modifiers: [] })]));
    duplicate(await submit(withValueAt(sent, '/lines/0/modifiers', undefined)));
    duplicate(await submit(withValueAt(sent, '/lines/0/modifiers', null)));
  });

  const OTHER = [
    ['/number', '43'], ['/placed_at', '2026-11-20T12:03:07.121Z'], ['/service', 'takeaway'], ['/channel', 'qr'], ['/reference', 'F-1'], ['/table', '13'],
    ['/table', null], ['/guest', 'ana'], ['/server', 'Wati'], ['/covers', 3], ['/priority', 'rush'], ['/promised_at', '2026-11-20T12:33:07.120Z'],
    ['/allergies', []], ['/allergies', ['peanut', 'egg']], ['/notes', 'birthday!'], ['/lines/0/id', '2'], ['/lines/0/item', 'burger'],
    ['/lines/0/name', 'Burger'], ['/lines/0/category', 'buns'], ['/lines/0/quantity', 3], ['/lines/0/course', 0], ['/lines/0/seat', 2],
    ['/lines/0/prep_s', 481], ['/lines/0/station', 'drink'], ['/lines/0/notes', null], ['/lines/0/modifiers', []],
    ['/lines/0/modifiers/0/kind', 'extra'], ['/lines/0/modifiers/0/name', 'garlic'],
    ['/lines', [fullOrder().lines[0], burger({ id: '2' })]],
  ];
  for (const [path, value] of OTHER) {
    it(`answers ${path} ${JSON.stringify(value).slice(0, 40)} instead with conflict`, async () => {
      const sent = await stored(fullOrder());
      refused(await submit(withValueAt(sent, path, value)), 'conflict');
      duplicate(await submit(sent));
    });
  }

  it('compares with the first submission after an amendment', async () => {
    const sent = await stored(plain());
    const amended = { ...sent, notes: 'hurry' };
    accepted(await pos.request({ type: 'order.amend', order: amended, revision: 1 }));
    duplicate(await submit(sent));
    refused(await submit(amended), 'conflict');
  });

  it('compares with the first submission after a change of priority', async () => {
    const sent = await stored(plain());
    accepted(await pos.request({ type: 'order.priority', order_id: sent.id, priority: 'vip' }));
    duplicate(await submit(sent));
    refused(await submit({ ...sent, priority: 'vip' }), 'conflict');
  });

  it('is a duplicate after the order was voided, and brings nothing back', async () => {
    const sent = await stored(plain());
    accepted(await pos.request({ type: 'order.void', order_id: sent.id }));
    duplicate(await submit(sent));
    assert.equal((await kitchen.http.order(sent.id)).state, 'void');
  });

  it('is a duplicate after the order was served, and brings nothing back', async () => {
    const sent = await stored(plain());
    accepted(await screen.request({ type: 'ticket.bump', order_id: sent.id, station: 'grill' }));
    await pos.status(sent.id, 'served');
    duplicate(await submit(sent));
    assert.equal(await kitchen.http.onBoard(sent.id, 'grill'), undefined);
  });

  it('is a duplicate after its item was 86\'d', async () => {
    const item = `dish-${newId()}`;
    const sent = await stored(order([burger({ item })]));
    accepted(await pos.request({ type: 'item.availability', item, available: false }));
    duplicate(await submit(sent));
  });

  it('is a duplicate after the hub was killed and started again', async () => {
    const own = await Kitchen.start();
    try {
      const sent = fullOrder();
      const first = accepted(await submit(sent, await own.pos()));
      await own.restart();
      const later = await own.pos();
      duplicate(await submit(keysReversed(sent), later), { seq: first.seq });
      refused(await submit({ ...sent, number: '43' }, later), 'conflict');
    } finally {
      await own.stop();
    }
  });
});
