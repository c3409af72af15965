// The programs beside the hub, and what the system says of a running one.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';

export const project_root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
export const program = (name) => join(process.env.BRIGADE_BIN ?? join(project_root, 'build/dev/bin'), name);
export const missing = (name) => (existsSync(program(name)) ? false : `${name} has not been built`);

/** What `brigade replay` says of a journal whose whole chain it has verified. */
export function replay(journal) {
  const ran = spawnSync(program('brigade'), ['replay', journal, '--json'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  assert.equal(ran.status, 0, `brigade replay: ${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

export function residentKilobytes(pid) {
  return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+) kB$/m)[1]);
}

/** Runs a program; a sentence about what went wrong, or undefined. */
export function trouble(command, ...args) {
  const ran = spawnSync(command, args, { encoding: 'utf8' });
  if (ran.error) return `${command}: ${ran.error.message}`;
  return ran.status === 0 ? undefined : `${command}: ${(ran.stderr || `exit status ${ran.status}`).trim()}`;
}
