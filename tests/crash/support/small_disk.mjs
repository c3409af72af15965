// A small disk of its own for the hub's data, which can be full and have room again. Needs the right to mount.
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { trouble } from '../../system/support/programs.mjs';

const ROOM = '2g';  // a bound that is never reached, not memory in use

export class SmallDisk {
  constructor(place) {
    this.place = place;
  }

  mount() {
    return trouble('mount', '-t', 'tmpfs', '-o', `size=${ROOM},mode=700`, 'brigade-test', this.place);
  }

  /** Leaves no room; what is being written meanwhile can make it too small to be had, then it is tried again. */
  fill() {
    let why;
    for (let tries = 0; tries < 20; tries += 1) {
      const { blocks, bfree, bsize } = statfsSync(this.place);
      why = this.#resize((blocks - bfree) * bsize);
      if (!why) return;
    }
    assert.fail(why);
  }

  empty() {
    assert.equal(this.#resize(ROOM), undefined);
  }

  #resize(size) {
    return trouble('mount', '-o', `remount,size=${size}`, this.place);
  }

  unmount() {
    trouble('umount', this.place);
  }
}

/** Why no disk can be mounted here, or false. */
export function cannotMount() {
  const place = mkdtempSync(join(tmpdir(), 'brigade-mount-'));
  const disk = new SmallDisk(place);
  const why = disk.mount();
  if (!why) disk.unmount();
  rmSync(place, { recursive: true });
  return why ? `no small disk can be mounted here: ${why}` : false;
}
