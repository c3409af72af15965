// Whatever can go wrong around a running kitchen goes wrong, again and again, while terminals and cooks work on. After
// every restart all that was promised is there, once; in the end everything is said again and nothing changes.
// BRIGADE_CRASH_CYCLES and BRIGADE_SEED say how often and which randomness (the exact moments stay the machine's).
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../conformance/support/client.mjs';
import { Kitchen, ROUTES, STATIONS } from '../conformance/support/kitchen.mjs';
import { replay } from '../system/support/programs.mjs';
import { aftermath } from './support/aftermath.mjs';
import { Counter } from './support/crew.mjs';
import { Crowd } from './support/crowd.mjs';
import { shuffled } from './support/mishaps.mjs';
import { Proxy } from './support/proxy.mjs';
import { randomFrom } from './support/random.mjs';
import { Screen } from './support/screen.mjs';
import { SmallDisk, cannotMount } from './support/small_disk.mjs';

const CYCLES = Number(process.env.BRIGADE_CRASH_CYCLES ?? 30);
const SEED = Number(process.env.BRIGADE_SEED ?? Date.now() % 2 ** 31);
const PATIENCE_S = 3600;  // the longest run ends before the hub says by itself that something is late or undelivered
const stations = { ...STATIONS, soup: { name: 'Soups', kind: 'prep' } };
const KITCHEN = {
  stations: Object.fromEntries(Object.entries(stations).map(([id, station]) => [id, { ...station, late_s: PATIENCE_S }])),
  routes: [...ROUTES, { categories: ['soups'], stations: ['soup'] }],
  delivery: { undelivered_s: PATIENCE_S, undelivered_grace_s: 0 },
};
const no_disk = cannotMount();

describe(`${CYCLES} mishaps, seed ${SEED}`, () => {
  const crowd = new Crowd(SEED, (seed, ledger) => [new Counter('counter', randomFrom(seed), ledger)]);
  const scene = { crowd, random: randomFrom(SEED), promised: new Set() };

  const journal = () => join(scene.kitchen.directory, 'data');

  /** The hub's data moves to a disk that can be full. */
  async function giveDisk() {
    await scene.kitchen.terminate();
    await rm(journal(), { recursive: true });
    await mkdir(journal());
    scene.disk = new SmallDisk(journal());
    assert.equal(scene.disk.mount(), undefined);
    await scene.kitchen.spawn();
  }

  before(async () => {
    scene.kitchen = await Kitchen.start(KITCHEN);
    if (!no_disk) await giveDisk();
    scene.proxy = await Proxy.start();
    scene.proxy.to(scene.kitchen.port);
    scene.screen = new Screen(scene.proxy.url, 'soup', join(scene.kitchen.directory, 'screen'));
    await crowd.work(scene.proxy.url);
  });
  after(async () => {
    scene.screen?.rest();
    if (scene.screen?.running) await scene.screen.kill();
    await crowd.close();
    await scene.proxy?.stop();
    if (scene.kitchen.process.exitCode === null) await scene.kitchen.kill();
    scene.disk?.unmount();
    await scene.kitchen.stop().catch(() => {});
  });

  it('lose nothing that was acked and undo nothing', async (t) => {
    const times = new Map();
    for (const [name, mishap] of shuffled(scene.random, CYCLES, no_disk)) {
      await mishap(scene).catch((error) => { throw new Error(`after ${JSON.stringify([...times])}, ${name}: ${error.message}`, { cause: error }); });
      times.set(name, (times.get(name) ?? 0) + 1);
      assert.ok(scene.screen.running, `the screen has ended by itself, after ${name}`);
    }
    await crowd.finish();
    scene.screen.rest();
    const { orders, changes, requests, bumps, resent } = crowd.counts();
    t.diagnostic(`${CYCLES} mishaps under load: ${[...times].map(([name, count]) => `${name} ${count}`).join(', ')}`);
    if (no_disk) t.diagnostic(`the disk was never full: ${no_disk}`);
    t.diagnostic(`${orders} orders, ${changes} amended or voided, ${requests} requests, ${bumps} bumps, ${resent} requests cut off, ${scene.promised.size} presses written down by a screen that was killed`);
    assert.ok(orders > CYCLES && bumps > CYCLES && resent > 0, 'there was not much of a load');
    await scene.kitchen.kill();
    await crowd.gone();
    await scene.kitchen.spawn();
    await crowd.ledger.audit(scene.kitchen.http);
    scene.proxy.to(scene.kitchen.port);
    await crowd.present();
  });

  it('lose no press that a killed screen had written down, and send none twice', async () => {
    const bumped = () => crowd.monitor.events.filter(({ kind, station }) => kind === 'lines_bumped' && station === 'soup').map(({ order_id }) => order_id);
    const expected = [...scene.promised].filter((id) => !crowd.ledger.changed.has(id));
    await eventually(() => expected.every((id) => bumped().includes(id)), 'every press that was written down');
    const unchanged = bumped().filter((id) => !crowd.ledger.changed.has(id));
    assert.equal(new Set(unchanged).size, unchanged.length, 'a ticket was bumped twice');
    assert.ok(unchanged.length >= Math.min(CYCLES, 30) / 2, `the screen has bumped only ${unchanged.length}`);
  });

  it('leave the screen a copy that is the journal', async () => {
    await eventually(() => scene.screen.copy().head === replay(journal()).head, 'the screen to have caught up', 60_000);
    assert.equal(scene.screen.copy().digest, replay(journal()).digest);
  });

  aftermath(() => scene.kitchen, crowd);
});
