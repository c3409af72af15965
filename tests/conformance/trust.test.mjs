// Who is let in on the hub's own machine: everybody, or, where its configuration says so, only who has a token.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { Kitchen } from './support/kitchen.mjs';
import { order } from './support/orders.mjs';

describe('a hub that trusts its own machine', () => {
  let kitchen;
  before(async () => { kitchen = await Kitchen.start(); });
  after(() => kitchen?.stop());
  const ask = async (request) => JSON.parse((await kitchen.http.post('/api/v1/requests', request)).text);

  it('lists what is connected, with what its screens say of themselves', async () => {
    const grill = await kitchen.screen('grill');
    const { type, devices, waiting, locked_s } = await ask({ type: 'device.list' });
    assert.deepEqual([type, waiting, locked_s], ['devices', [], 0]);
    const [screen] = devices.filter((each) => each.station === 'grill');
    assert.deepEqual([screen.id, screen.connected, screen.role], ['', true, 'station']);
    assert.ok(screen.lag >= 0 && screen.screen);
    await grill.close();
  });

  it('knows people by their PINs, and no two by the same', async () => {
    assert.equal((await ask({ type: 'person.set', person: 'ani', name: 'Ani', pin: '4821' })).type, 'ack');
    const taken = await ask({ type: 'person.set', person: 'budi', name: 'Budi', pin: '4821' });
    assert.deepEqual([taken.code, taken.path], ['conflict', '/pin']);
    const { person, name, role } = await ask({ type: 'person.identify', pin: '4821' });
    assert.deepEqual([person, name, role], ['ani', 'Ani', 'kitchen']);
    assert.equal((await ask({ type: 'person.identify', pin: '0000' })).code, 'unauthorized');
    assert.equal((await ask({ type: 'person.remove', person: 'ani' })).type, 'ack');
    assert.equal((await ask({ type: 'person.identify', pin: '4821' })).code, 'unauthorized');
  });

  it('has no key while it serves no network, and says so', async () => {
    assert.equal((await ask({ type: 'key.show' })).code, 'not_allowed');
    const { pins } = JSON.parse((await kitchen.http.get('/api/v1/hub')).text);
    assert.deepEqual(pins, []);
  });
});

describe('a hub that trusts nobody', () => {
  let kitchen;
  before(async () => { kitchen = await Kitchen.start({ access: { trust_loopback: false } }); });
  after(() => kitchen?.stop());

  it('refuses a hello without a token, and with one that nobody was given', async () => {
    for (const token of [undefined, 'f'.repeat(64)]) {
      const stranger = await kitchen.connect();
      assert.equal((await stranger.hello('pos', { name: 'till', ...(token ? { token } : {}) })).code, 'unauthorized');
      assert.equal((await stranger.awaitClose()).code, 1008);
    }
  });

  it('answers over HTTP nothing but whether it serves', async () => {
    assert.deepEqual(JSON.parse((await kitchen.http.get('/healthz')).text), { status: 'ok' });
    for (const path of ['/metrics', '/api/v1/stations', '/api/v1/hub']) assert.equal((await kitchen.http.get(path)).status, 401, path);
    assert.equal((await kitchen.http.post('/api/v1/orders', order())).status, 401);
    assert.equal((await kitchen.http.post('/api/v1/requests', { type: 'device.list' })).status, 401);
  });

  it('holds its own machine to the rates of the network', async () => {
    const statuses = [];
    for (let n = 0; n < 60; n += 1) statuses.push((await kitchen.http.get('/api/v1/stations')).status);
    assert.ok(statuses.includes(429), statuses.join(' '));
  });
});
