// A hub that trusts nobody, its own machine not excepted, gets its first manager while it still trusts (docs/looking-after-it.md,
// "Trust nobody on the hub's box"): the commands that stand there, as they stand there.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deadline, eventually } from '../conformance/support/client.mjs';
import { program } from '../system/support/programs.mjs';
import { unless } from '../system/support/unless.mjs';
import { Hub } from './support/hub.mjs';
import { Lan, cannotNetwork } from './support/network.mjs';

const { after, before, it } = unless(cannotNetwork());
const OWN = 'wss://127.0.0.1:8687/v1';

describe('the first manager of a hub that trusts nobody', () => {
  let lan;
  let hub;
  let kept;
  before(async () => {
    lan = new Lan();
    hub = await Hub.start(lan.host('hub'), { access: { trust_loopback: true } });
    kept = join(hub.directory, 'manager.json');
  });
  after(async () => {
    try {
      await hub?.stop();
    } finally {
      lan?.stop();
    }
  });

  function start(...words) {
    const child = hub.host.spawn(program('brigade'), words, { stdio: ['pipe', 'pipe', 'pipe'] });
    child.stdin.end('4821\n');  // for the one that asks for a PIN
    child.said = '';
    for (const pipe of [child.stdout, child.stderr]) pipe.on('data', (data) => { child.said += data; });
    child.ended = new Promise((resolve) => child.once('close', resolve));
    return child;
  }

  async function brigade(...words) {
    const child = start(...words);
    return { status: await deadline(child.ended, `brigade ${words[0]}`, 20_000), said: child.said };
  }

  it('is made on the hub’s machine while that is trusted', async () => {
    const join_command = start('join', '--hub', OWN, '--role', 'manager', '--keep', kept);
    const [, ...code] = await eventually(() => join_command.said.match(/brigade pair (\d{3}) (\d{3})/), 'the code');
    const pair = await brigade('pair', ...code, '--hub', `ws://127.0.0.1:${hub.plain_port}/v1`);
    assert.equal(pair.status, 0, pair.said);
    assert.equal(await join_command.ended, 0, join_command.said);
  });

  it('looks after people and devices when nobody is trusted any more, and nobody else does', async () => {
    const config = join(hub.directory, 'kitchen.toml');
    await writeFile(config, (await readFile(config, 'utf8')).replace('trust_loopback = true', 'trust_loopback = false'));
    await hub.restart();
    const plain = `ws://127.0.0.1:${hub.plain_port}/v1`;
    const stranger = await brigade('people', '--hub', plain);
    assert.notEqual(stranger.status, 0);
    assert.match(stranger.said, /needs a token/);
    for (const url of [OWN, plain]) {
      const devices = await brigade('devices', '--hub', url, '--pairing', kept);
      assert.equal(devices.status, 0, devices.said);
    }
    const set = await brigade('people', 'set', 'ani', '--name', 'Ani', '--role', 'manager', '--hub', OWN, '--pairing', kept);
    assert.equal(set.status, 0, set.said);
    assert.match((await brigade('people', '--hub', OWN, '--pairing', kept)).said, /ani/);
    const till = start('join', '--hub', OWN, '--keep', join(hub.directory, 'till.json'), '--name', 'till');
    const [, ...code] = await eventually(() => till.said.match(/brigade pair (\d{3}) (\d{3})/), 'the code');
    const pair = await brigade('pair', ...code, '--hub', OWN, '--pairing', kept);
    assert.equal(pair.status, 0, pair.said);
    assert.equal(await till.ended, 0, till.said);
  });
});
