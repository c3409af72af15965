// A real brigade-station without a display, and the hand of its cook: a few bumps and a rest, again and again, sent as
// lines. (While somebody presses, what has left the screen leaves its place empty; the rest is for the next tickets.)
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deadline } from '../../conformance/support/client.mjs';
import { program, replay } from '../../system/support/programs.mjs';

const HAND_MS = 320;  // just above what the station takes for one press that bounces
const HAND = { bumps: 4, rests: 4 };

export class Screen {
  constructor(url, station, data) {
    Object.assign(this, { url, station, data });
    this.start();
    this.presses = true;
    let turn = 0;
    this.hand = setInterval(() => {
      turn = (turn + 1) % (HAND.bumps + HAND.rests);
      if (this.presses && turn < HAND.bumps) this.process.stdin.write('bump\n');
    }, HAND_MS);
  }

  start() {
    const options = ['--hub', this.url, '--station', this.station, '--data', this.data, '--headless', '--windowed', '640x480', '--keys'];
    this.process = spawn(program('brigade-station'), options, { stdio: ['pipe', 'ignore', process.env.HUB_LOG ? 'inherit' : 'ignore'] });
    this.process.stdin.on('error', () => {});  // it was killed while the hand pressed
    this.ended = new Promise((resolve) => this.process.once('exit', (code, signal) => resolve({ code, signal })));
  }

  get running() {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  signal(name) {
    this.process.kill(name);
  }

  async kill(signal = 'SIGKILL') {
    this.process.kill(signal);
    return deadline(this.ended, 'the screen to end');
  }

  /** Orders whose bump this screen has ever written down and whose text its outbox still holds, delivered or not. */
  bumpsWritten() {
    const files = ['outbox.db', 'outbox.db-wal'].map((name) => join(this.data, name)).filter((path) => existsSync(path));
    const text = files.map((path) => readFileSync(path, 'latin1')).join('');
    return new Set([...text.matchAll(/"type":"ticket\.bump","order_id":"([^"]+)"/g)].map(([, id]) => id));
  }

  rest() {
    clearInterval(this.hand);
  }

  copy() {
    return replay(join(this.data, 'replica.db'));
  }
}
