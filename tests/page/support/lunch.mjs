// A lunch that has everything in it that figures count: long lists of dishes, recalls, voids, what was 86'd. Ends when
// the facts have heard of all of it.
import assert from 'node:assert/strict';
import { order } from '../../conformance/support/orders.mjs';

const DISHES = Array.from({ length: 12 }, (_, i) => ({ item: `dish-${i}`, name: `Slow-cooked short rib, everything on it no. ${i}`, category: i % 4 === 3 ? 'drinks' : 'burgers' }));

export async function lunch(hub, orders = 36) {
  const ask = async (message) => {
    const answer = await hub.request(message);
    assert.equal(answer.type, 'ack', JSON.stringify(answer));
    return answer;
  };
  for (let i = 0; i < orders; ++i) {
    const lines = [0, 1, 2].map((n) => ({ id: String(n + 1), quantity: n + 1, ...DISHES[(i + n * 5) % DISHES.length] }));
    const { status, body } = await hub.http.post('/api/v1/orders', order(lines, { number: String(100 + i), channel: i % 2 ? 'gofood' : '' }));
    assert.equal(status, 201, JSON.stringify(body));
  }
  const { body: boards } = await hub.http.get('/api/v1/boards');
  const tickets = boards.boards.flatMap((board) => board.tickets.map((ticket) => ({ order_id: ticket.order_id, station: ticket.station })));
  assert.ok(tickets.length > orders / 2, JSON.stringify(boards).slice(0, 500));
  const cooked = tickets.filter(({ station }) => station === 'grill' || station === 'drink');
  const voided = new Set();
  for (const [i, ticket] of cooked.entries()) {
    if (voided.has(ticket.order_id)) continue;
    if (i % 7 === 6) {
      await ask({ type: 'order.void', order_id: ticket.order_id });
      voided.add(ticket.order_id);
      continue;
    }
    await ask({ type: 'ticket.bump', ...ticket });
    if (i % 7 === 2) await ask({ type: 'ticket.recall', ...ticket });
    if (i % 7 === 2) await ask({ type: 'ticket.bump', ...ticket });
  }
  for (const { item } of DISHES.slice(0, 6)) await ask({ type: 'item.availability', item, available: false });
  await facts_of(hub);
}

/** Until the facts are where the journal is. */
export async function facts_of(hub) {
  for (let tries = 0; tries < 200; ++tries) {
    const { body: health } = await hub.http.get('/healthz');
    const { body } = await hub.http.get('/api/v1/analytics/status');
    if (body.seq >= health.seq && !body.rebuilding) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the facts do not follow the journal');
}
