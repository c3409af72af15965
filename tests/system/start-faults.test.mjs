// A screen that cannot start: the real brigade-station stays, says why, and goes on by itself once it can.
import { spawn } from 'node:child_process';
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { burger, cola } from '../conformance/support/orders.mjs';
import { deadline, eventually } from '../conformance/support/client.mjs';
import { Kitchen } from '../conformance/support/kitchen.mjs';
import { submitted } from '../conformance/support/check.mjs';
import { missing, program } from './support/programs.mjs';
import { unless } from './support/unless.mjs';

const { after, before, it } = unless(missing('brigade-station'));

class Panel {
  constructor(...words) {
    this.said = '';
    this.process = spawn(program('brigade-station'), ['--headless', '--windowed', '640x360', ...words], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.process.stderr.on('data', (text) => { this.said += text; });
    this.ended = new Promise((resolve) => this.process.once('exit', (code, signal) => resolve({ code, signal })));
  }

  says(sentence) {
    return eventually(() => this.said.includes(sentence), `"${sentence}", not only "${this.said}"`);
  }

  /** The picture that stands on it, as it is written when somebody asks for it. */
  async picture(path) {
    await rm(path, { force: true });
    this.process.kill('SIGUSR2');
    await eventually(() => existsSync(path), `a picture in ${path}`);
    return readFileSync(path);
  }

  async end() {
    this.process.kill('SIGTERM');
    return deadline(this.ended, 'the panel to end');
  }
}

describe('a screen that cannot start', () => {
  let kitchen;
  before(async () => { kitchen = await Kitchen.start(); });
  after(async () => { await kitchen?.stop(); });
  const where = (name) => join(kitchen.directory, name);

  it('has a fault on its half of the panel while the other half works, and starts once its disk is whole', async () => {
    await writeFile(where('fryer'), 'a file where its directory is to be');
    const panel = new Panel('--hub', kitchen.url, '--station', 'grill', '--data', where('left'), '--beside', 'drink', '--data', where('fryer'));
    try {
      await panel.says(`cannot write to ${where('fryer')}`);
      const pos = await kitchen.pos();
      const { id } = await submitted(pos, [burger(), cola()]);
      await pos.status(id, 'shown', 'grill');
      await rm(where('fryer'));
      await panel.says('drink has started');
      await pos.status(id, 'shown', 'drink');
    } finally {
      assert.deepEqual(await panel.end(), { code: 0, signal: null });
    }
  });

  it('without a sound card says so in its own words alone: ALSA is not asked in vain for years', async () => {
    process.env.SDL_AUDIODRIVER = 'alsa';
    const panel = new Panel('--hub', kitchen.url, '--station', 'grill', '--data', where('silent'));
    delete process.env.SDL_AUDIODRIVER;
    try {
      const card = existsSync('/dev/snd') && readdirSync('/dev/snd').some((name) => name.startsWith('pcm'));
      if (!card) await panel.says('there is no sound device');
      assert.equal(card || !panel.said.includes('ALSA lib'), true, panel.said);
    } finally {
      await panel.end();
    }
  });

  it('leaves what a newer system has written alone, says so, and starts once it has the file that it can read', async () => {
    await mkdir(where('newer'));
    const ours = new Panel('--stay', '--hub', kitchen.url, '--station', 'grill', '--data', where('newer'));
    const pos = await kitchen.pos();
    const { id } = await submitted(pos, [burger()]);
    await pos.status(id, 'shown', 'grill');  // then its files are whole
    await ours.end();
    const file = where('newer/outbox.db'), good = readFileSync(file), newer = Buffer.from(good);
    newer[63] = 2;  // user_version
    await writeFile(file, newer);
    const panel = new Panel('--stay', '--hub', kitchen.url, '--station', 'grill', '--data', where('newer'));
    try {
      await panel.says('it has format 2 and this program knows formats up to 1; run the newer program that wrote it');
      assert.ok((await panel.picture(where('newer/screen.png'))).length > 1000);
      assert.deepEqual(readFileSync(file), newer);
      await writeFile(file, good);
      await panel.says('grill has started');
    } finally {
      assert.deepEqual(await panel.end(), { code: 0, signal: null });
    }
  });

  it('ends with a sentence where nobody told it to stay', async () => {
    await writeFile(where('alone'), 'a file where its directory is to be');
    const panel = new Panel('--hub', kitchen.url, '--station', 'grill', '--data', where('alone'));
    assert.deepEqual(await deadline(panel.ended, 'the program to end'), { code: 1, signal: null });
    assert.match(panel.said, /cannot write to/);
  });

  it('shows what is wrong with its settings, and starts by itself once somebody has mended them', async () => {
    const settings = where('grill.conf');
    await writeFile(settings, 'name = Grill left\ndistance = far\n');
    await mkdir(where('mended'));
    const panel = new Panel('--stay', '--hub', kitchen.url, '--station', 'grill', '--data', where('mended'), '--settings', settings);
    try {
      await panel.says(`${settings}:2: --distance must be a number above 0`);
      assert.ok((await panel.picture(where('mended/screen.png'))).length > 1000);
      await writeFile(settings, 'name = Grill left\ndistance = 2\n');
      await eventually(() => existsSync(where('mended/replica.db')), 'the station to start');
      const pos = await kitchen.pos();
      const { id } = await submitted(pos);
      await pos.status(id, 'shown', 'grill');
    } finally {
      assert.deepEqual(await panel.end(), { code: 0, signal: null });
    }
  });

  it('shows a fault that it is given, until it is told to end', async () => {
    await mkdir(where('ends'));
    const panel = new Panel('--stay', '--station', 'grill', '--data', where('ends'), '--fault', 'its program ends (core-dump)');
    await panel.says('its program ends (core-dump)');
    assert.ok((await panel.picture(where('ends/screen.png'))).length > 1000);
    assert.deepEqual(await panel.end(), { code: 0, signal: null });
  });
});
