// A screen whose settings were damaged on its disk: the real brigade-station starts all the same, as its options say,
// names the file and what is wrong, and leaves the file alone until somebody chooses anew.
import { spawn } from 'node:child_process';
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deadline, eventually } from '../conformance/support/client.mjs';
import { Kitchen } from '../conformance/support/kitchen.mjs';
import { submitted } from '../conformance/support/check.mjs';
import { missing, program } from './support/programs.mjs';
import { unless } from './support/unless.mjs';

const { after, before, it } = unless(missing('brigade-station'));
const DAMAGED = '{"language":"id","volume_percent":';  // a power cut in the middle

describe('a screen with damaged settings', () => {
  let kitchen;
  let station;
  let ended;
  let said = '';
  let file;

  before(async () => {
    kitchen = await Kitchen.start();
    const data = join(kitchen.directory, 'screen-grill');
    file = join(data, 'settings.json');
    await mkdir(data);
    await writeFile(file, DAMAGED);
    station = spawn(program('brigade-station'), ['--hub', kitchen.url, '--station', 'grill', '--data', data, '--headless', '--keys'],
                    { stdio: ['pipe', 'ignore', 'pipe'] });
    ended = new Promise((resolve) => station.once('exit', resolve));
    station.stderr.on('data', (text) => { said += text; });
  });
  after(async () => {
    station?.kill('SIGTERM');
    await deadline(ended, 'the screen to end');
    await kitchen?.stop();
  });

  it('says which file and why, and shows orders all the same', async () => {
    await eventually(() => said.includes(`${file}: it is not a JSON object; this screen is as its options say`), 'the sentence');
    const pos = await kitchen.pos();
    const { id } = await submitted(pos);
    await pos.status(id, 'shown', 'grill');
  });

  it('leaves the file alone until somebody chooses anew, and keeps that', async () => {
    assert.equal(await readFile(file, 'utf8'), DAMAGED);
    const press = async (line) => { station.stdin.write(`${line}\n`); await new Promise((resolve) => setTimeout(resolve, 400)); };
    for (const key of ['setup', 'position 3', 'right']) await press(key);
    await eventually(async () => (await readFile(file, 'utf8')) !== DAMAGED, 'the new settings');
    assert.equal(JSON.parse(await readFile(file, 'utf8')).volume_percent, 80);
  });
});
