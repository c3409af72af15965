// 1,834 real orders as a POS would send them. The data is not ours to pass on: it lies beside the project, or
// the scenarios that need it are skipped.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project_root } from './programs.mjs';

const path = join(project_root, '../shared/data/chipotle-orders.tsv');
export const no_data = existsSync(path) ? false : 'the real orders are not beside the project (../shared/data/chipotle-orders.tsv)';

const KINDS = [
  { category: 'drinks', station: 'drink', of: /Canned|Bottled Water|6 Pack|Izze|Nantucket/ },
  { category: 'chips', station: 'cold', of: /^(Side of )?Chips/ },
  { category: 'mains', station: 'grill', of: /Burrito|Bowl|Tacos|Salad/ },
];
export const STATIONS = {
  grill: { name: 'Grill', kind: 'prep' },
  cold: { name: 'Chips and salsa', kind: 'prep' },
  drink: { name: 'Drinks', kind: 'prep' },
};
// Without a rule for the mains: what no rule routes goes to the kitchen's default station, the grill.
export const ROUTES = KINDS.slice(0, 2).map(({ category, station }) => ({ categories: [category], stations: [station] }));

function kindOf(item) {
  const kind = KINDS.find(({ of }) => of.test(item));
  if (!kind) throw new Error(`nobody makes ${item}`);
  return kind;
}

export const stationOf = (item) => kindOf(item).station;

/** "[Salsa (Hot), [Rice, Cheese]]" → its choices, in their order. Parentheses are part of a name. */
export function choices(text) {
  const found = [];
  let name = '';
  const end = () => { if (name.trim()) found.push(name.trim()); name = ''; };
  for (const letter of text === 'NULL' ? '' : text) {
    if (letter === '[' || letter === ']' || letter === ',') end();
    else name += letter;
  }
  end();
  return found;
}

/** The source's rows, as text: what everything else is compared with. */
export function sourceRows() {
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  return rows.map((row) => {
    const [order_id, quantity, item, choice] = row.split('\t');
    return { order_id, quantity: Number(quantity), item, choice };
  });
}

export function realOrders(prefix, rows = sourceRows()) {
  const orders = new Map();
  for (const { order_id, quantity, item, choice } of rows) {
    const id = `${prefix}-${order_id}`;
    if (!orders.has(id)) orders.set(id, { id, number: order_id, placed_at: new Date().toISOString(), service: 'takeaway', lines: [] });
    const { lines } = orders.get(id);
    lines.push({ id: String(lines.length + 1), item: item.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'), name: item, category: kindOf(item).category,
                 quantity, modifiers: choices(choice).map((name) => ({ kind: 'option', name })) });
  }
  return [...orders.values()];
}

/** Station → ids of the lines that belong there. */
export function expectedTickets(order) {
  const tickets = {};
  for (const line of order.lines) (tickets[stationOf(line.name)] ??= []).push(line.id);
  return tickets;
}
