// Discovery on the hosts of a test network: each has a D-Bus and an Avahi daemon of its own, which see nothing of the
// machine's and can be stopped, frozen and started again. Also a hub there, of which only its announcement matters.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadline, eventually as holds } from '../../conformance/support/client.mjs';
import { kitchenToml, stationToml, ROUTES, STATIONS } from '../../conformance/support/kitchen.mjs';
import { program } from '../../system/support/programs.mjs';

/** Why there can be no Avahi here and how to get it, or false. */
export function cannotDiscover() {
  for (const [command, from] of [['dbus-daemon', 'dbus'], ['avahi-daemon', 'avahi-daemon'], ['avahi-publish', 'avahi-utils']]) {
    if (spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0) return `${command} is missing; install the package ${from}`;
  }
  return false;
}

/** `what` may be a function: it then tells how far it came. */
const eventually = (condition, what, timeout_ms) => holds(condition, 'it', timeout_ms).catch((error) => {
  throw new Error(`${error.message}: ${typeof what === 'function' ? what() : what}`);
});

const BUS = (socket) => `<busconfig><type>system</type><listen>unix:path=${socket}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_type="method_call"/><allow send_type="signal"/>
<allow send_requested_reply="true"/><allow receive_requested_reply="true"/></policy></busconfig>\n`;
const AVAHI = (name) => `[server]\nhost-name=${name}\nuse-ipv4=yes\nuse-ipv6=yes\nenable-dbus=yes\n[wide-area]\nenable-wide-area=no\n[rlimits]\n`;

export class Machine {
  constructor(host) {
    this.host = host;
    this.directory = mkdtempSync(join(tmpdir(), 'brigade-discovery-'));
    this.socket = join(this.directory, 'bus');
    this.env = { ...process.env, DBUS_SYSTEM_BUS_ADDRESS: `unix:path=${this.socket}` };
    writeFileSync(join(this.directory, 'bus.conf'), BUS(this.socket));
    writeFileSync(join(this.directory, 'avahi.conf'), AVAHI(host.name));
  }

  /** A program on this machine whose output is kept. */
  start(command, ...words) {
    const child = this.host.spawn(command, words, { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    Object.assign(child, { said: '', complained: '' });
    child.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
    child.stdout.on('data', (data) => { child.said += data; });
    child.stderr.on('data', (data) => { child.complained = (child.complained + data).slice(-20_000); });
    return child;
  }

  async run(command, ...words) {
    const child = this.start(command, ...words);
    return { ...(await deadline(child.ended, `${command} to end`, 30_000)), said: child.said, complained: child.complained };
  }

  async startBus() {
    rmSync(this.socket, { force: true });
    this.bus = this.start('dbus-daemon', `--config-file=${join(this.directory, 'bus.conf')}`, '--nofork', '--nopidfile', '--nosyslog');
    await eventually(async () => (await this.#ask('org.freedesktop.DBus', '/', 'org.freedesktop.DBus.GetId')) === 0, 'D-Bus to answer');
  }

  /** Behind a /run of its own, where its files are nobody else's. */
  async startAvahi() {
    this.avahi = this.start('sh', '-c', 'mount -t tmpfs tmpfs /run && mkdir /run/avahi-daemon && exec "$@"', 'avahi', 'avahi-daemon',
      '-f', join(this.directory, 'avahi.conf'), '--no-drop-root', '--no-chroot', '--no-rlimits', '--no-proc-title');
    await eventually(async () => (await this.#ask('org.freedesktop.Avahi', '/', 'org.freedesktop.Avahi.Server.GetHostName')) === 0,
      () => `Avahi to answer\n${this.avahi.complained}`, 15_000);
  }

  async #ask(destination, path, method) {
    return (await this.run('dbus-send', '--system', '--print-reply', '--reply-timeout=1000', `--dest=${destination}`, path, method)).code;
  }

  async startAll() {
    await this.startBus();
    await this.startAvahi();
    return this;
  }

  /** The child is the daemon itself: everything before it was replaced by exec. */
  async kill(child) {
    child.kill('SIGKILL');
    await deadline(child.ended, 'the daemon to die');
  }

  async hub(kitchen) {
    const home = mkdtempSync(join(this.directory, 'hub-'));
    mkdirSync(join(home, 'stations'));
    for (const [id, station] of Object.entries(STATIONS)) writeFileSync(join(home, 'stations', `${id}.toml`), stationToml(id, station));
    const toml = kitchenToml({ stations: STATIONS, routes: ROUTES, delivery: {}, promise: {} });
    writeFileSync(join(home, 'kitchen.toml'), toml.replace(/^name = .*$/m, `name = ${JSON.stringify(kitchen)}`));
    const hub = this.start(program('brigade-hub'), '--config', join(home, 'kitchen.toml'), '--data', join(home, 'data'),
      '--listen', '127.0.0.1:0', '--listen-tls', '[::]:8687');
    await eventually(() => /^listening wss:/m.test(hub.said), () => `the hub to listen with TLS\n${hub.complained}`, 15_000);
    hub.plain_port = hub.said.match(/^listening ws:\/\/127\.0\.0\.1:(\d+)/m)[1];
    return hub;
  }

  /** What `brigade find` finds: kitchen, id, url, urls each. */
  async find(seconds = 1) {
    const { code, said, complained } = await this.run(program('brigade'), 'find', '--json', '--seconds', String(seconds));
    return { code, hubs: JSON.parse(said), complained };
  }

  /** Looks until the kitchens found are these. */
  async sees(...kitchens) {
    let last;
    await eventually(async () => {
      last = await this.find();
      return JSON.stringify(last.hubs.map(({ kitchen }) => kitchen).sort()) === JSON.stringify([...kitchens].sort());
    }, () => `${this.host.name} to find ${kitchens.join(', ') || 'nothing'}; last it was ${JSON.stringify(last?.hubs)}`, 30_000);
    return last.hubs;
  }

  forget() {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
