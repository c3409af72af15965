// Who may speak to the hub from another machine: nobody without a token, nobody with a revoked one; and the hub's key may
// change without anybody being paired again.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { eventually } from '../conformance/support/client.mjs';
import { order } from '../conformance/support/orders.mjs';
import { unless } from '../system/support/unless.mjs';
import { Hub } from './support/hub.mjs';
import { joined, paired } from './support/join.mjs';
import { Lan, cannotNetwork } from './support/network.mjs';
import { Resident } from './support/resident.mjs';
import { Told } from './support/told.mjs';

const { after, before, it } = unless(cannotNetwork());
const REVOKED_WITHIN_MS = 1_000;

describe('trust between machines', () => {
  let lan;
  let hub;
  let hosts;
  before(async () => {
    lan = new Lan();
    hub = await Hub.start(lan.host('hub'));
    hosts = Object.fromEntries(['till', 'bar', 'sleeper', 'stranger'].map((name) => [name, lan.host(name)]));
  });
  after(async () => {
    try {
      await hub?.stop();
    } finally {
      lan?.stop();
    }
  });

  const submit = (id) => ({ type: 'order.submit', order: order(undefined, { id }) });

  /** Resolves with what a hello with this token brings: {live} or {refused, lost}. */
  async function hello(host, token, role = 'pos') {
    const told = new Told();
    const terminal = await Resident.start(host, 'terminal.mjs', { url: hub.url, pins: [hub.pin], hello: { role, name: 'x', station: 'grill', screen: 'x', token } }, told.hear);
    await terminal.call('start');
    const live = await told.first(({ live, lost }) => live ?? lost, 'the hub to answer a hello');
    const refused = live.live ? undefined : told.heard.find((each) => each.refused)?.refused;
    await terminal.stop();
    return { live: live.live, refused, lost: live.lost };
  }

  /** A request over HTTP from that host; resolves with {status, body}. */
  async function http(host, token, method = 'GET', path = '/api/v1/stations', body = undefined) {
    const asker = await Resident.start(host, 'asker.mjs', { url: hub.url, pins: [hub.pin] });
    try {
      return await asker.call('http', method, path, { token, body });
    } finally {
      await asker.stop();
    }
  }

  for (const [what, token] of [['without a token', undefined], ['with a token that nobody was given', 'ab'.repeat(32)]]) {
    it(`refuses another machine ${what}`, async () => {
      for (const role of ['pos', 'station', 'board', 'monitor']) {
        const { live, refused, lost } = await hello(hosts.stranger, token, role);
        assert.deepEqual([live, refused?.code, lost], [undefined, 'unauthorized', 1008], role);
      }
      const seq = await hub.seq();
      const cause = token ? 'unknown' : 'missing';
      const counted = async () => (await hub.metrics())[`tokens_refused_total{cause="${cause}"}`];
      const before = await counted();
      const requests = [['GET', '/api/v1/stations'], ['GET', '/metrics'], ['GET', '/updates/SHA256SUMS'], ['POST', '/api/v1/orders', order()],
                        ['POST', '/api/v1/requests', { type: 'device.list' }]];
      for (const [method, path, body] of requests) {
        const answer = await http(hosts.stranger, token, method, path, body);
        assert.deepEqual([answer.status, answer.body?.code], [401, 'unauthorized'], path);
      }
      assert.equal((await http(hosts.stranger, token, 'GET', '/healthz')).status, 200);
      assert.equal(await hub.seq(), seq, 'the journal has grown');
      assert.equal((await counted()) - before, requests.length, 'each request that was turned away counts, the look at its health does not');
    });
  }

  it('cannot be reached on the plain port from another machine', async () => {
    const asker = await Resident.start(hosts.stranger, 'asker.mjs', { url: `http://${hub.host.address}:${hub.plain_port}/` });
    await assert.rejects(asker.call('http', 'GET', '/healthz', {}), { code: 'ECONNREFUSED' });
    await asker.stop();
  });

  it('pairs with the code that a person typed, and the token serves: for a till what a till does', async () => {
    const told = new Told();
    const till = await joined(hub, hosts.till, { role: 'pos', name: 'till' }, { on_tell: told.hear });
    await till.call('send', 'first', submit('paired-1'));
    const { answer } = await told.first((each) => each.answer, 'an ack');
    assert.equal(answer.type, 'ack', JSON.stringify(answer));
    const { token } = (await paired(hub, hosts.bar, { role: 'pos', name: 'bar' }));
    assert.equal((await http(hosts.bar, token)).status, 200);
    const devices = await http(hosts.bar, token, 'POST', '/api/v1/requests', { type: 'device.list' });
    assert.deepEqual([devices.body.type, devices.body.code], ['error', 'not_allowed']);
    assert.equal((await hello(hosts.bar, token, 'monitor')).live, undefined, 'a till became a monitor');
    assert.notEqual((await hello(hosts.bar, token)).live, undefined);
    const device = await hub.device('till');
    assert.deepEqual([device.role, device.connected, device.address.startsWith(hosts.till.address)], ['pos', true, true], JSON.stringify(device));
    await till.stop();
  });

  it('puts a revoked token out at once: the connection, the next hello, and HTTP', async (t) => {
    const told = new Told();
    const { token, pins, device } = await paired(hub, hosts.till, { role: 'pos', name: 'gone' });
    const till = await Resident.start(hosts.till, 'terminal.mjs', { url: hub.url, pins, hello: { role: 'pos', name: 'gone', token } }, told.hear);
    await till.call('start');
    await told.first(({ live }) => live, 'the till to be live');
    const began = performance.now();
    assert.equal((await hub.request({ type: 'device.revoke', device })).type, 'ack');
    const losses = () => told.heard.filter(({ lost }) => lost !== undefined).map(({ lost }) => lost);
    await told.first(() => losses().length >= 2, 'the connection to end, and the next one');
    const took_ms = performance.now() - began;
    assert.deepEqual(losses().slice(0, 2), [1008, 1008]);
    assert.equal(told.heard.filter(({ live }) => live).length, 1, 'it came in once more');
    assert.equal((await http(hosts.till, token)).status, 401);
    t.diagnostic(`a revoked token: connection closed and next hello refused ${took_ms.toFixed(0)} ms after the request`);
    assert.ok(took_ms < REVOKED_WITHIN_MS, `${took_ms} ms`);
    await till.stop();
  });

  it('changes its key without pairing anew, and names the device that slept through the announcement', async () => {
    const [awake, asleep] = [new Told(), new Told()];
    const till = await joined(hub, hosts.till, { role: 'pos', name: 'awake' }, { on_tell: awake.hear });
    const sleeper = await joined(hub, hosts.sleeper, { role: 'pos', name: 'sleeper' }, { on_tell: asleep.hear });
    for (const told of [awake, asleep]) await told.first(({ live }) => live, 'both to be live');
    await sleeper.call('leave');
    for (const { id, name } of (await hub.request({ type: 'device.list' })).devices) {
      if (id && !['awake', 'sleeper'].includes(name)) await hub.request({ type: 'device.revoke', device: id });
    }
    awake.forget();
    const announced = await hub.request({ type: 'key.announce' });
    assert.notEqual(announced.type, 'error', JSON.stringify(announced));
    await awake.first(({ live }) => live, 'the till to come back by itself, called by the hub');
    const { pins } = await till.call('state');
    await till.call('send', 'hold-1', { type: 'order.hold', order_id: 'nobody' });  // what it says shows that it has read its welcome
    assert.equal(pins.length, 2, 'the announced key came with the welcome');
    assert.equal(pins[0], hub.pin);

    const refused = await hub.request({ type: 'key.change' });
    assert.equal(refused.type, 'error', JSON.stringify(refused));
    assert.match(JSON.stringify(refused), /sleeper/);
    const { id } = await hub.device('sleeper');
    assert.deepEqual((await hub.request({ type: 'key.show' })).missing, [{ device: id, name: 'sleeper' }]);
    assert.doesNotMatch(JSON.stringify(refused), /awake/);
    const changed = await hub.request({ type: 'key.change', force: true });
    assert.notEqual(changed.type, 'error', JSON.stringify(changed));

    awake.forget();
    asleep.forget();
    await till.call('cut');
    await awake.first(({ live }) => live, 'the till to be live under the new key');
    assert.ok(!awake.heard.some(({ wrong_key }) => wrong_key));
    await sleeper.call('start');
    const { wrong_key } = await asleep.first((each) => each.wrong_key, 'the sleeper to meet a key that it does not know');
    assert.match(wrong_key, new RegExp(pins[1]));
    await till.stop();
    await sleeper.stop();
  });
});
