// What a terminal keeps between two runs, in a directory of its own: the outbox, the keyring (address, token and the
// hub's keys; for nobody else's eyes), and the place in the hub's history up to which it has heard everything.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, writeDurably } from './files.mjs';
import { lock } from './lock.mjs';
import { Outbox } from './outbox.mjs';

const DEFAULTS = { url: 'ws://127.0.0.1:8686/v1', name: 'terminal' };

export class Directory {
  static async open(path, { warn }) {
    await mkdir(path, { recursive: true, mode: 0o700 });
    const directory = new Directory();
    directory.path = path;
    directory.unlock = await lock(path);
    directory.keyring = { ...DEFAULTS, ...(await readJson(join(path, 'keyring.json'), {})) };
    directory.place = await readJson(join(path, 'place.json'), {}).catch(() => ({}));  // losing it only means hearing more
    directory.outbox = await Outbox.open(path, { warn });
    return directory;
  }

  keepKeyring(keyring) {
    return writeDurably(join(this.path, 'keyring.json'), `${JSON.stringify(keyring, null, 2)}\n`);
  }

  /** At most one at a time; what came meanwhile is kept by the next. */
  keepPlace(place) {
    this.keeping ??= writeDurably(join(this.path, 'place.json'), JSON.stringify(place)).catch(() => {}).finally(() => { this.keeping = undefined; });
    return this.keeping;
  }

  async close(place) {
    await this.keeping;
    if (place) await this.keepPlace(place);
    await this.outbox.close();
    await this.unlock();
  }
}
