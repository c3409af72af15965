// A local network of its own: each host is a network namespace with one address, all on one bridge in a namespace of
// its own. Nothing of it touches the machine's network, and nothing is left of it, whichever way the tests end.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const PREFIX = 'brglan';
const HOW = 'as root: sudo node --test in tests/lan, with the packages iproute2 and nftables';

function ip(...words) {
  const ran = spawnSync('ip', words, { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`ip ${words.join(' ')}: ${ran.error?.message ?? ran.stderr.trim()}`);
  return ran.stdout;
}

/** Why there can be no such network here and how to get one, or false. */
export function cannotNetwork() {
  if (process.getuid() !== 0) return `network namespaces need root; run it ${HOW}`;
  const name = `${PREFIX}${process.pid}-try`;
  try {
    ip('netns', 'add', name);
    const nft = spawnSync('ip', ['netns', 'exec', name, 'nft', 'list', 'ruleset'], { encoding: 'utf8' });
    ip('netns', 'del', name);
    return nft.status === 0 ? false : `nft does not run in a namespace here (${nft.stderr.trim()}); run it ${HOW}`;
  } catch (error) {
    return `${error.message}; run it where network namespaces may be made, ${HOW}`;
  }
}

/** Namespaces whose tests are dead: what still runs in them goes first. */
function sweep() {
  for (const [name, pid] of ip('netns', 'list').matchAll(new RegExp(`^${PREFIX}(\\d+)-\\S+`, 'gm'))) {
    if (existsSync(`/proc/${pid}`)) continue;
    for (const left of ip('netns', 'pids', name).split('\n').filter(Boolean)) {
      try { process.kill(Number(left), 'SIGKILL'); } catch { /* it has just ended */ }
    }
    ip('netns', 'del', name);
  }
}

class Host {
  constructor(lan, name, address) {
    Object.assign(this, { lan, name, address, namespace: `${PREFIX}${process.pid}-${name}` });
  }

  /** As child_process.spawn, on this host; ended with the network at the latest. */
  spawn(program, words, options) {
    const child = spawn('ip', ['netns', 'exec', this.namespace, program, ...words], options);
    this.lan.children.add(child);
    child.once('exit', () => this.lan.children.delete(child));
    return child;
  }

  /** Replaces this host's packet filter. */
  filter(rules) {
    const chain = (hook) => `chain ${hook} { type filter hook ${hook} priority 0; ${rules[hook].map((rule) => `${rule};`).join(' ')} }\n`;
    const text = `table inet weather { }\ndelete table inet weather\ntable inet weather { ${chain('input')}${chain('output')} }\n`;
    const ran = spawnSync('ip', ['netns', 'exec', this.namespace, 'nft', '-f', '-'], { input: text, encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(`nft: ${ran.stderr}\n${text}`);
  }

  /** The cable out, or back in. */
  plug(is_in) {
    ip('-n', this.lan.namespace, 'link', 'set', `p-${this.number}`, is_in ? 'up' : 'down');
  }
}

export class Lan {
  constructor() {
    sweep();
    this.namespace = `${PREFIX}${process.pid}-switch`;
    this.namespaces = [];
    this.children = new Set();
    this.end = () => this.#end();
    this.stopped = (signal) => { this.#end(); process.kill(process.pid, signal); };
    process.once('exit', this.end);
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, this.stopped);
    this.#make(this.namespace);
    ip('-n', this.namespace, 'link', 'add', 'bridge', 'type', 'bridge');
    ip('-n', this.namespace, 'link', 'set', 'bridge', 'up');
  }

  #make(namespace) {
    ip('netns', 'add', namespace);
    this.namespaces.push(namespace);
    ip('-n', namespace, 'link', 'set', 'lo', 'up');
  }

  host(name) {
    const number = this.namespaces.length;
    const host = new Host(this, name, `10.77.0.${number}`);
    Object.assign(host, { number });
    this.#make(host.namespace);
    ip('-n', this.namespace, 'link', 'add', `p-${number}`, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', host.namespace);
    ip('-n', this.namespace, 'link', 'set', `p-${number}`, 'master', 'bridge', 'up');
    ip('-n', host.namespace, 'addr', 'add', `${host.address}/16`, 'dev', 'eth0');
    ip('-n', host.namespace, 'link', 'set', 'eth0', 'up');
    return host;
  }

  #end() {
    for (const child of this.children) child.kill('SIGKILL');
    for (const name of this.namespaces.splice(0)) spawnSync('ip', ['netns', 'del', name]);
  }

  stop() {
    this.#end();
    process.off('exit', this.end);
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, this.stopped);
  }
}
