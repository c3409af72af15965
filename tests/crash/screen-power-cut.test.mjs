// The power goes at a real screen that is cut off from its hub: what its cook pressed is on its disk, and arrives.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../conformance/support/client.mjs';
import { Kitchen } from '../conformance/support/kitchen.mjs';
import { order } from '../conformance/support/orders.mjs';
import { Peer } from '../system/support/peer.mjs';
import { replay } from '../system/support/programs.mjs';
import { unless } from '../system/support/unless.mjs';
import { Disk, cannotCutPower } from './support/power.mjs';
import { Proxy } from './support/proxy.mjs';
import { Screen } from './support/screen.mjs';

const CYCLES = Math.ceil(Number(process.env.BRIGADE_CRASH_CYCLES ?? 20) / 5);
const SEED = Number(process.env.BRIGADE_SEED ?? Date.now() % 2 ** 31);
const { after, before, it } = unless(await cannotCutPower());

describe('power cuts at a screen without its hub', () => {
  const pos = new Peer('pos', { name: 'front-1' });
  const monitor = new Peer('monitor', { name: 'monitor', screen: 'monitor' });
  monitor.place = { after: 0 };
  const promised = new Set();
  let kitchen;
  let disk;
  let screen;
  let proxy;

  before(async () => {
    kitchen = await Kitchen.start();
    proxy = await Proxy.start();
    proxy.to(kitchen.port);
    for (const peer of [pos, monitor]) await peer.connect(kitchen.url);
    disk = new Disk(join(kitchen.directory, 'platters'), join(kitchen.directory, 'screen'));
    await disk.mount();
    screen = new Screen(proxy.url, 'grill', disk.place);
  });
  after(async () => {
    screen.rest();
    if (screen.running) await screen.kill();
    await disk.unmount().catch(() => {});
    await proxy.stop();
    for (const peer of [pos, monitor]) await peer.close();
    await kitchen.stop();
  });

  const bumped = () => monitor.events.filter(({ kind }) => kind === 'lines_bumped').map(({ order_id }) => order_id);
  const written = (before_them, count) => eventually(() => {
    const now = [...screen.bumpsWritten()].filter((id) => !before_them.has(id));
    return now.length >= count && now;
  }, 'the screen to write presses down', 60_000);

  /** Enough for the cook to press, and some of it on the screen. */
  async function someOrders() {
    const orders = Array.from({ length: 8 }, () => order());
    for (const each of orders) pos.send(each.id, { type: 'order.submit', order: each });
    const mine = new Set(orders.map(({ id }) => id));
    await pos.until(() => pos.statuses.some(({ state, order_id }) => state === 'shown' && mine.has(order_id)), 'an order to be shown');
  }

  it('undo no press of which the next one has been written down', async (t) => {
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      await someOrders();
      proxy.shut(proxy.living().map(([, link]) => link));
      const seen = screen.bumpsWritten();
      const safe = await written(seen, 1 + (cycle % 3));
      await written(seen, safe.length + 1);  // so the sync of those before has returned
      screen.presses = false;  // until all is there: what is missing is not simply pressed again
      await disk.cut();
      await screen.kill();
      await disk.unmount();
      for (const id of safe) promised.add(id);
      await disk.mount({ seed: SEED + cycle, keep: [0, 50, 90][cycle % 3] });
      proxy.open();
      screen.start();
      await eventually(() => safe.every((id) => bumped().includes(id)), 'every press that was safe', 60_000);
      screen.presses = true;
    }
    assert.equal(new Set(bumped()).size, bumped().length, 'a ticket was bumped twice');
    t.diagnostic(`${CYCLES} power cuts at a screen, ${promised.size} presses safe on its disk, ${bumped().length} bumps`);
  });

  it('leave it a copy that is the journal', async () => {
    screen.rest();
    await eventually(() => existsSync(join(disk.place, 'replica.db')) && screen.copy().digest === replay(join(kitchen.directory, 'data')).digest, 'the screen to have caught up', 60_000);
    assert.deepEqual(readdirSync(disk.place).filter((name) => /damaged|old/.test(name)), []);
  });
});
