// Watches a running hub's system calls and tells whether each ack came after the fdatasync that it promises.
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { deadline } from '../../conformance/support/client.mjs';

const CALLS = 'fdatasync,fsync,pwrite64,read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg';

/** Attaches strace; resolves with a function that detaches it. Rejects where nothing may be traced. */
export async function trace(pid, file) {
  const strace = spawn('strace', ['-f', '-y', '-s', '70000', '-e', `trace=${CALLS}`, '-o', file, '-p', String(pid)], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const ended = new Promise((resolve) => strace.once('close', resolve));
  const attached = new Promise((resolve, reject) => {
    strace.once('error', reject);
    strace.stderr.on('data', (data) => { said += data; if (/ attached/.test(said)) resolve(); });
    ended.then(() => reject(new Error(said.trim())));
  });
  await deadline(attached, 'strace to attach');
  return async () => { strace.kill('SIGINT'); await deadline(ended, 'strace to detach', 60_000); };
}

/** Why no process of ours may be traced here, or false. */
export async function cannotTrace() {
  const idle = spawn('sleep', ['60'], { stdio: 'ignore' });
  try {
    await (await trace(idle.pid, '/dev/null'))();
    return false;
  } catch (error) {
    return `strace cannot trace here: ${error.message}`;
  } finally {
    idle.kill();
  }
}

/** Calls in the order in which they began and returned: {call, on, text, began, returned, result}, by line number. */
export async function calls(file) {
  const found = [];
  const unfinished = new Map();
  let line_number = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'latin1') })) {
    line_number += 1;
    const [, thread, rest] = line.match(/^(\d+) +(.*)$/);
    const resumed = rest.match(/^<\.\.\. (\w+) resumed>(.*)$/);
    if (resumed) {
      const call = unfinished.get(thread);
      if (!call) continue;  // it began before the trace did
      unfinished.delete(thread);
      Object.assign(call, { text: call.text + resumed[2], returned: line_number, result: resultOf(resumed[2]) });
      continue;
    }
    const begun = rest.match(/^(\w+)\(\d+<([^>]*)>(.*)$/);
    if (!begun) continue;
    const call = { call: begun[1], on: begun[2], text: begun[3], began: line_number, returned: line_number, result: resultOf(begun[3]) };
    if (rest.endsWith('<unfinished ...>')) {
      Object.assign(call, { returned: Infinity, result: undefined });
      unfinished.set(thread, call);
    }
    found.push(call);
  }
  return found;
}

const resultOf = (text) => Number(text.match(/ = (-?\d+)[^=]*$/)?.[1]);

const is_read = ({ call }) => call.startsWith('read') || call.startsWith('recv');
const is_log = ({ on }) => on.endsWith('-wal');

/** Request id → the moment its message had been read whole; the id is the last thing in the message. */
function arrivals(all) {
  const arrived = new Map();
  const ends = new Map();  // what a socket's last read ended with: a message may come in pieces
  for (const each of all.filter(is_read).sort((a, b) => a.returned - b.returned)) {
    const text = (ends.get(each.on) ?? '') + each.text;
    for (const [, id] of text.matchAll(/\\"id\\":\\"(trace-\d+)\\"\}/g)) if (!arrived.has(id)) arrived.set(id, each.returned);
    ends.set(each.on, text.slice(-300));
  }
  return arrived;
}

/** One sentence for each ack that was not earned, and the figures behind the rest. */
export function examine(all, order_ids) {
  const syncs = all.filter((each) => (each.call === 'fdatasync' || each.call === 'fsync') && is_log(each) && each.result === 0);
  const writes = all.filter((each) => each.call === 'pwrite64' && is_log(each));
  const arrived = arrivals(all);
  const faults = [];
  let acks = 0;
  for (const [request, order_id] of order_ids) {
    const sent = all.find((each) => /^(write|send)/.test(each.call) && each.text.includes(`\\"re\\":\\"${request}\\"`));
    const written = writes.find((each) => each.text.includes(order_id));
    if (!arrived.has(request) || !sent || !written) {
      faults.push(`${request}: ${arrived.has(request) ? '' : 'not seen to arrive'} ${sent ? '' : 'no ack'} ${written ? '' : 'not written to the log'}`);
      continue;
    }
    acks += 1;
    const earned = syncs.some((sync) => sync.began > written.returned && sync.returned < sent.began);
    if (written.began < arrived.get(request)) faults.push(`${request} was written before it came`);
    if (!earned) faults.push(`the ack of ${request} left before its fdatasync had returned`);
  }
  return { faults, acks, syncs: syncs.length };
}

