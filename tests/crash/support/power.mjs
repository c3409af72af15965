// A disk whose power can be cut: power-cut-fs shows the directory `platters` at `place` and forgets what was not synced.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadline } from '../../conformance/support/client.mjs';
import { Kitchen } from '../../conformance/support/kitchen.mjs';
import { missing, program, trouble } from '../../system/support/programs.mjs';
import { Proxy } from './proxy.mjs';

export class Disk {
  constructor(platters, place) {
    Object.assign(this, { platters, place });
    for (const directory of [platters, place]) mkdirSync(directory, { recursive: true });
  }

  /** keep: percent of what was not synced; cut_after: so many changes and syncs; lies: syncs do nothing. */
  async mount({ seed = 1, keep = 50, sector = 512, cut_after = 0, lies = false } = {}) {
    const options = ['--seed', seed, '--keep', keep, '--sector', sector, '--cut-after', cut_after, ...(lies ? ['--lie'] : [])];
    this.process = spawn(program('power-cut-fs'), [...options.map(String), this.platters, this.place], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.said = '';
    this.errors = '';
    this.process.stderr.on('data', (data) => { this.errors += data; });
    this.ended = new Promise((resolve) => this.process.once('close', resolve));
    const listen = (word) => new Promise((resolve, reject) => {
      this.process.stdout.on('data', () => this.said.match(new RegExp(`^${word}.*$`, 'm')) && resolve());
      this.process.once('error', reject);
      this.ended.then(() => reject(new Error(`power-cut-fs ended: ${this.errors}`)));
    });
    this.process.stdout.on('data', (data) => { this.said += data; });
    this.is_cut = listen('cut');
    this.is_cut.catch(() => {});
    await deadline(listen('mounted'), 'the disk to be mounted');
  }

  /** From now on every request fails; the platters hold what is left. What was lost, in words. */
  async cut() {
    this.process.kill('SIGUSR1');
    await deadline(this.is_cut, 'the power to be cut');
    return this.said.match(/^cut, (.*)$/m)[1];
  }

  async unmount() {
    const why = trouble('fusermount3', '-u', this.place);
    if (why) throw new Error(why);
    await deadline(this.ended, 'the disk to be unmounted');
  }
}

/** Why there can be no such disk here, or false. */
export async function cannotCutPower() {
  if (missing('power-cut-fs')) return 'power-cut-fs has not been built: libfuse 3 was not found';
  const directory = mkdtempSync(join(tmpdir(), 'brigade-power-'));
  const disk = new Disk(join(directory, 'platters'), join(directory, 'disk'));
  try {
    await disk.mount();
    await disk.unmount();
    return false;
  } catch (error) {
    return `no FUSE file system can be mounted here: ${error.message.trim()}`;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A kitchen whose data lies on such a disk, mounted. */
export async function kitchenOn(options) {
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
export async function cutPower({ kitchen, disk }) {
  const lost = await disk.cut();
  await kitchen.kill();
  await disk.unmount();
  return lost;
}

export async function forget({ kitchen, disk, proxy }) {
  await proxy.stop();
  if (kitchen.process.exitCode === null && kitchen.process.signalCode === null) await kitchen.kill();
  await disk.unmount().catch(() => {});
  await kitchen.stop().catch(() => {});
}
