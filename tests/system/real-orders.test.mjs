// A restaurant's real orders, all of them at full speed: every line arrives where it is cooked, word for word, is
// shown, bumped and served, and the journal tells the same story every time it is read.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Kitchen } from '../conformance/support/kitchen.mjs';
import { ROUTES, STATIONS, expectedTickets, no_data, realOrders, sourceRows, stationOf } from './support/chipotle.mjs';
import { Peer } from './support/peer.mjs';
import { replay } from './support/programs.mjs';
import { unless } from './support/unless.mjs';

const { after, before, it } = unless(no_data);
const TERMINALS = 4;
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const withoutAges = (value) => JSON.parse(JSON.stringify(value, (key, inner) => (key === 'age_ms' ? undefined : inner)));

/** A screen that reports every ticket as soon as it has come. */
function reportingScreen(station) {
  const screen = new Peer('station', { station, screen: `${station}-1`, name: station });
  screen.on_event = ({ kind, seq, order_id, placements }) => {
    if (kind !== 'order_accepted' || !placements.some(({ stations }) => stations.includes(station))) return;
    screen.shown(seq, [{ order_id, revision: 0, generation: 1 }]);
  };
  return screen;
}

describe('1,834 real orders', () => {
  const rows = no_data ? [] : sourceRows();
  const orders = no_data ? [] : realOrders('real', rows);
  const tickets = orders.flatMap((order) => Object.keys(expectedTickets(order)).map((station) => [order, station]));
  const stations = Object.keys(STATIONS);
  const terminals = Array.from({ length: TERMINALS }, (_, n) => new Peer('pos', { name: `front-${n + 1}` }));
  const terminalOf = (n) => terminals[n % TERMINALS];
  const screens = Object.fromEntries(stations.map((station) => [station, reportingScreen(station)]));
  const everybody = [...terminals, ...Object.values(screens)];
  let kitchen;
  let answers;

  const connect = () => Promise.all(everybody.map((peer) => peer.connect(kitchen.url)));
  const journal = () => join(kitchen.directory, 'data');
  const boards = async () => withoutAges(await Promise.all(stations.map(async (station) => (await kitchen.http.board(station)).tickets)));
  const told = (state) => sum(terminals.map((pos) => pos.statuses.filter((status) => status.state === state).length));
  const everywhere = (state, count) => terminals[0].until(() => told(state) === count, () => `${state} ${count} times; it was ${told(state)}`);
  // A terminal hears of its own orders only, so look again whenever any of them hears something.
  const watchAll = () => { for (const pos of terminals.slice(1)) pos.on_status = () => { for (const look of terminals[0].listeners) look(); }; };

  before(async () => {
    kitchen = await Kitchen.start({ stations: STATIONS, routes: ROUTES });
    watchAll();
    await connect();
  });
  after(async () => {
    for (const peer of everybody) await peer.close();
    await kitchen.stop();
    assert.deepEqual(everybody.flatMap((peer) => peer.faults), []);
  });

  it('are all there to begin with', () => {
    assert.deepEqual([orders.length, rows.length, sum(orders.map((order) => order.lines.length))], [1834, 4622, 4622]);
  });

  it('are acked, each new, each line at its station', async (t) => {
    const start = performance.now();
    orders.forEach((order, n) => terminalOf(n).send(order.id, { type: 'order.submit', order }));
    for (const pos of terminals) await pos.drained();
    const elapsed_s = (performance.now() - start) / 1000;
    t.diagnostic(`${orders.length} orders acked in ${elapsed_s.toFixed(2)} s, ${Math.round(orders.length / elapsed_s)} orders/s`);
    answers = new Map(orders.map((order, n) => [order.id, terminalOf(n).answers.get(order.id)]));
    for (const order of orders) {
      const { type, duplicate, tickets: routed } = answers.get(order.id);
      assert.deepEqual({ type, duplicate, routed: Object.fromEntries(routed.map(({ station, lines }) => [station, lines])) },
                       { type: 'ack', duplicate: false, routed: expectedTickets(order) }, order.id);
    }
    assert.equal(sum([...answers.values()].flatMap((answer) => answer.tickets.map((ticket) => ticket.lines.length))), rows.length);
  });

  it('are shown at every station that cooks of them, once', async (t) => {
    await everywhere('shown', tickets.length);
    const shown = terminals.flatMap((pos) => pos.statuses).filter(({ state }) => state === 'shown').map(({ order_id, station }) => `${order_id} ${station}`);
    assert.deepEqual(shown.sort(), tickets.map(([order, station]) => `${order.id} ${station}`).sort());
    t.diagnostic(`${shown.length} tickets shown`);
  });

  it('keep every word: quantities, names and each choice, in order', async () => {
    const kept = [];
    for (const order of orders) {
      const { order: stored, revision, state } = await kitchen.http.order(order.id);
      assert.deepEqual([stored.id, stored.number, revision, state], [order.id, order.number, 0, 'open']);
      for (const line of stored.lines) kept.push([stored.number, line.quantity, line.name, (line.modifiers ?? []).map(({ name }) => name).join(', ')]);
    }
    // The source's own text with nothing but its brackets taken away, not what choices() made of it.
    assert.deepEqual(kept, rows.map(({ order_id, quantity, item, choice }) => [order_id, quantity, item, choice === 'NULL' ? '' : choice.replaceAll(/[[\]]/g, '')]));
  });

  it('lie on the boards in the order of their acceptance, with their own lines only', async () => {
    const accepted = [...orders].sort((a, b) => answers.get(a.id).seq - answers.get(b.id).seq);
    for (const station of stations) {
      const { tickets: board } = await kitchen.http.board(station);
      const expected = accepted.filter((order) => expectedTickets(order)[station]);
      assert.deepEqual(board.map((ticket) => ticket.order_id), expected.map((order) => order.id));
      for (const ticket of board) assert.ok(ticket.lines.every((line) => stationOf(line.name) === station && line.state === 'open'));
    }
  });

  it('are the same after a kill -9, and the journal replays to one digest', async (t) => {
    const was = await boards();
    await kitchen.kill();
    const first = replay(journal());
    assert.deepEqual(replay(journal()), first);
    await kitchen.spawn();
    assert.deepEqual(await boards(), was);
    await kitchen.kill();
    await kitchen.spawn();
    const { seq, head, digest } = replay(journal());
    assert.deepEqual({ seq, head, digest }, { seq: first.seq, head: first.head, digest: first.digest });
    t.diagnostic(`digest ${digest} of ${seq} events`);
  });

  it('are bumped, ready and served, each once', async (t) => {
    await connect();
    const start = performance.now();
    for (const [order, station] of tickets) {
      const { seq } = answers.get(order.id);
      screens[station].send(order.id, { type: 'ticket.bump', order_id: order.id, station, generation: 1, revision: 0, seen: seq });
    }
    for (const screen of Object.values(screens)) await screen.drained();
    t.diagnostic(`${tickets.length} tickets bumped in ${((performance.now() - start) / 1000).toFixed(2)} s`);
    for (const screen of Object.values(screens)) for (const answer of screen.answers.values()) assert.deepEqual([answer.type, answer.duplicate], ['ack', false]);
    await everywhere('served', orders.length);
    assert.equal(told('ready'), tickets.length + orders.length, 'each ticket and each order is ready once');
    assert.deepEqual(await boards(), stations.map(() => []));
  });

  it('stay served after another kill -9, every screen resuming where it was', async () => {
    await kitchen.kill();
    const { digest, open_orders } = replay(journal());
    assert.equal(open_orders, 0);
    await kitchen.spawn();
    await connect();
    assert.deepEqual(await boards(), stations.map(() => []));
    assert.deepEqual(Object.values(screens).map((screen) => screen.snapshots), stations.map(() => 1), 'one snapshot each, at the very first hello');
    assert.equal((await kitchen.http.order(orders[0].id)).state, 'served');
    assert.equal(replay(journal()).digest, digest);
  });
});
