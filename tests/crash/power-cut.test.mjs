// The power goes at random moments, also while the hub starts: what was synced is there, of everything else any part.
// What clients were acked is held against what the hub serves from what is left. A disk that lies about its syncs shows
// that the comparison has teeth. BRIGADE_CRASH_CYCLES and BRIGADE_SEED as in the kill loop.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { closeSync, existsSync, fdatasyncSync, fsyncSync, mkdtempSync, openSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { deadline, eventually } from '../conformance/support/client.mjs';
import { Kitchen } from '../conformance/support/kitchen.mjs';
import { order } from '../conformance/support/orders.mjs';
import { Peer } from '../system/support/peer.mjs';
import { replay } from '../system/support/programs.mjs';
import { unless } from '../system/support/unless.mjs';
import { aftermath } from './support/aftermath.mjs';
import { Crowd } from './support/crowd.mjs';
import { Disk, cannotCutPower } from './support/power.mjs';
import { Proxy } from './support/proxy.mjs';
import { randomFrom } from './support/random.mjs';
import { Screen } from './support/screen.mjs';

const CYCLES = Number(process.env.BRIGADE_CRASH_CYCLES ?? 20);
const SEED = Number(process.env.BRIGADE_SEED ?? Date.now() % 2 ** 31);
const LOAD_MS_MAX = 250;
// Counted in changes and syncs of the disk.
const FIRST_START_CHANGES = 150;
const START_CHANGES_MAX = 12;
const LOAD_CHANGES = { min: 60, max: 1200 };
const SCREEN_CYCLES = Math.ceil(CYCLES / 5);
const no_power = await cannotCutPower();
const { after, before, it } = unless(no_power);

/** A kitchen whose data lies on such a disk, mounted. */
async function kitchenOn(options) {
  const kitchen = await Kitchen.start();
  await kitchen.terminate();
  const data = join(kitchen.directory, 'data');
  await rm(data, { recursive: true });
  const disk = new Disk(join(kitchen.directory, 'platters'), data);
  await disk.mount(options);
  await kitchen.spawn();
  const proxy = await Proxy.start();
  proxy.to(kitchen.port);
  return { kitchen, disk, proxy };
}

/** The power goes, and everything that ran dies of it; the platters can be mounted again. */
async function cutPower({ kitchen, disk }) {
  const lost = await disk.cut();
  await kitchen.kill();
  await disk.unmount();
  return lost;
}

async function forget({ kitchen, disk, proxy }) {
  await proxy.stop();
  if (kitchen.process.exitCode === null && kitchen.process.signalCode === null) await kitchen.kill();
  await disk.unmount().catch(() => {});
  await kitchen.stop().catch(() => {});
}

describe('a disk whose power is cut', () => {
  let directory;
  let disk;
  const path = (name) => join(disk.place, name);
  const sync = (name, how = fsyncSync) => { const file = openSync(path(name), 'r'); how(file); closeSync(file); };

  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'brigade-power-'));
    disk = new Disk(join(directory, 'platters'), join(directory, 'disk'));
  });
  after(() => rmSync(directory, { recursive: true }));

  it('keeps what was synced, content and name, and nothing else if nothing else got there', async () => {
    await disk.mount({ keep: 0 });
    for (const name of ['both', 'content', 'name', 'renamed', 'changed']) writeFileSync(path(name), 'what was written');
    for (const name of ['both', 'content', 'changed', 'renamed']) sync(name, fdatasyncSync);
    sync('.');
    writeFileSync(path('content-only'), 'without a name');
    sync('content-only');
    renameSync(path('renamed'), path('other'));
    const changed = openSync(path('changed'), 'r+');
    writeSync(changed, 'something else', 0);
    assert.equal(readFileSync(path('changed'), 'utf8'), 'something elseen');
    await disk.cut();
    assert.throws(() => writeSync(changed, 'after the cut', 0), { code: 'EIO' });
    assert.throws(() => readFileSync(path('both')), { code: 'EIO' });
    assert.throws(() => fsyncSync(changed), { code: 'EIO' });
    closeSync(changed);
    await disk.unmount();
    const left = Object.fromEntries(readdirSync(disk.platters).map((name) => [name, readFileSync(join(disk.platters, name), 'utf8')]));
    const whole = 'what was written';
    assert.deepEqual(left, { both: whole, content: whole, name: '', renamed: whole, changed: whole });
  });

  it('keeps any part of what was not synced, sector by sector', async () => {
    await disk.mount({ keep: 50, seed: 7, sector: 512 });
    writeFileSync(path('torn'), Buffer.alloc(64 * 512, 'a'));
    sync('torn');
    sync('.');
    const torn = openSync(path('torn'), 'r+');
    writeSync(torn, Buffer.alloc(64 * 512, 'b'), 0, 64 * 512, 0);
    closeSync(torn);
    await disk.cut();
    await disk.unmount();
    const left = readFileSync(join(disk.platters, 'torn'), 'latin1');
    const sectors = Array.from({ length: 64 }, (_, n) => left.slice(n * 512, (n + 1) * 512));
    assert.deepEqual([...new Set(sectors)].sort(), ['a'.repeat(512), 'b'.repeat(512)]);
    const kept = sectors.filter((sector) => sector.startsWith('b')).length;
    assert.ok(kept > 16 && kept < 48, `${kept} of 64`);
  });
});

describe(`${CYCLES} power cuts, seed ${SEED}`, () => {
  const random = randomFrom(SEED);
  const crowd = new Crowd(SEED);
  let scene;

  const options = (cut_after = 0) => ({ seed: random.below(2 ** 31), keep: random.pick([0, 10, 50, 90, 100]), sector: random.pick([512, 4096]), cut_after });
  const inTheMiddle = () => LOAD_CHANGES.min + random.below(LOAD_CHANGES.max - LOAD_CHANGES.min);

  /** The power goes while the hub starts: after so many changes of the disk, or when it serves, if it made no more. */
  async function cutWhileStarting() {
    await scene.disk.mount(options(1 + random.below(START_CHANGES_MAX)));
    const started = await scene.kitchen.spawn().then(() => true, () => false);
    await cutPower(scene);
    return !started;
  }

  before(async () => { scene = await kitchenOn(options()); await crowd.work(scene.proxy.url); });
  after(async () => { await crowd?.close(); await forget(scene); });

  it('lose nothing that was acked and undo nothing', async (t) => {
    const { kitchen, disk, proxy } = scene;
    const lost = [0, 0];
    let starts = 0;
    let counted = false;
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      if (counted) await deadline(disk.is_cut, 'the power to go after so many changes', 30_000);
      else await pause(random.below(LOAD_MS_MAX));
      const [, kept, unsynced] = (await cutPower(scene)).match(/(\d+) of (\d+) unsynced/).map(Number);
      lost[0] += unsynced - kept;
      lost[1] += unsynced;
      while (random.chance(0.3)) starts += await cutWhileStarting();
      await crowd.gone();
      counted = cycle + 1 < CYCLES && random.chance(0.5);  // else it goes at a moment of the clock
      await disk.mount(options(counted ? inTheMiddle() : 0));
      await kitchen.spawn();
      await crowd.ledger.audit(kitchen.http);
      proxy.to(kitchen.port);
      await crowd.present();
    }
    await crowd.finish();
    const { orders, changes, requests, bumps, resent } = crowd.counts();
    t.diagnostic(`${CYCLES} power cuts under load, ${starts} more while it started; ${lost[0]} of ${lost[1]} unsynced sectors lost`);
    t.diagnostic(`${orders} orders, ${changes} amended or voided, ${requests} requests, ${bumps} bumps, ${resent} requests cut off`);
    assert.ok(orders > CYCLES && bumps > CYCLES && resent > 0 && lost[0] > 0, 'there was not much to lose');
  });

  it('damage nothing: no journal was put aside', () => {
    assert.deepEqual(readdirSync(scene.disk.platters).filter((name) => /damaged|old|suspect/.test(name)), []);
  });

  aftermath(() => scene.kitchen, crowd, no_power);
});

describe('a power cut while a hub starts for the first time', () => {
  let scene;

  before(async () => { scene = await kitchenOn(); });
  after(() => forget(scene));

  it('leaves a directory in which it starts, wherever it was cut', async (t) => {
    const { kitchen, disk } = scene;
    let cuts = 0;
    await cutPower(scene);
    for (let cut_after = 1; cut_after < FIRST_START_CHANGES; cut_after += CYCLES > 20 ? 1 : 4) {
      for (const name of readdirSync(disk.platters)) rmSync(join(disk.platters, name));
      await disk.mount({ seed: SEED + cut_after, cut_after });
      cuts += await kitchen.spawn().then(() => 0, () => 1);
      await cutPower(scene);
      await disk.mount();
      await kitchen.spawn();
      assert.equal((await kitchen.http.get('/healthz')).status, 200, `cut after ${cut_after} changes`);
      await kitchen.kill();
      await disk.unmount();
      assert.deepEqual(readdirSync(disk.platters).filter((name) => /damaged|new$|next/.test(name)), []);
    }
    t.diagnostic(`${cuts} power cuts during a first start`);
  });
});

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
    for (let cycle = 0; cycle < SCREEN_CYCLES; cycle += 1) {
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
    t.diagnostic(`${SCREEN_CYCLES} power cuts at a screen, ${promised.size} presses safe on its disk, ${bumped().length} bumps`);
  });

  it('leave it a copy that is the journal', async () => {
    screen.rest();
    await eventually(() => existsSync(join(disk.place, 'replica.db')) && screen.copy().digest === replay(join(kitchen.directory, 'data')).digest, 'the screen to have caught up', 60_000);
    assert.deepEqual(readdirSync(disk.place).filter((name) => /damaged|old/.test(name)), []);
  });
});

describe('a disk that lies about its syncs', () => {
  let scene;
  let crowd;

  before(async () => { scene = await kitchenOn({ keep: 0 }); });
  after(async () => { await crowd?.close(); await forget(scene); });

  /** Some work, a power cut, and the audit of what is left. */
  async function acksThenCut(lies) {
    const { kitchen, disk, proxy } = scene;
    await kitchen.terminate();
    await disk.unmount();
    await disk.mount({ keep: 0, lies });
    await kitchen.spawn();
    crowd = new Crowd(SEED);
    proxy.to(kitchen.port);
    await crowd.work(proxy.url);
    await crowd.terminals[0].peer.until(() => crowd.ledger.orders.size >= 50, 'fifty acked orders');
    await cutPower(scene);
    await crowd.gone();
    await disk.mount();
    await kitchen.spawn();
    return crowd.ledger.audit(kitchen.http);
  }

  it('loses acked orders, and this suite sees it', async () => {
    await assert.rejects(acksThenCut(true), /but has acked|is not on the board|is gone/);
    await crowd.close();
  });

  it('is the only thing that made the difference', () => acksThenCut(false));
});
