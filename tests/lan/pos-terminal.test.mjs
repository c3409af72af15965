// The example terminal on a machine of its own: paired over TLS by the six digits that it shows, it sends orders to the hub
// with that key, and to no other. tests/system/pos-terminal.test.mjs shows that it loses none.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { deadline, eventually } from '../conformance/support/client.mjs';
import { project_root } from '../system/support/programs.mjs';
import { unless } from '../system/support/unless.mjs';
import { Hub } from './support/hub.mjs';
import { Lan, cannotNetwork } from './support/network.mjs';

const { after, before, it } = unless(cannotNetwork());
const ORDER = { number: '42', lines: [{ id: '1', name: 'Nasi Goreng', quantity: 1 }] };

describe('the example terminal on another machine', () => {
  let home;
  let lan;
  let hub;
  let till;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'brigade-lan-terminal-'));
    const left_behind = (source) => !/node_modules|pos-terminal-data/.test(source);
    await cp(join(project_root, 'examples/pos-terminal'), join(home, 'program'), { recursive: true, filter: left_behind });
    await symlink(join(project_root, 'tests/conformance/node_modules'), join(home, 'program/node_modules'));
    lan = new Lan();
    hub = await Hub.start(lan.host('hub'));
    till = lan.host('till');
  });
  after(async () => {
    try {
      await hub?.stop();
    } finally {
      lan?.stop();
      await rm(home, { recursive: true, force: true });
    }
  });

  function start(...words) {
    const child = till.spawn(process.execPath, [join(home, 'program/terminal.mjs'), ...words, '--data', join(home, 'data')], { stdio: ['ignore', 'pipe', 'pipe'] });
    Object.assign(child, { lines: [], complained: '' });
    child.ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
    createInterface({ input: child.stdout }).on('line', (line) => child.lines.push(line));
    child.stderr.on('data', (data) => { child.complained = (child.complained + data).slice(-4000); });
    return child;
  }

  const ended = (child) => deadline(child.ended, 'the terminal to end', 20_000);
  const shown = (child) => eventually(() => child.lines.join('\n').match(/within \d+ s: (\d{6})$/m)?.[1], `a code; ${child.complained}`);
  const keyring = async () => JSON.parse(await readFile(join(home, 'data/keyring.json'), 'utf8'));

  async function send(id, ...words) {
    await writeFile(join(home, 'order.json'), JSON.stringify({ ...ORDER, id }));
    const child = start('order', join(home, 'order.json'), ...words);
    return { code: await ended(child), lines: child.lines, complained: child.complained };
  }

  it('is not let in before it is paired, and keeps what it takes', async () => {
    const { code, lines, complained } = await send('too-early', '--hub', hub.url, '--wait', '5');
    assert.equal(code, 3, complained);
    assert.deepEqual(lines, ['taken too-early 42']);
    assert.match(complained, /Pair it: node terminal\.mjs pair wss:/);
  });

  it('keeps nothing when another code than the shown one was typed', async () => {
    const child = start('pair', hub.url, '--name', 'front');
    const code = await shown(child);
    const answer = await hub.pair('front', code.replace(/^./, (digit) => (digit === '9' ? '0' : '9')));
    assert.equal(answer.code, 'unauthorized');
    assert.equal(await ended(child), 1);
    assert.match(child.complained, /code was wrong/);
    await assert.rejects(stat(join(home, 'data/keyring.json')), { code: 'ENOENT' });
  });

  it('is paired by the code that it shows, and keeps token and key for its owner alone', async () => {
    const child = start('pair', hub.url, '--name', 'front');
    const answer = await hub.pair('front', await shown(child));
    assert.equal(answer.type, 'ack', JSON.stringify(answer));
    assert.equal(await ended(child), 0, child.complained);
    const { url, pins, device, name } = await keyring();
    assert.deepEqual([url, pins, device, name], [hub.url, [hub.pin], answer.device, 'front']);
    assert.equal((await stat(join(home, 'data/keyring.json'))).mode & 0o777, 0o600);
  });

  it('then sends what it has taken, also before it was paired', async () => {
    const { code, lines, complained } = await send('paired');
    assert.equal(code, 0, complained);
    assert.deepEqual(lines.map((line) => line.split(' ').slice(0, 2).join(' ')).filter((line) => /^(taken|acked)/.test(line)).sort(),
      ['acked paired', 'acked too-early', 'taken paired']);
  });

  it('says nothing to a hub that has another key', async () => {
    const kept = await keyring();
    await writeFile(join(home, 'data/keyring.json'), JSON.stringify({ ...kept, pins: ['ab'.repeat(32)] }));
    const seq = await hub.seq();
    const { code, complained } = await send('secret', '--wait', '1');
    assert.equal(code, 3);
    assert.match(complained, /another hub answers/);
    assert.equal(await hub.seq(), seq);
    await writeFile(join(home, 'data/keyring.json'), JSON.stringify(kept));
  });

  it('is told that it was revoked, and keeps its orders', async () => {
    const { device } = await keyring();
    assert.equal((await hub.request({ type: 'device.revoke', device })).type, 'ack');
    const { code, complained } = await send('after', '--wait', '5');
    assert.equal(code, 3);
    assert.match(complained, /does not know this terminal/);
  });
});
