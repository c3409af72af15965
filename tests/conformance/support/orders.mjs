// Orders to send. Ids are new in every run, so that nothing depends on what another scenario did.
import { randomUUID } from 'node:crypto';

export const newId = () => randomUUID();
export const iso = (offset_ms = 0) => new Date(Date.now() + offset_ms).toISOString();

export const burger = (fields = {}) => ({ id: '1', item: 'burger-classic', name: 'Classic Burger', category: 'burgers', quantity: 1, ...fields });
export const cola = (fields = {}) => ({ id: '2', item: 'cola', name: 'Cola', category: 'drinks', quantity: 1, ...fields });
export const cake = (fields = {}) => ({ id: '3', item: 'cake', name: 'Cake', category: 'desserts', quantity: 1, ...fields });

export function order(lines = [burger()], fields = {}) {
  return { id: newId(), number: '42', placed_at: iso(), lines, ...fields };
}

/** Every known field of the page's example, filled in. */
export function fullOrder(fields = {}) {
  return {
    id: newId(), number: '42', placed_at: '2026-11-20T12:03:07.120Z', service: 'dine_in', channel: 'pos', reference: 'F-2291',
    table: '12', guest: 'Ana', server: 'Budi', covers: 2, priority: 'normal', promised_at: null, allergies: ['peanut'],
    notes: 'birthday',
    lines: [{ id: '1', item: 'burger-classic', name: 'Classic Burger', category: 'burgers', quantity: 2, course: 1, seat: 1,
              prep_s: 480, station: null, notes: 'well done',
              modifiers: [{ kind: 'without', name: 'onion' }, { kind: 'allergy', name: 'peanut' }] }],
    ...fields,
  };
}

/** The same value with the keys of every object in reverse order. */
export function keysReversed(value) {
  if (Array.isArray(value)) return value.map(keysReversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, keysReversed(inner)]));
}

/** A copy with the value at a JSON pointer replaced (or removed, for undefined). */
export function withValueAt(value, pointer, replacement) {
  const copy = structuredClone(value);
  const keys = pointer.split('/').slice(1);
  const last = keys.pop();
  let place = copy;
  for (const key of keys) place = place[key];
  if (replacement === undefined) delete place[last];
  else place[last] = replacement;
  return copy;
}
