// The real brigade-station at every station, drawing in memory: each ticket of a restaurant's real orders is drawn
// whole before the POS hears "shown", also when a screen is killed in the middle of it. Screens take no presses without
// a display, so tickets are bumped for them as soon as they have been shown.
import { spawn } from 'node:child_process';
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deadline, eventually } from '../conformance/support/client.mjs';
import { Kitchen } from '../conformance/support/kitchen.mjs';
import { ROUTES, STATIONS, expectedTickets, no_data, realOrders } from './support/chipotle.mjs';
import { Peer } from './support/peer.mjs';
import { missing, program, replay } from './support/programs.mjs';
import { unless } from './support/unless.mjs';

const { after, before, it } = unless(no_data || missing('brigade-station'));
const stations = Object.keys(STATIONS);
const PAGE_LINES = 10;  // a ticket of more may not fit one page, and there is no cook here to turn it
const OPEN_MAX = 100;  // tickets in the kitchen at once: more than any cook could overlook, far more than fit a screen

class Screen {
  constructor(kitchen, station) {
    Object.assign(this, { kitchen, station, data: join(kitchen.directory, `screen-${station}`) });
    this.start();
  }

  start() {
    const { kitchen, station, data } = this;
    this.process = spawn(program('brigade-station'), ['--hub', kitchen.url, '--station', station, '--data', data, '--headless'],
                         { stdio: ['ignore', 'ignore', process.env.HUB_LOG ? 'inherit' : 'ignore'] });
    this.ended = new Promise((resolve) => this.process.once('exit', (code, signal) => resolve({ code, signal })));
  }

  async kill(signal = 'SIGKILL') {
    this.process.kill(signal);
    return deadline(this.ended, 'the screen to end');
  }

  get picture() {
    return join(this.data, 'screen.png');
  }
}

describe('real orders on real screens', () => {
  const orders = no_data ? [] : realOrders('drawn');
  const tickets = orders.flatMap((order) => Object.entries(expectedTickets(order)).map(([station, lines]) => ({ id: order.id, station, fits: lines.length <= PAGE_LINES })));
  const name = ({ id, station }) => `${id} ${station}`;
  const fitting = tickets.filter(({ fits }) => fits).map(name);
  const pos = new Peer('pos', { name: 'front-1' });
  const cooks = new Map(stations.map((station) => [station, new Peer('station', { station, screen: `${station}-hand`, name: station })]));
  const drawn = [];
  const waiting = new Set();  // tickets submitted and not yet shown
  let next = 0;

  const bump = (order_id, station) => cooks.get(station).send(order_id, { type: 'ticket.bump', order_id, station, generation: 1, revision: 0 });
  const submitMore = () => {
    for (; waiting.size < OPEN_MAX && next < orders.length; next += 1) {
      for (const ticket of tickets) if (ticket.id === orders[next].id && ticket.fits) waiting.add(name(ticket));
      pos.send(orders[next].id, { type: 'order.submit', order: orders[next] });
    }
  };
  const onStatus = ({ state, order_id, station }) => {
    if (state === 'accepted') for (const ticket of tickets) if (ticket.id === order_id && !ticket.fits) bump(order_id, ticket.station);
    if (state !== 'shown' || !waiting.delete(`${order_id} ${station}`)) return;
    drawn.push(`${order_id} ${station}`);
    bump(order_id, station);
    submitMore();
  };
  let kitchen;
  let screens;

  const replicaOf = (screen) => replay(join(screen.data, 'replica.db'));
  const shown = (count) => pos.until(() => drawn.length >= count, () => `${count} tickets to be shown; it was ${drawn.length}`, 60_000);

  before(async () => {
    kitchen = await Kitchen.start({ stations: STATIONS, routes: ROUTES });
    screens = stations.map((station) => new Screen(kitchen, station));
    pos.on_status = onStatus;
    for (const peer of [pos, ...cooks.values()]) await peer.connect(kitchen.url);
  });
  after(async () => {
    for (const screen of screens) await screen.kill();
    for (const peer of [pos, ...cooks.values()]) await peer.close();
    await kitchen.stop();
  });

  it('are drawn, every ticket, although a screen is killed now and then', async (t) => {
    const start = performance.now();
    submitMore();
    for (const [n, screen] of screens.entries()) {
      await shown((n + 1) * 300);
      await screen.kill();
      screen.start();
    }
    await shown(fitting.length);
    const elapsed_s = (performance.now() - start) / 1000;
    t.diagnostic(`${drawn.length} tickets drawn by ${screens.length} screens in ${elapsed_s.toFixed(1)} s, each screen killed once`);
    for (const cook of cooks.values()) await cook.drained();
    const shown_at_all = pos.statuses.filter(({ state }) => state === 'shown');
    assert.equal(new Set(shown_at_all.map(({ order_id, station }) => `${order_id} ${station}`)).size, shown_at_all.length, 'a ticket was shown twice');
    assert.deepEqual([...drawn].sort(), [...fitting].sort());
  });

  it('leave every screen with the hub\'s journal, to the last hash', async () => {
    const at_hub = replay(join(kitchen.directory, 'data'));
    for (const screen of screens) {
      await eventually(() => replicaOf(screen).seq === at_hub.seq, `${screen.station} to have stored everything`);
      const { head, digest } = replicaOf(screen);
      assert.deepEqual([head, digest], [at_hub.head, at_hub.digest], screen.station);
    }
  });

  it('stay on a screen that is killed and comes back while there is no hub', async () => {
    await pos.drained();
    const late = realOrders('late').slice(0, 3);
    pos.on_status = undefined;
    for (const order of late) pos.send(order.id, { type: 'order.submit', order });
    await pos.drained();
    const { seq, digest } = replay(join(kitchen.directory, 'data'));
    const [grill] = screens;
    await eventually(() => replicaOf(grill).seq >= seq, 'the grill to have stored the last orders');
    await kitchen.kill();
    await grill.kill();
    grill.start();
    const drawn_at_all = await eventually(() => picture(grill), 'a picture from a screen without its hub');
    assert.ok(drawn_at_all.length > 10_000, `a picture of ${drawn_at_all.length} bytes`);
    assert.ok(replicaOf(grill).seq >= seq && replicaOf(grill).tickets.grill >= 1, JSON.stringify([digest, replicaOf(grill)]));
    await kitchen.spawn();
  });

  /** What is on the screen as a PNG, or undefined as long as there is none: before it is up, the signal would end it. */
  function picture(screen) {
    const handles = readFileSync(`/proc/${screen.process.pid}/status`, 'utf8').match(/^SigCgt:\s+([0-9a-f]+)$/m)[1];
    if (!(BigInt(`0x${handles}`) & (1n << 11n))) return undefined;
    screen.process.kill('SIGUSR2');
    return existsSync(screen.picture) ? readFileSync(screen.picture) : undefined;
  }
});
