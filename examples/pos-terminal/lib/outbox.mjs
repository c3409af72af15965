// What this terminal has promised to tell the hub. A request is in here before anybody is told that it was taken, and
// leaves when the hub has answered it: so a crash, a power cut or a missing network costs time, and no order.
//
// An append-only file of JSON lines: {"add":ID,"request":{…}} and {"done":ID}. An add is on the disk (fdatasync) when
// add() resolves; several share one sync. A done need not be: a request that comes back after a crash is sent a
// second time, and the hub knows it by its order id. Written anew, without what is done, when most of it is.
import { copyFile, mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory, writeDurably } from './files.mjs';

const COMPACT_AFTER = 1_000;  // lines that are no longer needed

/** The requests still waiting, in order; how many lines are of no use; how many bytes are good; whether all else is torn. */
function replay(bytes) {
  const waiting = new Map();
  let useless = 0;
  let damaged = false;
  const lines = bytes.toString('utf8').split('\n');
  const torn = lines.pop() !== '';  // the last write did not get through; nobody was told that it had
  for (const line of lines) {
    try {
      const { add, request, done } = JSON.parse(line);
      if (add !== undefined) waiting.set(add, request);
      else useless += waiting.delete(done) ? 2 : 1;
    } catch {
      damaged = true;
    }
  }
  return { waiting, useless, torn, damaged };
}

export class Outbox {
  #queue = [];  // {line, sync, resolve, reject}
  #writing;
  #failure;

  static async open(directory, { warn = () => {} } = {}) {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const outbox = new Outbox();
    outbox.path = join(directory, 'outbox.jsonl');
    const bytes = await readFile(outbox.path).catch((error) => { if (error.code === 'ENOENT') return Buffer.alloc(0); throw error; });
    const { waiting, useless, torn, damaged } = replay(bytes);
    Object.assign(outbox, { waiting, useless });
    if (damaged) {
      const aside = `${outbox.path}.damaged-${Date.now()}`;
      await copyFile(outbox.path, aside);
      warn(`the outbox is damaged; what could be read of it goes on, all of it is kept as ${aside}`);
    }
    if (torn || damaged || useless > COMPACT_AFTER) await outbox.#writeAnew();
    else await outbox.#openFile();
    await syncDirectory(directory);
    return outbox;
  }

  async #openFile() {
    this.file = await open(this.path, 'a', 0o600);
  }

  /** Resolves when the request is on the disk. */
  async add(id, request) {
    await this.#write(`${JSON.stringify({ add: id, request })}\n`, true);
    this.waiting.set(id, request);
  }

  /** The hub has answered. */
  done(id) {
    if (!this.waiting.delete(id)) return;
    this.useless += 2;
    this.#write(`${JSON.stringify({ done: id })}\n`, false).catch(() => {});  // whoever adds next hears of a failure
  }

  #write(line, sync) {
    return new Promise((resolve, reject) => {
      if (this.#failure) return void reject(this.#failure);
      this.#queue.push({ line, sync, resolve, reject });
      this.#writing ??= this.#drain().finally(() => { this.#writing = undefined; });
    });
  }

  // After a failed write or sync nobody knows what the file holds: nothing more is taken until the next start reads it.
  async #drain() {
    while (this.#queue.length > 0) {
      const batch = this.#queue.splice(0);
      try {
        await this.file.appendFile(batch.map(({ line }) => line).join(''));
        if (batch.some(({ sync }) => sync)) await this.file.datasync();
      } catch (error) {
        this.#failure = new Error(`the outbox cannot be written: ${error.message}`);
        for (const { reject } of [...batch, ...this.#queue.splice(0)]) reject(this.#failure);
        return;
      }
      for (const { resolve } of batch) resolve();
      await new Promise(setImmediate);  // those just added are in `waiting` now
      if (this.useless > COMPACT_AFTER && this.useless > 2 * this.waiting.size) await this.#writeAnew().catch((error) => { this.#failure = error; });
    }
  }

  // Only while nothing is being appended.
  async #writeAnew() {
    await this.file?.close();
    await writeDurably(this.path, [...this.waiting].map(([add, request]) => `${JSON.stringify({ add, request })}\n`).join(''));
    this.useless = 0;
    await this.#openFile();
  }

  async close() {
    await this.#writing;
    await this.file.close();
  }
}
