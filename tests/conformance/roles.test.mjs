// Roles: who may send what.
import { after, before, describe, it } from 'node:test';
import { BOARD, EXPO, Kitchen, STATIONS } from './support/kitchen.mjs';
import { burger, cola, newId, order } from './support/orders.mjs';
import { accepted, refused, submitted } from './support/check.mjs';

describe('roles', () => {
  let kitchen;
  let pos;
  const senders = {};
  before(async () => {
    kitchen = await Kitchen.start({ stations: { ...STATIONS, ...EXPO, ...BOARD } });
    pos = await kitchen.pos();
    senders.station = await kitchen.screen('grill');
    senders.board = await kitchen.watcher('board');
    senders.monitor = await kitchen.watcher('monitor');
  });
  after(() => kitchen?.stop());

  const screenRequests = {
    'line.start': (id) => ({ order_id: id, line_id: '1', station: 'grill' }),
    'line.bump': (id) => ({ order_id: id, line_id: '1', station: 'grill' }),
    'ticket.bump': (id) => ({ order_id: id, station: 'grill' }),
    'ticket.recall': (id) => ({ order_id: id, station: 'grill' }),
    'ticket.transfer': (id) => ({ order_id: id, station: 'grill', to: 'dessert' }),
    'ticket.confirm': (id) => ({ order_id: id, station: 'grill', revision: 0 }),
  };
  for (const [type, fields] of Object.entries(screenRequests)) {
    it(`does not allow a POS ${type}`, async () => {
      const sent = await submitted(pos);
      refused(await pos.request({ type, ...fields(sent.id) }), 'not_allowed');
    });
  }

  for (const role of ['station', 'board', 'monitor']) {
    it(`does not allow a ${role} to submit or amend`, async () => {
      const sent = await submitted(pos);
      const { seq, ...content } = sent;
      refused(await senders[role].request({ type: 'order.submit', order: order() }), 'not_allowed');
      refused(await senders[role].request({ type: 'order.amend', revision: 1, order: { ...content, notes: 'new' } }), 'not_allowed');
    });

    it(`allows a ${role} the six other requests about orders and items`, async () => {
      const sender = senders[role];
      const sent = await submitted(pos, [burger({ course: 1 }), cola({ course: 2 })]);
      const about = { order_id: sent.id };
      accepted(await sender.request({ type: 'order.priority', ...about, priority: 'vip' }));
      accepted(await sender.request({ type: 'order.hold', ...about }));
      accepted(await sender.request({ type: 'order.release', ...about }));
      accepted(await sender.request({ type: 'order.fire', ...about, course: 2 }));
      accepted(await sender.request({ type: 'order.void', ...about }));
      accepted(await sender.request({ type: 'item.availability', item: `item-${newId()}`, available: false }));
    });

    it(`allows a ${role} to act for any station`, async () => {
      const sender = senders[role];
      const sent = await submitted(pos, [cola(), cola({ id: '4' })]);
      const at = { order_id: sent.id, station: 'drink' };
      accepted(await sender.request({ type: 'line.start', ...at, line_id: '2' }));
      accepted(await sender.request({ type: 'line.bump', ...at, line_id: '2' }));
      accepted(await sender.request({ type: 'ticket.bump', ...at }));
      accepted(await sender.request({ type: 'ticket.recall', ...at }));
      accepted(await sender.request({ type: 'ticket.transfer', ...at, to: 'dessert' }));
    });
  }
});
