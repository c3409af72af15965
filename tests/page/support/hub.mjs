// A real hub that serves the page, plain and over TLS, on this machine alone. `trusting`: false for a hub to which a
// browser of this machine is a stranger like any other. `past`: { days, orders_per_day } of a made-up history.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import assert from 'node:assert/strict';
import { deadline } from '../../conformance/support/client.mjs';
import { Http } from '../../conformance/support/http.mjs';
import { EXPO, kitchenToml, stationToml, ROUTES, STATIONS } from '../../conformance/support/kitchen.mjs';
import { program } from '../../system/support/programs.mjs';

export const MANAGER = { person: 'rina', name: 'Rina', role: 'manager', pin: '913755' };
export const COOK = { person: 'ani', name: 'Ani', role: 'kitchen', pin: '4821' };
export const no_page = existsSync(join(dirname(program('brigade-hub')), '../share/page/index.html')) ? false : "the managers' page was not built";

export class Hub {
  static async start({ trusting = true, people = [], past } = {}) {
    const hub = new Hub();
    hub.directory = await mkdtemp(join(tmpdir(), 'brigade-page-'));
    await mkdir(join(hub.directory, 'stations'));
    const stations = { ...STATIONS, ...EXPO };
    for (const [id, station] of Object.entries(stations)) await writeFile(join(hub.directory, 'stations', `${id}.toml`), stationToml(id, station));
    const config = { stations, routes: ROUTES, delivery: { undelivered_s: 600, undelivered_grace_s: 0 }, promise: { margin_s: 120 } };
    await writeFile(join(hub.directory, 'kitchen.toml'), kitchenToml(config));
    if (past) hub.make_past(past);
    await hub.spawn();
    for (const person of people) assert.equal((await hub.request({ type: 'person.set', ...person })).type, 'ack');
    if (!trusting) {
      await writeFile(join(hub.directory, 'kitchen.toml'), kitchenToml({ ...config, access: { trust_loopback: false } }));
      await hub.terminate();
      await hub.spawn();
    }
    return hub;
  }

  make_past({ days, orders_per_day }) {
    const made = spawnSync(program('brigade'), ['history', '--config', join(this.directory, 'kitchen.toml'), '--data', join(this.directory, 'data'),
      '--days', String(days), '--orders-per-day', String(orders_per_day)], { encoding: 'utf8' });
    assert.equal(made.status, 0, `brigade history: ${made.stderr}`);
  }

  async spawn() {
    this.process = spawn(program('brigade-hub'), ['--config', join(this.directory, 'kitchen.toml'), '--data', join(this.directory, 'data'),
      '--listen', '127.0.0.1:0', '--listen-tls', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.exited = new Promise((resolve) => this.process.once('exit', (code, signal) => resolve({ code, signal })));
    let said = '';
    this.log = '';
    this.process.stderr.on('data', (data) => { this.log = (this.log + data).slice(-10_000); });
    const ready = new Promise((resolve, reject) => {
      this.process.once('exit', () => reject(new Error(`the hub ended before it listened\n${this.log}`)));
      this.process.stdout.on('data', (data) => { said += data; if (/^key [0-9a-f]{64}$/m.test(said)) resolve(); });
    });
    await deadline(ready, 'the hub to listen and to say its key');
    const [, plain] = said.match(/^listening ws:\/\/127\.0\.0\.1:(\d+)/m);
    const [, secure] = said.match(/^listening wss:\/\/127\.0\.0\.1:(\d+)/m);
    [, this.pin] = said.match(/^key ([0-9a-f]{64})$/m);
    Object.assign(this, { plain: `http://127.0.0.1:${plain}`, secure: `https://127.0.0.1:${secure}`, wss: `wss://127.0.0.1:${secure}/v1`, http: new Http(Number(plain)) });
  }

  async request(message) {
    return (await this.http.post('/api/v1/requests', message)).body;
  }

  async terminate() {
    this.process.kill('SIGTERM');
    return deadline(this.exited, 'the hub to end after SIGTERM');
  }

  async stop() {
    const ended = await this.terminate().finally(() => this.process.kill('SIGKILL'));
    await rm(this.directory, { recursive: true, force: true });
    assert.deepEqual(ended, { code: 0, signal: null }, `the hub ends with 0 after SIGTERM\n${this.log}`);
  }
}
