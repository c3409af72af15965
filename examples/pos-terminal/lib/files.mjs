// Small files that are replaced whole: after a crash there is the old one or the new one, never half of it.
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes a file's creation or renaming itself last. */
export async function syncDirectory(path) {
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
}

/** For the owner's eyes alone: what is in it may be a token. */
export async function writeDurably(path, text) {
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  await syncDirectory(dirname(path));
}

/** What the file holds, or `otherwise` if there is none. */
export async function readJson(path, otherwise) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return otherwise;
    throw new Error(`${path} cannot be read: ${error.message}`);
  }
}
