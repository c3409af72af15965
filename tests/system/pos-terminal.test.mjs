// The example terminal keeps its word: every order that it printed as taken is on the board, once, though terminal and hub
// are killed in the middle of it, again and again.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFile, cp, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { deadline, eventually } from '../conformance/support/client.mjs';
import { Kitchen } from '../conformance/support/kitchen.mjs';
import { randomFrom } from '../crash/support/random.mjs';
import { missing, project_root } from './support/programs.mjs';
import { unless } from './support/unless.mjs';

const SEED = Number(process.env.BRIGADE_SEED ?? Date.now() % 2 ** 31);
const KILLS = Number(process.env.BRIGADE_KILLS ?? 12);
const { after, before, it } = unless(missing('brigade-hub'));

/** One address for a hub that listens on another port after each start. */
class Door {
  static async open(kitchen) {
    const door = new Door();
    door.server = net.createServer((near) => {
      const far = net.connect(kitchen.port, '127.0.0.1');
      near.pipe(far).pipe(near);
      for (const [one, other] of [[near, far], [far, near]]) one.on('error', () => {}).once('close', () => other.destroy());
    });
    await new Promise((resolve) => door.server.listen(0, '127.0.0.1', resolve));
    door.url = `ws://127.0.0.1:${door.server.address().port}/v1`;
    return door;
  }

  close() {
    this.server.close();
  }
}

describe(`the example terminal, seed ${SEED}`, () => {
  const random = randomFrom(SEED);
  let home;
  let kitchen;
  let door;
  const taken = new Map();  // order id → number

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'brigade-pos-terminal-'));
    const left_behind = (source) => !/node_modules|pos-terminal-data/.test(source);
    await cp(join(project_root, 'examples/pos-terminal'), join(home, 'program'), { recursive: true, filter: left_behind });
    await symlink(join(project_root, 'tests/conformance/node_modules'), join(home, 'program/node_modules'));
    kitchen = await Kitchen.start();
    door = await Door.open(kitchen);
  });
  after(async () => {
    door.close();
    await kitchen.stop();
    await rm(home, { recursive: true, force: true });
  });

  function start(...words) {
    const child = spawn(process.execPath, [join(home, 'program/terminal.mjs'), ...words, '--data', join(home, 'data'), '--hub', door.url], { stdio: ['pipe', 'pipe', 'pipe'] });
    Object.assign(child, { lines: [], complained: '' });
    child.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
    createInterface({ input: child.stdout }).on('line', (line) => {
      child.lines.push(line);
      const [, id, number] = line.match(/^taken (\S+) (\S+)$/) ?? [];
      if (id) taken.set(id, number);
    });
    child.stderr.on('data', (data) => { child.complained = (child.complained + data).slice(-4000); });
    child.stdin.on('error', () => {});
    return child;
  }

  const said = (child, what) => eventually(() => child.lines.find((line) => what.test(line)), `the terminal to say ${what}`);
  const order = (number, fields = {}) => ({ number, lines: [{ id: '1', name: 'Nasi Goreng', quantity: 1 }], ...fields });
  const board = async () => (await kitchen.http.board('grill')).tickets;
  const outbox = () => readFile(join(home, 'data/outbox.jsonl'), 'utf8');

  it('takes an order from a file, sends it, and is done', async () => {
    await writeFile(join(home, 'order.json'), JSON.stringify(order('A1', { id: 'first' })));
    const child = start('order', join(home, 'order.json'));
    assert.deepEqual(await deadline(child.ended, 'the terminal to end'), { code: 0, signal: null }, child.complained);
    assert.deepEqual(child.lines.slice(0, 2).map((line) => line.split(' ').slice(0, 2).join(' ')), ['taken first', 'acked first']);
    assert.deepEqual((await board()).map(({ order_id }) => order_id), ['first']);
  });

  it('says why the hub refuses an order, and keeps it no longer', async () => {
    await writeFile(join(home, 'bad.json'), JSON.stringify({ id: 'bad', number: '1', lines: [] }));
    const child = start('order', join(home, 'bad.json'));
    assert.equal((await deadline(child.ended, 'the terminal to end')).code, 0);
    assert.match(await said(child, /^refused/), /^refused bad invalid_order lines must hold 1 to 200 lines$/);
    taken.delete('bad');
  });

  it('keeps orders while there is no hub, and sends them when there is', async () => {
    await kitchen.kill();
    await writeFile(join(home, 'two.jsonl'), `${JSON.stringify(order('B1', { id: 'b-1' }))}\n${JSON.stringify(order('B2', { id: 'b-2' }))}\n`);
    const child = start('order', join(home, 'two.jsonl'), '--wait', '0.3');
    assert.equal((await deadline(child.ended, 'the terminal to end')).code, 3);
    assert.match(child.complained, /2 left in the outbox/);
    await kitchen.spawn();
    const watch = start('watch');
    await said(watch, /^acked b-2 /);
    await said(watch, /^status b-1 accepted$/);
    watch.kill('SIGTERM');
    assert.deepEqual(await deadline(watch.ended, 'watch to end'), { code: 0, signal: null });
  });

  it('hears what happened while it was away, once', async () => {
    await kitchen.http.post('/api/v1/requests', { type: 'ticket.bump', order_id: 'b-1', station: 'grill' });
    const watch = start('watch');
    await said(watch, /^status b-1 ready grill$/);
    watch.kill('SIGTERM');
    await watch.ended;
    assert.ok(!watch.lines.some((line) => / accepted/.test(line)), watch.lines.join('\n'));
  });

  it('refuses a directory on which a terminal runs', async () => {
    const watch = start('watch');
    await eventually(() => /connected to/.test(watch.complained), 'watch to connect');
    const second = start('watch');
    assert.equal((await deadline(second.ended, 'the second to end')).code, 1);
    assert.match(second.complained, /already runs/);
    watch.kill('SIGKILL');
    await watch.ended;
  });

  it('takes over from one that died, though a living program has its number now', async () => {
    const lock = join(home, 'data/lock');
    await writeFile(lock, `${process.pid} of-another-start/1\n`);
    const watch = start('watch');
    await eventually(() => /connected to/.test(watch.complained), 'watch to connect');
    assert.match(await readFile(lock, 'utf8'), new RegExp(`^${watch.pid} \\S+/\\d+\\n$`));
    watch.kill('SIGTERM');
    await watch.ended;
    await writeFile(lock, `${process.pid}\n`);  // where the system does not tell when a process began
    const careful = start('watch');
    assert.equal((await deadline(careful.ended, 'the careful one to end')).code, 1);
    assert.match(careful.complained, /already runs/);
    await rm(lock);
  });

  it('goes on after half a line, and puts a damaged outbox aside', async () => {
    const entry = (id) => JSON.stringify({ add: id, request: { type: 'order.submit', order: { ...order(id, { id }), placed_at: '2026-11-20T12:00:00Z' } } });
    await appendFile(join(home, 'data/outbox.jsonl'), `${entry('c-1')}\nnot JSON\n${entry('c-2')}\n${entry('c-3').slice(0, 60)}`);
    const watch = start('watch');
    await said(watch, /^acked c-1 /);
    await said(watch, /^acked c-2 /);
    watch.kill('SIGKILL');
    await watch.ended;
    assert.match(watch.complained, /damaged.*kept as/);
    for (const id of ['c-1', 'c-2']) taken.set(id, id);
  });

  it(`loses and doubles nothing in ${KILLS} kills of terminal or hub under load`, async (t) => {
    let child = start('order', '-');
    let number = 0;
    let feeding = true;
    const feed = (async () => {
      while (feeding) {
        number += 1;
        child.stdin.write(`${JSON.stringify(order(`K${number}`))}\n`);
        await pause(random.below(4));
      }
    })();
    for (let n = 0; n < KILLS; n += 1) {
      await pause(50 + random.below(500));
      if (random.chance(0.5)) {
        child.kill('SIGKILL');
        await child.ended;
        child = start('order', '-');
      } else {
        await kitchen.restart();
      }
    }
    feeding = false;
    await feed;
    child.stdin.end();
    assert.equal((await deadline(child.ended, 'the terminal to end', 60_000)).code, 0, child.complained);
    const last = start('watch');
    await eventually(async () => !(await left()), 'the outbox to be empty');
    last.kill('SIGTERM');
    await last.ended;

    const tickets = await board();
    const times = (key) => tickets.reduce((counts, ticket) => counts.set(ticket[key], (counts.get(ticket[key]) ?? 0) + 1), new Map());
    const by_id = times('order_id');
    const missing_ones = [...taken.keys()].filter((id) => id !== 'b-1' && by_id.get(id) !== 1);
    assert.deepEqual(missing_ones, []);
    assert.deepEqual([...times('number')].filter(([, count]) => count !== 1), []);
    t.diagnostic(`${number} orders given, ${taken.size} taken, ${tickets.length} on the board`);
    assert.ok(taken.size > 20 * KILLS, 'there was not much of a load');
  });

  async function left() {
    const open = new Set();
    for (const line of (await outbox()).split('\n').filter(Boolean)) {
      const { add, done } = JSON.parse(line);
      if (add) open.add(add);
      else open.delete(done);
    }
    return open.size;
  }

  it('keeps its outbox small', async () => {
    assert.ok((await stat(join(home, 'data/outbox.jsonl'))).size < 2_000_000);
  });
});
