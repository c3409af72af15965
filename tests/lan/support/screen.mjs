// A real brigade-station on its own host, drawing in memory, with the hand of its cook: a few bumps and a rest, again
// and again. (While somebody presses, what has left the screen leaves its place empty; the rest is for the next tickets.)
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { deadline, eventually } from '../../conformance/support/client.mjs';
import { program, replay } from '../../system/support/programs.mjs';

const HAND_MS = 320;  // just above what the station takes for one press that bounces
const HAND = { bumps: 4, rests: 4 };

export class Screen {
  constructor(host, { url, station, directory, words = [] }) {
    Object.assign(this, { host, url, station, words, data: join(directory, `screen-${host.name}`), log: '' });
    mkdirSync(this.data, { recursive: true });
  }

  start() {
    const words = ['--hub', this.url, '--station', this.station, '--name', this.host.name, '--data', this.data, '--headless', '--windowed', '640x360', '--keys', ...this.words];
    this.process = this.host.spawn(program('brigade-station'), words, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.process.stdin.on('error', () => {});
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on('data', (data) => {
        this.log = (this.log + data).slice(-50_000);
        if (process.env.HUB_LOG) process.stderr.write(data);
      });
    }
    this.ended = new Promise((resolve) => this.process.once('exit', (code, signal) => resolve({ code, signal })));
    return this;
  }

  get running() {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** What it shows to be paired with, and prints because nobody can look at it: the newest that was not `seen`. */
  code(seen = []) {
    const newest = () => [...this.log.matchAll(/^pairing code (\d{3}) (\d{3})$/gm)].map(([, a, b]) => a + b).filter((code) => !seen.includes(code)).at(-1);
    return eventually(newest, `${this.host.name} to show a code`);
  }

  /** Somebody reads the code off this screen and types it at the hub. */
  async join(hub) {
    const answer = await hub.pair(this.host.name, () => this.code());
    assert.equal(answer.type, 'ack', `${this.host.name}: ${JSON.stringify(answer)}`);
  }

  /** What it keeps of its pairing, or undefined. */
  pairing() {
    const path = join(this.data, 'pairing.json');
    return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
  }

  press(line) {
    this.process.stdin.write(`${line}\n`);
  }

  work() {
    let turn = 0;
    this.hand = setInterval(() => {
      turn = (turn + 1) % (HAND.bumps + HAND.rests);
      if (turn < HAND.bumps) this.press('bump');
    }, HAND_MS);
  }

  rest() {
    clearInterval(this.hand);
  }

  /** Orders with a bump of theirs in this screen's outbox, delivered or not. */
  waiting() {
    const files = ['outbox.db', 'outbox.db-wal'].map((name) => join(this.data, name)).filter((path) => existsSync(path));
    const text = files.map((path) => readFileSync(path, 'latin1')).join('');
    return new Set([...text.matchAll(/"type":"ticket\.bump","order_id":"([^"]+)"/g)].map(([, id]) => id));
  }

  copy() {
    return replay(join(this.data, 'replica.db'));
  }

  async stop(signal = 'SIGTERM') {
    this.rest();
    if (this.running) this.process.kill(signal);
    return deadline(this.ended, `the screen ${this.station} to end`);
  }
}
