// Who is let in on the hub's own machine: everybody, or, where its configuration says so, only who has a token. And who may
// change devices, people and keys before a screen there: whoever types a manager's PIN, once there is a manager.
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

describe('a screen that anybody may stand before', () => {
  let kitchen;
  let screens = 0;
  before(async () => { kitchen = await Kitchen.start(); });
  after(() => kitchen?.stop());
  const tool = async (request) => JSON.parse((await kitchen.http.post('/api/v1/requests', request)).text);
  const fresh = () => kitchen.screen('grill', `before-${screens += 1}`);
  /** Whatever the type of the answer. */
  const ask = async (screen, request) => {
    const id = `a${screen.log.length}-${Math.random()}`;
    screen.send({ ...request, id });
    return screen.waitFor((each) => each.re === id, { what: `an answer to ${request.type}` });
  };
  const CHANGES = [
    { type: 'device.pair', waiting: '9', code: '123456' }, { type: 'device.rename', device: 'd-1', name: 'Bar' },
    { type: 'device.revoke', device: 'd-1' }, { type: 'device.restart', device: 'd-1' }, { type: 'log.level', level: 'debug' },
    { type: 'device.screenshot', device: 'd-1' },
    { type: 'person.set', person: 'budi', name: 'Budi', role: 'manager', pin: '7007' }, { type: 'person.remove', person: 'ani' },
    { type: 'key.announce' }, { type: 'key.change' },
  ];
  const MANAGER = { type: 'person.set', person: 'rina', name: 'Rina', role: 'manager', pin: '9137' };
  const needsPin = ({ type, code, path, needs }) => assert.deepEqual([type, code, path, needs], ['error', 'not_allowed', '/type', 'pin']);
  const isFree = async (screen) => assert.equal((await ask(screen, { type: 'person.set', person: 'ani' })).type, 'ack');
  const isHeld = async (screen) => needsPin(await ask(screen, { type: 'person.set', person: 'ani' }));
  const signedIn = async () => {
    const screen = await fresh();
    assert.equal((await ask(screen, { type: 'person.identify', pin: '9137' })).role, 'manager');
    await isFree(screen);
    return screen;
  };

  it('sets the kitchen up as long as it has no manager', async () => {
    const screen = await fresh();
    assert.equal((await ask(screen, { type: 'person.set', person: 'ani', name: 'Ani', role: 'supervisor', pin: '4821' })).type, 'ack');
    assert.equal((await ask(screen, { type: 'device.list' })).needs, undefined);
    assert.equal((await tool(MANAGER)).type, 'ack');
    await isHeld(screen);
  });

  it('changes nothing from then on, and is told that a PIN would help', async () => {
    const screen = await fresh();
    for (const change of CHANGES) needsPin(await ask(screen, change));
    const { people } = await tool({ type: 'person.list' });
    assert.deepEqual(people.map(({ person }) => person), ['ani', 'rina']);
  });

  it('still lists, and has screens show their names', async () => {
    const screen = await fresh();
    const list = await ask(screen, { type: 'device.list' });
    assert.deepEqual([list.type, list.needs], ['devices', 'pin']);
    assert.equal((await ask(screen, { type: 'person.list' })).type, 'people');
    assert.equal((await ask(screen, { type: 'device.identify', screen: `before-${screens}` })).type, 'ack');
  });

  it('is no tool: those of the same machine go on', async () => {
    assert.equal((await tool({ type: 'person.set', person: 'ani' })).type, 'ack');
    const monitor = await kitchen.watcher('monitor');
    await isFree(monitor);
    const board = await kitchen.watcher('board');
    await isHeld(board);
  });

  it("is not opened by a cook's or supervisor's PIN", async () => {
    const screen = await fresh();
    assert.equal((await ask(screen, { type: 'person.identify', pin: '4821' })).person, 'ani');
    const refused = await ask(screen, { type: 'device.revoke', device: 'd-1' });
    needsPin(refused);
    assert.match(refused.message, /ani is no manager/);
  });

  it("is opened by a manager's PIN, and the journal names the manager", async () => {
    const screen = await fresh();
    assert.equal((await ask(screen, { type: 'person.identify', pin: '9137' })).person, 'rina');
    assert.equal((await ask(screen, { type: 'device.list' })).needs, undefined);
    for (const change of CHANGES.slice(0, 4)) assert.equal((await ask(screen, change)).needs, undefined);
    assert.equal((await ask(screen, { type: 'person.set', person: 'ani', name: 'Ani W.' })).type, 'ack');
    const is_it = ({ kind, action }) => kind === 'audited' && action === 'person_set';
    const { events } = await screen.waitFor((each) => each.type === 'events' && each.events.some(is_it), { what: 'the audit' });
    const { actor, subject } = events.find(is_it);
    assert.deepEqual([actor, subject], ['rina at this machine', 'ani']);
  });

  it('is closed again by signing out, and by the end of its connection', async () => {
    const screen = await signedIn();
    const other = await fresh();
    await isHeld(other);
    assert.equal((await ask(screen, { type: 'person.sign_out' })).type, 'ack');
    await isHeld(screen);
    const name = (await signedIn()) && `before-${screens}`;
    const again = await kitchen.screen('grill', name);
    await isHeld(again);
  });

  for (const [what, change] of [['removed', { type: 'person.remove', person: 'rina' }],
                                ['made a cook', { type: 'person.set', person: 'rina', role: 'kitchen' }],
                                ['given another PIN', { type: 'person.set', person: 'rina', pin: '5550' }]]) {
    it(`is closed at once when the manager is ${what}`, async () => {
      await tool({ type: 'person.set', person: 'citra', name: 'Citra', role: 'installer', pin: '60606' });
      await tool(MANAGER);
      const screen = await signedIn();
      assert.equal((await tool(change)).type, 'ack');
      await isHeld(screen);
      await tool(MANAGER);
      await isHeld(screen);
    });
  }
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
    // Three at a time until it is seen: a slow machine that asks 60 times one after the other stays within the rate.
    const statuses = new Set();
    const askOn = async () => {
      for (let n = 0; n < 1_000 && !statuses.has(429); n += 1) statuses.add((await kitchen.http.get('/api/v1/stations')).status);
    };
    await Promise.all([askOn(), askOn(), askOn()]);
    assert.ok(statuses.has(429), [...statuses].join(' '));
  });
});
