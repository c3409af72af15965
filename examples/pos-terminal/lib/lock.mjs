// One process at a time may own a terminal's directory: two would overwrite each other's outbox. The lock names its
// owner's process by number and by when that began: after a restart the number may be another program's.
import { link, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const STARTED = 22 - 3;  // of proc(5), stat, counted behind the program's name, which may hold anything

/** When that process began, which no other of its number shares; nothing where the system does not tell. */
async function beginning(pid) {
  try {
    const [boot, stat] = await Promise.all(['/proc/sys/kernel/random/boot_id', `/proc/${pid}/stat`].map((path) => readFile(path, 'utf8')));
    return `${boot.trim()}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[STARTED]}`;
  } catch {
    return '';
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

async function owns({ pid, began }) {
  if (!(pid > 0) || pid === process.pid || !alive(pid)) return false;
  const begun = await beginning(pid);
  return !began || !begun || began === begun;
}

function read(text) {
  const [pid, began = ''] = text.trim().split(' ');
  return { pid: Number(pid), began };
}

/** Resolves with a function that gives the directory back. A dead owner's lock is taken over. */
export async function lock(directory) {
  const path = join(directory, 'lock');
  const own = `${path}.${process.pid}`;
  await writeFile(own, `${process.pid} ${await beginning(process.pid)}\n`, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      try {
        await link(own, path);  // whole at once, and only where there is none
        return () => unlink(path).catch(() => {});
      } catch (error) {
        if (error.code !== 'EEXIST') throw error;
      }
      const owner = read(await readFile(path, 'utf8').catch(() => ''));
      if (await owns(owner)) {
        throw new Error(`a terminal already runs on ${directory} (process ${owner.pid}); if that is no terminal, delete ${path}`);
      }
      await unlink(path).catch(() => {});
    }
    throw new Error(`${path} cannot be taken`);
  } finally {
    await unlink(own).catch(() => {});
  }
}
