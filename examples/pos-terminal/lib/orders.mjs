// Orders as they come in: a file with one order, or with one on each line, or lines from another program as it makes them.
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { uuidv7 } from './uuid.mjs';

/** What an order must have and the sender left out. Give orders ids of your own if you may send one a second time. */
export function complete(order) {
  const id = order.id ?? uuidv7();
  return { ...order, id, number: order.number ?? id.slice(-4), placed_at: order.placed_at ?? new Date().toISOString() };
}

export async function* ordersFrom(name) {
  if (name !== '-') {
    const whole = parsed(await readFile(name, 'utf8'));
    if (whole !== undefined) return void (yield* [whole].flat());
  }
  let number = 0;
  for await (const line of createInterface({ input: name === '-' ? process.stdin : createReadStream(name) })) {
    number += 1;
    if (line.trim() === '') continue;
    const order = parsed(line);
    if (order === undefined) throw new Error(`line ${number} of ${name} is not JSON`);
    yield order;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
