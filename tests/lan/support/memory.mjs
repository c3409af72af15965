// What is on a screen that nobody can look at: a process draws it in memory alone, and says it nowhere else, so it is read
// from the process' own memory: a std::string of six digits, as GCC's library lays out short ones.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const HEAD = Buffer.from([6, 0, 0, 0, 0, 0, 0, 0]);  // the size, after the pointer to the letters and before them

function stretches(pid) {
  return [...readFileSync(`/proc/${pid}/maps`, 'utf8').matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw-p \S+ \S+ 0 +(\[heap\])?$/gm)]
    .map(([, from, to]) => ({ from: Number.parseInt(from, 16), bytes: Number.parseInt(to, 16) - Number.parseInt(from, 16) }));
}

function codesIn(memory, from) {
  const found = [];
  for (let at = memory.indexOf(HEAD, 8); at > 0 && at + 15 <= memory.length; at = memory.indexOf(HEAD, at + 8)) {
    if (at % 8 !== 0 || memory.readBigUInt64LE(at - 8) !== BigInt(from + at + 8)) continue;
    const text = memory.toString('latin1', at + 8, at + 15);
    if (/^\d{6}\0$/.test(text)) found.push(text.slice(0, 6));
  }
  return found;
}

/** The code on the screen. The secret behind it has six digits as well, but only the code is in every picture's model, so
 *  it is there most often. `seen` are codes of before, whose copies may still lie about. */
export function codeShown(pid, seen) {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const times = new Map();
  try {
    for (const { from, bytes } of stretches(pid)) {
      const piece = Buffer.alloc(bytes);
      for (const code of codesIn(piece.subarray(0, readOr0(memory, piece, from)), from)) times.set(code, (times.get(code) ?? 0) + 1);
    }
  } finally {
    closeSync(memory);
  }
  const [first, second] = [...times].filter(([code]) => !seen.includes(code)).sort((a, b) => b[1] - a[1]);
  return first && first[1] >= 2 && first[1] > (second?.[1] ?? 0) ? first[0] : undefined;
}

function readOr0(memory, piece, from) {
  try {
    return readSync(memory, piece, 0, piece.length, from);
  } catch {
    return 0;  // it has just been given back
  }
}
