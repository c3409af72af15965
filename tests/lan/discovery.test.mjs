// Hubs announce themselves and are found, each on a machine of its own with the Avahi daemon that it has, or has not.
// What is found is only a place to look: that a wrong hub there is refused is for the tests of pairing.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { deadline } from '../conformance/support/client.mjs';
import { missing, program } from '../system/support/programs.mjs';
import { unless } from '../system/support/unless.mjs';
import { Machine, cannotDiscover } from './support/discovery.mjs';
import { Lan, cannotNetwork } from './support/network.mjs';

const { after, before, it } = unless(cannotNetwork() || cannotDiscover() || missing('brigade-hub'));
const ids = (hubs) => new Set(hubs.map(({ id }) => id)).size;

describe('discovery', () => {
  let lan;
  let front;  // who looks
  let back;
  let side;
  let bare;  // has neither D-Bus nor Avahi
  const hubs = {};

  before(async () => {
    lan = new Lan();
    [front, back, side, bare] = ['front', 'back', 'side', 'bare'].map((name) => new Machine(lan.host(name)));
    await Promise.all([front, back, side].map((machine) => machine.startAll()));
  });
  after(() => {
    lan.stop();
    for (const machine of [front, back, side, bare]) machine.forget();
  });

  async function healthy(machine, hub) {
    const { code, said } = await machine.run('curl', '-s', '-m', '2', `http://127.0.0.1:${hub.plain_port}/healthz`);
    assert.equal(code, 0, `the hub on ${machine.host.name} does not answer`);
    assert.equal(JSON.parse(said).status, 'ok');
  }

  async function ends(hub) {
    hub.kill('SIGTERM');
    assert.deepEqual(await deadline(hub.ended, 'the hub to end', 5_000), { code: 0, signal: null }, hub.complained);
  }

  it('finds nothing where no hub is, and says what to try', async () => {
    const { code, hubs: found, complained } = await front.find();
    assert.deepEqual({ code, found }, { code: 1, found: [] });
    assert.match(complained, /no hub was found in this network; is it on, .* give its address/s);
  });

  it('tells two hubs apart by kitchen and id, and knows where each is', async () => {
    hubs.ibu = await back.hub('Warung Ibu');
    hubs.jaya = await side.hub('Depot Jaya');
    const found = await front.sees('Warung Ibu', 'Depot Jaya');
    assert.equal(ids(found), 2);
    const url = Object.fromEntries(found.map((hub) => [hub.kitchen, hub.url]));
    assert.deepEqual(url, { 'Warung Ibu': `wss://${back.host.address}:8687/v1`, 'Depot Jaya': `wss://${side.host.address}:8687/v1` });
  });

  it('lists them for people too', async () => {
    const { code, said } = await front.run('sh', '-c', `"${program('brigade')}" find --seconds 1`);
    assert.equal(code, 0);
    assert.match(said, /^Depot Jaya {2}\S+ {2}wss:\/\/\S+:8687\/v1\nWarung Ibu {2}\S+ {2}wss:\/\/\S+:8687\/v1\n$/);
  });

  it('gives a hub whose name is taken another name, and finds both', async () => {
    await ends(hubs.jaya);
    hubs.other = await side.hub('Warung Ibu');
    assert.equal(ids(await front.sees('Warung Ibu', 'Warung Ibu')), 2);
    const { said } = await front.run('avahi-browse', '--terminate', '--parsable', '--no-db-lookup', '_brigade._tcp');
    const names = new Set([...said.matchAll(/^\+;eth0;[^;]*;([^;]*);/gm)].map(([, name]) => name));
    assert.deepEqual([...names].sort(), ['Warung\\032Ibu', 'Warung\\032Ibu\\032\\0352']);
  });

  it('sees a hub go that ends, and one that is killed', async () => {
    await ends(hubs.other);
    await front.sees('Warung Ibu');
    hubs.jaya = await side.hub('Depot Jaya');
    await front.sees('Warung Ibu', 'Depot Jaya');
    hubs.jaya.kill('SIGKILL');
    await front.sees('Warung Ibu');
  });

  it('announces a hub again after the Avahi daemon was killed and came back', async () => {
    await back.kill(back.avahi);
    await healthy(back, hubs.ibu);
    await back.startAvahi();
    await front.sees('Warung Ibu');
  });

  it('announces a hub again after D-Bus was killed and came back', async () => {
    await back.kill(back.avahi);
    await back.kill(back.bus);
    await healthy(back, hubs.ibu);
    await back.startAll();
    await front.sees('Warung Ibu');
  });

  it('passes over what only claims to be a hub', async () => {
    const publish = (name, ...txt) => side.start('avahi-publish', '-s', name, '_brigade._tcp', '8687', ...txt);
    const liars = [publish('No words'), publish('Later', 'txtvers=1', 'proto=2', 'id=x'), publish('Bad id', 'txtvers=1', 'proto=1', 'id=a b', 'kitchen=x')];
    publish('Loud', 'txtvers=1', 'proto=1', 'id=loud', 'kitchen=Warung\u001b[2J Keras');
    assert.deepEqual((await front.sees('Warung Ibu', 'Warung[2J Keras')).map(({ kitchen }) => kitchen), ['Warung Ibu', 'Warung[2J Keras']);
    for (const liar of liars) assert.match(liar.complained, /Established/);
  });

  it('is not held up by an Avahi daemon that hangs: neither the hub, nor its end, nor who looks', async () => {
    const hub = await side.hub('Depot Jaya');
    await front.sees('Warung Ibu', 'Depot Jaya', 'Warung[2J Keras');
    side.avahi.kill('SIGSTOP');
    await healthy(side, hub);
    const begun = performance.now();
    assert.equal((await side.find()).code, 1);
    assert.ok(performance.now() - begun < 4_000, 'brigade find took longer than it was told');
    await ends(hub);
    const late = await side.hub('Depot Jaya');
    await healthy(side, late);
    side.avahi.kill('SIGCONT');
    await front.sees('Warung Ibu', 'Depot Jaya', 'Warung[2J Keras');
    await ends(late);
  });

  it('does without Avahi: the hub serves and says once what is missing, who looks is told', async () => {
    const hub = await bare.hub('Kantin');
    await healthy(bare, hub);
    const { code, complained } = await bare.find();
    assert.equal(code, 1);
    assert.match(complained, /no Avahi daemon answers on this machine; install avahi-daemon, or give the hub's address/);
    assert.equal(hub.complained.match(/discovery: /g)?.length, 1, hub.complained);
    hubs.bare = hub;
  });

  it('announces a hub that was there before Avahi', async () => {
    await bare.startAll();
    assert.ok((await front.sees('Warung Ibu', 'Kantin', 'Warung[2J Keras')).some(({ url }) => url === `wss://${bare.host.address}:8687/v1`));
  });

  it('finds hubs by IPv6 alone, a link-local address with its interface', async () => {
    for (const { namespace } of [front.host, back.host]) spawnSync('ip', ['-n', namespace, '-4', 'addr', 'flush', 'dev', 'eth0']);
    const { said } = await front.run('ip', '-6', '-o', 'addr', 'show', 'dev', 'eth0');
    assert.match(said, /fe80::/);
    const found = await front.sees('Warung Ibu', 'Kantin', 'Warung[2J Keras');
    assert.match(found.find(({ kitchen }) => kitchen === 'Warung Ibu').urls.at(-1), /^wss:\/\/\[fe80::[0-9a-f:]+%eth0\]:8687\/v1$/);
  });
});
