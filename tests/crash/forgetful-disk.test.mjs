// The disk that forgets, itself: it loses what it may lose and nothing else. And the proof that the power cuts can fail: a
// disk that lies about its syncs loses acked orders.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { closeSync, fdatasyncSync, fsyncSync, mkdtempSync, openSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unless } from '../system/support/unless.mjs';
import { Crowd } from './support/crowd.mjs';
import { Disk, cannotCutPower, cutPower, forget, kitchenOn } from './support/power.mjs';

const SEED = Number(process.env.BRIGADE_SEED ?? Date.now() % 2 ** 31);
const { after, before, it } = unless(await cannotCutPower());

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
