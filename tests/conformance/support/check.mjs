// What the scenarios assert again and again.
import assert from 'node:assert/strict';
import { newId, order } from './orders.mjs';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export function isTime(value, what) {
  assert.match(String(value), TIME, `${what} is RFC 3339 UTC with milliseconds`);
  assert.ok(!Number.isNaN(Date.parse(value)), `${what} is a time`);
}

export function accepted(answer, fields = {}) {
  assert.equal(answer.type, 'ack', JSON.stringify(answer));
  for (const [key, value] of Object.entries({ duplicate: false, ...fields })) assert.deepEqual(answer[key], value, `${key} of ${JSON.stringify(answer)}`);
  return answer;
}

export function duplicate(answer, fields = {}) {
  return accepted(answer, { duplicate: true, ...fields });
}

/** `codes` is one code or several of which the page allows each. */
export function refused(answer, codes, path) {
  assert.equal(answer.type, 'error', JSON.stringify(answer));
  assert.ok([codes].flat().includes(answer.code), `code ${codes} in ${JSON.stringify(answer)}`);
  if (path !== undefined) assert.equal(answer.path, path, JSON.stringify(answer));
  return answer;
}

export function ticketsOf(answer) {
  const tickets = answer.tickets.map(({ station, lines }) => [station, [...lines].sort()]);
  return Object.fromEntries(tickets);
}

export function lineOf(ticket, id) {
  const line = ticket?.lines.find((candidate) => candidate.id === id);
  assert.ok(line, `line ${id} in ${JSON.stringify(ticket)}`);
  return line;
}

export function lineStates(ticket) {
  return Object.fromEntries(ticket.lines.map((line) => [line.id, line.state]));
}

/** Submits and returns the order with the ack's seq beside it. */
export async function submitted(pos, lines, fields) {
  const sent = order(lines, fields);
  const ack = accepted(await pos.request({ type: 'order.submit', order: sent }));
  return { ...sent, seq: ack.seq };
}

/** After this, every client named has received all that was journaled before: then what is not in its log never came. */
export async function settled(pos, ...clients) {
  const item = `barrier-${newId()}`;
  const ack = accepted(await pos.request({ type: 'item.availability', item, available: false }));
  for (const client of [pos, ...clients]) {
    await client.waitFor((m) => (m.type === 'item.availability' && m.item === item)
                                || (m.type === 'events' && m.events.some((event) => event.seq >= ack.seq)), { what: 'the barrier' });
  }
  accepted(await pos.request({ type: 'item.availability', item, available: true }));
}
