// A real hub on its host: plain on its loopback, wss to the network. What a person does at it goes through request().
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { deadline, eventually } from '../../conformance/support/client.mjs';
import { kitchenToml, stationToml, ROUTES, STATIONS } from '../../conformance/support/kitchen.mjs';
import { program, replay } from '../../system/support/programs.mjs';
import { Resident } from './resident.mjs';

const TLS_PORT = 8687;
const DEFAULTS = { stations: STATIONS, routes: ROUTES, delivery: { undelivered_s: 600, undelivered_grace_s: 0 }, promise: { margin_s: 120 }, more: '' };

export class Hub {
  /** Pieces replace the defaults: stations, routes, delivery, promise; `more` is further TOML. */
  static async start(host, pieces = {}) {
    const hub = new Hub();
    const config = { ...DEFAULTS, ...pieces };
    Object.assign(hub, { host, events: [], on_event: () => {} });
    hub.directory = await mkdtemp(join(tmpdir(), 'brigade-lan-'));
    await mkdir(join(hub.directory, 'stations'));
    for (const [id, station] of Object.entries(config.stations)) await writeFile(join(hub.directory, 'stations', `${id}.toml`), stationToml(id, station));
    await writeFile(join(hub.directory, 'kitchen.toml'), kitchenToml(config) + config.more);
    await hub.spawn();
    return hub;
  }

  async spawn() {
    const { host, directory } = this;
    this.process = host.spawn(program('brigade-hub'), ['--config', join(directory, 'kitchen.toml'), '--data', this.data,
      '--listen', '127.0.0.1:0', '--listen-tls', `0.0.0.0:${TLS_PORT}`], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.exited = new Promise((resolve) => this.process.once('exit', (code, signal) => resolve({ code, signal })));
    let said = '';
    this.log = '';
    this.process.stderr.on('data', (data) => {
      this.log = (this.log + data).slice(-20_000);
      if (process.env.HUB_LOG) process.stderr.write(data);
    });
    const ready = new Promise((resolve, reject) => {
      this.process.once('exit', () => reject(new Error(`the hub ended before it listened\n${this.log}`)));
      this.process.stdout.on('data', (data) => {
        said += data;
        if (/^listening ws:/m.test(said) && /^listening wss:/m.test(said) && /^key [0-9a-f]{64}$/m.test(said)) resolve();
      });
    });
    await deadline(ready, 'the hub to listen, plain and wss, and to say its key');
    this.plain_port = Number(said.match(/^listening ws:\/\/127\.0\.0\.1:(\d+)/m)[1]);
    [, this.pin] = said.match(/^key ([0-9a-f]{64})$/m);
    this.url = `wss://${host.address}:${TLS_PORT}/v1`;
    this.hand = await Resident.start(host, 'hand.mjs', { url: `ws://127.0.0.1:${this.plain_port}/v1` }, ({ event }) => { this.events.push(event); this.on_event(event); });
  }

  get data() {
    return join(this.directory, 'data');
  }

  http(method, path, options) {
    return this.hand.call('http', method, path, options);
  }

  /** A request of the hub's own machine; resolves with the answer's body. */
  async request(message) {
    return (await this.http('POST', '/api/v1/requests', { body: message })).body;
  }

  /** The device that waits to be paired under that name. */
  waiting(name) {
    const find = async () => (await this.request({ type: 'device.list' })).waiting.find((each) => each.name === name);
    return eventually(find, `${name} to wait for its pairing`);
  }

  /** Pairs what waits under that name, as the person does who reads the code off it. */
  async pair(name, code) {
    const { id } = await this.waiting(name);
    return this.request({ type: 'device.pair', waiting: id, code: typeof code === 'function' ? await code() : code });
  }

  async device(name) {
    return (await this.request({ type: 'device.list' })).devices.find((each) => each.name === name);
  }

  async seq() {
    return (await this.http('GET', '/healthz')).body.seq;
  }

  /** Name, with its labels → value. */
  async metrics() {
    const { text } = await this.http('GET', '/metrics');
    return Object.fromEntries([...text.matchAll(/^brigade_(\S+) (\d+)/gm)].map(([, name, value]) => [name, Number(value)]));
  }

  residentKilobytes() {
    return Number(readFileSync(`/proc/${this.process.pid}/status`, 'utf8').match(/^VmRSS:\s+(\d+) kB$/m)[1]);
  }

  replay() {
    return replay(this.data);
  }

  async restart() {
    await this.hand.stop();
    this.process.kill('SIGTERM');
    await deadline(this.exited, 'the hub to end after SIGTERM');
    await this.spawn();
  }

  async stop() {
    await this.hand.stop();
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill('SIGTERM');
    const ended = await deadline(this.exited, 'the hub to end after SIGTERM').catch(() => { this.process.kill('SIGKILL'); return 'not'; });
    if (process.env.KEEP_DATA) console.error(`kept ${this.directory}`);
    else await rm(this.directory, { recursive: true, force: true });
    assert.deepEqual(ended, { code: 0, signal: null }, `the hub ends with 0 after SIGTERM\n${this.log.slice(-2000)}`);
  }
}
