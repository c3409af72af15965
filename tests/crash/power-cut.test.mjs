// The power goes at random moments, also while the hub starts: what was synced is there, of everything else any part.
// What clients were acked is held against what the hub serves from what is left. BRIGADE_CRASH_CYCLES and BRIGADE_SEED
// as in the kill loop.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { deadline } from '../conformance/support/client.mjs';
import { unless } from '../system/support/unless.mjs';
import { aftermath } from './support/aftermath.mjs';
import { Crowd } from './support/crowd.mjs';
import { cannotCutPower, cutPower, forget, kitchenOn } from './support/power.mjs';
import { randomFrom } from './support/random.mjs';

const CYCLES = Number(process.env.BRIGADE_CRASH_CYCLES ?? 20);
const SEED = Number(process.env.BRIGADE_SEED ?? Date.now() % 2 ** 31);
const LOAD_MS_MAX = 250;
// Counted in changes and syncs of the disk.
const FIRST_START_CHANGES = 150;
const START_CHANGES_MAX = 12;
const LOAD_CHANGES = { min: 60, max: 1200 };
const no_power = await cannotCutPower();
const { after, before, it } = unless(no_power);

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
      // Power that goes after so many changes may go before everybody is back.
      await (counted ? Promise.any([crowd.present(), disk.is_cut]) : crowd.present());
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
