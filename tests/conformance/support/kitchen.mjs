// One hub under test, with its own temporary data directory and configuration.
import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import assert from 'node:assert/strict';
import { Client, deadline } from './client.mjs';
import { Http } from './http.mjs';

const project_root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const START_MS_MAX = 60_000;  // a long journal on a busy machine
const hub_program = join(process.env.BRIGADE_BIN ?? join(project_root, 'build/dev/bin'), 'brigade-hub');

export const STATIONS = {
  grill: { name: 'Grill', kind: 'prep' },
  drink: { name: 'Drinks', kind: 'prep' },
  dessert: { name: 'Desserts', kind: 'prep' },
};
export const EXPO = { expo: { name: 'Expo', kind: 'expo' } };
export const BOARD = { board: { name: 'Pickup', kind: 'board' } };

export const ROUTES = [
  { categories: ['drinks'], stations: ['drink'] },
  { categories: ['desserts'], stations: ['dessert'] },
  { categories: ['combo'], stations: ['grill', 'drink'] },
];

const toml_table = (table) => Object.entries(table).map(([key, value]) => `${key} = ${JSON.stringify(value)}\n`).join('');

export function stationToml(id, station) {
  return toml_table({ id, late_s: 720, warn_s: 480, prep_s: 600, ...station });
}

export function kitchenToml({ stations, routes, delivery, promise, menu, access }) {
  const kitchen = { name: 'Warung Ibu', time_zone: 'Asia/Jakarta', service_day_start: '04:00', default_station: 'grill',
                    station_files: Object.keys(stations).map((id) => `stations/${id}.toml`), ...(menu ? { menu: 'menu.toml' } : {}) };
  return `[kitchen]\n${toml_table(kitchen)}[delivery]\n${toml_table(delivery)}[promise]\n${toml_table(promise)}${access ? `[access]\n${toml_table(access)}` : ''}`
    + routes.map((route) => `[[route]]\n${toml_table(route)}`).join('');
}

export function menuToml(menu) {
  return Object.entries(menu).map(([item, facts]) => `[items.${JSON.stringify(item)}]\n${toml_table(facts)}`).join('');
}

export class Kitchen {
  /** Pieces replace the defaults: stations, routes, menu, delivery, promise, access. */
  static async start(pieces = {}) {
    const kitchen = new Kitchen();
    const config = { stations: STATIONS, routes: ROUTES, delivery: { undelivered_s: 600, undelivered_grace_s: 0 },
                     promise: { margin_s: 120 }, ...pieces };
    kitchen.clients = [];
    kitchen.directory = await mkdtemp(join(tmpdir(), 'brigade-conformance-'));
    await mkdir(join(kitchen.directory, 'stations'));
    for (const [id, station] of Object.entries(config.stations)) {
      await writeFile(join(kitchen.directory, 'stations', `${id}.toml`), stationToml(id, station));
    }
    if (config.menu) await writeFile(join(kitchen.directory, 'menu.toml'), menuToml(config.menu));
    await writeFile(join(kitchen.directory, 'kitchen.toml'), kitchenToml(config));
    try {
      await kitchen.spawn();
    } catch (error) {
      await kitchen.#forget();
      throw error;
    }
    return kitchen;
  }

  async spawn() {
    const { directory } = this;
    this.process = spawn(hub_program, ['--config', join(directory, 'kitchen.toml'), '--data', join(directory, 'data'),
                                       '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
    const child = this.process;
    let output = '';
    let errors = this.log = '';
    child.stderr.on('data', (data) => {
      this.log = errors = (errors + data).slice(-4000);
      if (process.env.HUB_LOG) process.stderr.write(data);
    });
    this.exited = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })));
    const listening = new Promise((done, fail) => {
      child.once('error', fail);
      child.once('exit', (code, signal) => fail(new Error(`the hub ended (${code ?? signal}) before it listened\n${errors}`)));
      child.stdout.on('data', (data) => {
        output = (output + data).slice(-4000);
        const line = output.match(/^listening (ws:\/\/127\.0\.0\.1:(\d+)\/v1)$/m);
        if (line) done(line);
      });
    });
    const [, url, port] = await deadline(listening, 'the hub to listen', START_MS_MAX);
    this.url = url;
    this.port = Number(port);
    this.http = new Http(this.port);
  }

  /** As a power cut does it: no goodbye, no flush. */
  async kill() {
    this.process.kill('SIGKILL');
    await deadline(this.exited, 'the hub to die');
  }

  async restart() {
    await this.kill();
    await this.spawn();
  }

  async terminate() {
    this.process.kill('SIGTERM');
    return deadline(this.exited, 'the hub to end after SIGTERM');
  }

  /** A hub whose journal is gone, as with a card that lost everything. */
  async restartEmpty() {
    await this.kill();
    await rm(join(this.directory, 'data'), { recursive: true });
    await this.spawn();
  }

  async connect(options) {
    const client = await Client.connect(this.url, options);
    this.clients.push(client);
    return client;
  }

  async #join(role, fields) {
    const client = await this.connect();
    const answer = await client.hello(role, fields);
    assert.equal(answer.type, 'live', `hello as ${role} was refused: ${JSON.stringify(answer)}`);
    return client;
  }

  pos(name = 'front-1', fields = {}) {
    return this.#join('pos', { name, ...fields });
  }

  screen(station, screen = `${station}-screen`, fields = {}) {
    return this.#join('station', { station, screen, name: screen, ...fields });
  }

  watcher(role, fields = {}) {
    return this.#join(role, { name: `${role}-1`, screen: `${role}-1`, ...fields });
  }

  /** Ends everything; the scenario file fails if any client saw a broken rule or the hub did not end well. */
  async stop() {
    const ended = this.process.exitCode === null && this.process.signalCode === null ? await this.terminate() : await this.exited;
    for (const client of this.clients) client.socket.terminate();
    await this.#forget();
    assert.deepEqual(this.clients.flatMap((client) => client.faults), []);
    assert.deepEqual(ended, { code: 0, signal: null }, 'the hub ends with 0 after SIGTERM');
  }

  async #forget() {
    if (this.process.exitCode === null && this.process.signalCode === null) this.process.kill('SIGKILL');
    if (process.env.KEEP_DATA) return void console.error(`kept ${this.directory}`);
    await rm(this.directory, { recursive: true, force: true });
  }
}
