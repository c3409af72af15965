// Pairing where somebody tries to come in between: with a wrong code, by guessing, or as a relay with a key of his own.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../conformance/support/client.mjs';
import { missing } from '../system/support/programs.mjs';
import { unless } from '../system/support/unless.mjs';
import { Hub } from './support/hub.mjs';
import { paired } from './support/join.mjs';
import { Lan, cannotNetwork } from './support/network.mjs';
import { Resident } from './support/resident.mjs';
import { Screen } from './support/screen.mjs';
import { Told } from './support/told.mjs';

const { after, before, it } = unless(cannotNetwork() || missing('brigade-station'));
const TRIES = 5;
const other = (code) => (code === '000000' ? '000001' : '000000');

describe('somebody in between', () => {
  const directory = mkdtempSync(join(tmpdir(), 'brigade-lan-'));
  let lan;
  let hub;
  let hosts;
  before(async () => {
    lan = new Lan();
    hub = await Hub.start(lan.host('hub'));
    await hub.hand.call('watch');
    hosts = Object.fromEntries(['till', 'grill', 'relay', 'other-relay'].map((name) => [name, lan.host(name)]));
  });
  after(async () => {
    try {
      await hub?.stop();
    } finally {
      lan?.stop();
      rmSync(directory, { recursive: true, force: true });
    }
  });

  const PORT = 8687;
  const at = (host) => `wss://${host.address}:${PORT}/v1`;
  /** Until the scenario is over, also when it fails. */
  const meanwhile = (t, each) => { t.after(() => each.stop()); return each; };
  const impostor = async (t, host) => meanwhile(t, await Resident.start(host, 'impostor.mjs', { port: PORT, hub: { host: hub.host.address, port: PORT } }));
  const screenAt = (t, url) => meanwhile(t, new Screen(hosts.grill, { url, station: 'grill', directory }).start());
  const devices = async () => (await hub.request({ type: 'device.list' })).devices.filter(({ id }) => id);

  /** A newcomer whose code somebody types wrong. */
  async function mistyped(name) {
    const newcomer = await Resident.start(hosts.till, 'pairing.mjs', { url: hub.url, role: 'pos', name });
    const { code, refused } = await newcomer.call('begin');
    const result = refused ? { refused } : (await Promise.all([newcomer.call('finish'), hub.pair(name, other(code))]))[0];
    await newcomer.stop();
    return result;
  }

  it('does not pass a relay with a key of its own, which hands on every word: not to a till', async (t) => {
    const between = await impostor(t, hosts.relay);
    const pin = await between.call('between');
    assert.notEqual(pin, hub.pin);
    const newcomer = meanwhile(t, await Resident.start(hosts.till, 'pairing.mjs', { url: at(hosts.relay), role: 'pos', name: 'till' }));
    const seen = await newcomer.call('begin');
    assert.equal(seen.pin, pin, 'the till speaks to the relay');
    const [answer, result] = await Promise.all([hub.pair('till', seen.code), newcomer.call('finish')]);
    assert.deepEqual([answer.type, answer.code], ['error', 'unauthorized'], 'the hub pairs nobody');
    assert.equal(result.token, undefined, 'the till has no token');
    assert.deepEqual(await devices(), []);
    const { read } = await between.call('overheard');
    assert.match(read.down, /"pairing".*"pair.commit"/s, 'the relay was there');
    assert.doesNotMatch(read.down, /"paired"|token/);
  });

  it('does not pass it to a real screen', async (t) => {
    const between = await impostor(t, hosts.relay);
    await between.call('between');
    const screen = screenAt(t, at(hosts.relay));
    const code = await screen.code();
    const answer = await hub.pair('grill', code);
    assert.deepEqual([answer.type, answer.code], ['error', 'unauthorized']);
    await screen.code([code]);  // it has drawn another: this attempt is over
    assert.equal(screen.pairing(), undefined);
    assert.deepEqual(await devices(), []);
  });

  it('cannot play the hub to a real screen without knowing its code', async (t) => {
    const false_hub = await impostor(t, hosts['other-relay']);
    await false_hub.call('asHub');
    const screen = screenAt(t, at(hosts['other-relay']));
    const heard = await eventually(async () => {
      const all = (await false_hub.call('overheard')).heard;
      return all.filter(({ type }) => type === 'pair').length >= 2 && all;
    }, 'the screen to try once more');
    assert.ok(heard.some(({ type }) => type === 'pair.reveal'), 'it went on until it saw what it was given');
    assert.ok(!heard.some(({ type }) => type === 'hello'), 'it said hello to a hub that did not know its code');
    assert.equal(screen.pairing(), undefined);
  });

  it('hears nothing from a terminal and a screen that were paired with the hub before', async (t) => {
    const screen = screenAt(t, hub.url);
    await screen.join(hub);
    const kept = await eventually(() => screen.pairing(), 'the screen to keep its pairing');
    assert.deepEqual(kept.pins, [hub.pin]);
    await screen.stop();
    const { token, pins } = await paired(hub, hosts.till, { role: 'pos', name: 'till' });

    const between = await impostor(t, hosts.relay);
    await between.call('between');
    const told = new Told();
    const till = meanwhile(t, await Resident.start(hosts.till, 'terminal.mjs', { url: at(hosts.relay), pins, hello: { role: 'pos', name: 'till', token } }, told.hear));
    await till.call('start');
    await told.first(({ wrong_key }) => wrong_key, 'the till to see the wrong key');
    Object.assign(screen, { url: at(hosts.relay), log: '' });
    screen.start();
    await eventually(async () => (await between.call('callers')).includes(hosts.grill.address), 'the screen to call the relay');
    await eventually(() => /key/i.test(screen.log), 'the screen to say what is wrong');
    const { read } = await between.call('overheard');
    // The screen may look at the key again, to tell a person which one it is; that is a bare handshake without its token.
    assert.match(read.up, /^(GET \/v1 HTTP\/1\.1\r\n([^\r]+\r\n)+\r\n)*$/, 'somebody spoke to the relay');
    for (const secret of [token, kept.token]) assert.ok(!read.up.includes(secret), 'a token was given away');
    assert.ok(screen.running);
  });

  it('gets nowhere with a wrong code, and after five the hub pairs nobody for a while', async () => {
    const before_them = (await devices()).length;
    for (let n = 1; n <= TRIES; n += 1) {
      // The hub takes newcomers at a certain rate only, and those of the scenarios before count.
      const { refused, closed, token } = await eventually(async () => {
        const result = await mistyped(`guess-${n}`);
        return result.refused.code !== 'rate_limited' && result;
      }, 'the hub to take another newcomer');
      assert.deepEqual([refused?.code, closed, token], ['unauthorized', 1008, undefined], `try ${n}`);
    }
    const { locked_s, waiting } = await hub.request({ type: 'device.list' });
    assert.ok(locked_s > 200 && locked_s <= 300, `locked for ${locked_s} s`);
    assert.deepEqual(waiting, []);
    assert.ok((await mistyped('guess-6')).refused, 'one more is not even asked for its code');
    assert.equal((await devices()).length, before_them);
    const actions = hub.events.filter(({ kind }) => kind === 'audited').map(({ action }) => action);
    assert.ok(actions.includes('pairing_failed') && actions.includes('pairing_locked'), actions.join(' '));
  });
});
