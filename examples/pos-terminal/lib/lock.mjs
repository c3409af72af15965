// One process at a time may own a terminal's directory: two would overwrite each other's outbox.
import { open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Resolves with a function that gives the directory back. A dead owner's lock is taken over. */
export async function lock(directory) {
  const path = join(directory, 'lock');
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(String(process.pid));
      await file.close();
      return () => unlink(path).catch(() => {});
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = Number(await readFile(path, 'utf8').catch(() => ''));
    if (owner > 0 && owner !== process.pid && alive(owner)) {
      throw new Error(`a terminal already runs on ${directory} (process ${owner}); if that is no terminal, delete ${path}`);
    }
    await unlink(path).catch(() => {});
  }
  throw new Error(`${path} cannot be taken`);
}
