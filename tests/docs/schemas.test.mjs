// The schemas agree with the hub: they accept all it says, and refuse what it refuses.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { BOARD, EXPO, Kitchen, STATIONS } from '../conformance/support/kitchen.mjs';
import { burger, cake, cola, fullOrder, iso, newId, order, withValueAt } from '../conformance/support/orders.mjs';
import { accepted, submitted } from '../conformance/support/check.mjs';
import { problemBy, problemOfHubMessage } from './support/schemas.mjs';

const MISSING = undefined;
const long = (count) => 'x'.repeat(count);
const L = '/lines/0';
const M = `${L}/modifiers/0`;
const lines = (count) => Array.from({ length: count }, (_, n) => burger({ id: `l${n}` }));

/** At each place: the values that are refused, and those that are taken. */
const ORDERS = {
  '/id': [[MISSING, null, '', 5, 'a b', 'ä', long(65)], [long(64), 'a:b.c_d-E']],
  '/number': [[MISSING, null, '', 42, long(201)], [long(200), '漢'.repeat(200), '🍔'.repeat(200)]],
  '/placed_at': [[MISSING, null, '', 1_700_000_000, 'yesterday', '2026-11-20', '2026-02-30T12:00:00Z', '2025-02-29T12:00:00Z', '2026-13-01T12:00:00Z',
                  '2026-11-20T24:00:00Z', '2026-11-20T12:60:00Z', '2026-11-20T12:00:00', '2026-11-20T12:00:00.Z', '2026-11-20T12:00:00+24:00', '2026-11-20T12:00:00Zulu'],
                 ['2026-11-20T12:03:07Z', '2026-11-20T12:03:07.1Z', '2026-11-20t12:03:07.123456z', '2026-11-20 19:03:07+07:00', '2024-02-29T00:00:60-09:30']],
  '/service': [['', 'room_service', 3, {}], [null, MISSING, 'dine_in', 'takeaway', 'delivery', 'drive_thru', 'self_order']],
  '/channel': [[7, long(201)], [null, MISSING, '', 'carrier-pigeon']],
  '/reference': [[false, long(201)], [null, '', long(200)]],
  '/table': [[12, long(201)], [null, '']],
  '/guest': [[['Ana'], long(201)], [null, '']],
  '/server': [[{}, long(201)], [null, '']],
  '/covers': [[-1, 1.5, '2', 10_000], [null, MISSING, 0, 9999, 2.0]],
  '/priority': [['', 'urgent', 1], [null, MISSING, 'normal', 'rush', 'vip']],
  '/promised_at': [['', 'soon', 5], [null, MISSING, '2026-11-20T12:33:07+07:00']],
  '/allergies': [['peanut', {}, [5], [null], [long(201)], Array(33).fill('egg')], [null, MISSING, [], [''], Array(32).fill('egg')]],
  '/notes': [[5, long(501)], [null, '', long(500)]],
  '/lines': [[MISSING, null, 'burger', {}, [], [5], [null], lines(201)], [lines(1), lines(200)]],
  [`${L}/id`]: [[MISSING, null, '', 1, 'a/b', long(65)], [long(64)]],
  [`${L}/item`]: [[5, long(201)], [null, '', long(200)]],
  [`${L}/name`]: [[MISSING, null, '', 5, long(201)], [long(200)]],
  [`${L}/category`]: [[5, long(201)], [null, '']],
  [`${L}/quantity`]: [[MISSING, null, 0, -1, 1.5, '1', 1000, 1e18], [1, 999]],
  [`${L}/course`]: [[-1, 100, '1', 0.5], [null, MISSING, 0, 99]],
  [`${L}/seat`]: [[-1, 1000, 'a'], [null, MISSING, 0, 999]],
  [`${L}/prep_s`]: [[-1, 86_401, '60'], [null, MISSING, 0, 86_400]],
  [`${L}/station`]: [['', 5, 'a b'], [null, MISSING, 'drink']],
  [`${L}/notes`]: [[5, long(501)], [null, '', long(500)]],
  [`${L}/modifiers`]: [['no onion', {}, ['onion'], [{}], [{ kind: 'extra' }], Array(65).fill({ name: 'x' })], [null, MISSING, [], Array(64).fill({ name: 'x' })]],
  [`${M}/kind`]: [['', 'with', 5], [null, MISSING, 'option', 'without', 'extra', 'substitute', 'allergy']],
  [`${M}/name`]: [[MISSING, null, '', 5, long(201)], [long(200)]],
  '/loyalty': [[], [{ points: [1, 2] }]],
};

/** Of each request: fields that are sound, and what is wrong at which field. */
const at = { order_id: 'nobody', station: 'grill' };
const PRESS = { order_id: [MISSING, null, 5, ''], station: [MISSING, null, 5], generation: ['1', 0, -1, 1_000_001], revision: ['0', -1], seen: ['all', -1, 1.5],
                age_ms: ['old', -1, 604_800_001] };
const REQUESTS = {
  'order.submit': [{ order: { ...order(), id: 'never-stored', lines: [burger({ station: 'sushi' })] } }, { order: [MISSING, null, [], 'burger'] }],
  'order.amend': [{ order: { ...order(), id: 'nobody' }, revision: 1 }, { order: [MISSING, null], revision: [MISSING, null, '1', -1, 1.5] }],
  'order.void': [{ order_id: 'nobody' }, { order_id: PRESS.order_id, lines: ['1', {}, [], [1], [null], Array(401).fill('1')] }],
  'order.fire': [{ order_id: 'nobody', course: 1 }, { order_id: PRESS.order_id, course: [MISSING, null, '1', -1, 100] }],
  'order.hold': [{ order_id: 'nobody' }, { order_id: PRESS.order_id, seen: PRESS.seen }],
  'order.release': [{ order_id: 'nobody' }, { order_id: PRESS.order_id, seen: PRESS.seen }],
  'order.priority': [{ order_id: 'nobody', priority: 'vip' }, { order_id: PRESS.order_id, priority: [MISSING, null, '', 'urgent'], seen: PRESS.seen }],
  'item.availability': [{ item: 'soup', available: true }, { item: [MISSING, null, '', 5, long(201)], available: [MISSING, null, 'yes', 0], seen: PRESS.seen }],
  'line.start': [{ ...at, line_id: '1' }, { ...PRESS, line_id: [MISSING, null, 1, ''] }],
  'line.bump': [{ ...at, line_id: '1' }, { ...PRESS, line_id: [MISSING, null, 1], done: ['all', 0, -1, 1.5, 1000] }],
  'ticket.bump': [at, PRESS],
  'ticket.recall': [at, { ...PRESS, lines: ['1', {}, [1]] }],
  'ticket.transfer': [{ ...at, to: 'drink' }, { ...PRESS, to: [MISSING, null, 5] }],
  'ticket.confirm': [{ ...at, revision: 0 }, { ...PRESS, revision: [MISSING, null, '0', -1] }],
  'station.return': [{ station: 'grill' }, { station: [MISSING, null, 5, ''] }],
};

/** The same of those who look after devices: the schema's name is admin. */
const DEVICE = { device: [MISSING, null, 5, ''] };
const ADMIN_REQUESTS = {
  'device.list': [{}, {}],
  'device.pair': [{ waiting: '9', code: '123456' }, { waiting: [MISSING, null, 5], code: [MISSING, null, 123456, '12345', 'abcdef'], role: ['chef', 5], name: [5, long(201)] }],
  'device.rename': [{ device: 'd-1', name: 'Bar' }, { ...DEVICE, name: [MISSING, null, '', 5, long(201)] }],
  'device.revoke': [{ device: 'd-1' }, DEVICE],
  'device.identify': [{ device: 'd-1' }, DEVICE],
  'device.restart': [{ device: 'd-1' }, DEVICE],
  'device.screenshot': [{ device: 'd-1', picture: 'p-1', part: 2 }, { ...DEVICE, picture: [MISSING, null, 5, 'a b', ''], part: [0, 188, '1', 1.5] }],
  'log.level': [{ level: 'info', minutes: 1 }, { level: [MISSING, null, '', 'loud', 5], minutes: [0, 721, '5', 1.5], device: [5, ''] }],
  'person.list': [{}, {}],
  'person.set': [{ person: 'ani', name: 'Ani', role: 'supervisor', pin: '48210' }, { person: [MISSING, null, 5, 'a b'], name: [5, long(201)], role: ['cashier', 5], pin: [4821, '123', '123456789', 'abcd'] }],
  'person.remove': [{ person: 'nobody' }, { person: [MISSING, null, 5] }],
  'person.identify': [{ pin: '0000' }, { pin: [MISSING, null, 1234, '12'] }],
  'person.sign_out': [{}, {}],
  'key.show': [{}, {}],
  'key.announce': [{}, {}],
  'key.change': [{ force: true }, { force: ['yes', 1] }],
};

const HELLOS = [
  [{ protocol: 1, role: 'pos' }, true], [{ protocol: 1, role: 'pos', name: null, token: null, after: null, head: null }, true],
  [{ protocol: 1, role: 'station', station: 'grill', screen: 's1', screenshots: true }, true], [{ protocol: 1, role: 'board', screenshots: 'yes' }, false], [{ protocol: 1, role: 'board' }, true], [{ protocol: 1, role: 'monitor', after: 0 }, true],
  [{ protocol: 2, role: 'pos' }, false], [{ role: 'pos' }, false], [{ protocol: 1 }, false], [{ protocol: 1, role: 'chef' }, false],
  [{ protocol: 1, role: 'station', station: 'grill' }, false], [{ protocol: 1, role: 'station', screen: 's1' }, false],
  [{ protocol: 1, role: 'station', station: null, screen: 's1' }, false], [{ protocol: 1, role: 'station', station: 'grill', screen: 'a b' }, false],
  [{ protocol: 1, role: 'pos', after: -1 }, false], [{ protocol: 1, role: 'pos', head: 5 }, false], [{ protocol: 1, role: 'pos', name: long(201) }, false],
];

const short = (value) => (value === MISSING ? 'missing' : JSON.stringify(value).slice(0, 30));

describe('schemas and the hub', () => {
  let kitchen;
  before(async () => { kitchen = await Kitchen.start({ stations: { ...STATIONS, ...EXPO, ...BOARD } }); });
  after(() => kitchen?.stop());

  for (const [place, [bad, good]] of Object.entries(ORDERS)) {
    it(`agree on ${place} of an order`, async () => {
      for (const value of [...bad, ...good]) {
        const sent = withValueAt(fullOrder(), place, value);
        const { status, text } = await kitchen.http.post('/api/v1/orders', sent);
        assert.equal(status, bad.includes(value) ? 400 : 201, `the hub on ${place} ${short(value)}: ${text}`);
        assert.equal(problemBy('order.schema.json', sent) !== undefined, bad.includes(value), `the schema on ${place} ${short(value)}`);
      }
    });
  }

  for (const [type, [sound, wrong]] of Object.entries(REQUESTS)) {
    it(`agree on ${type}`, async () => {
      const monitor = await kitchen.watcher(type.match(/submit|amend/) ? 'pos' : 'monitor');
      const judge = async (request, is_sound) => {
        const answer = await monitor.request({ type, ...request });
        const malformed = answer.type === 'error' && (['invalid_message', 'invalid_order'].includes(answer.code) || answer.path === '/lines');
        assert.equal(malformed, !is_sound, `the hub on ${JSON.stringify(request).slice(0, 200)}: ${JSON.stringify(answer)}`);
        assert.equal(problemBy('client.schema.json', { type, id: 'r1', ...request }) === undefined, is_sound, JSON.stringify(request).slice(0, 200));
      };
      await judge(sound, true);
      await judge({ ...sound, extra: { a: 1 } }, true);
      for (const [field, values] of Object.entries(wrong)) for (const value of values) await judge({ ...sound, [field]: value }, false);
      assert.notEqual(problemBy('client.schema.json', { type, ...sound }), undefined, 'without an id');
      assert.equal(problemBy('client.schema.json#/$defs/request', { type, ...sound }), undefined, 'over HTTP without an id');
      await monitor.close();
    });
  }

  for (const [type, [sound, wrong]] of Object.entries(ADMIN_REQUESTS)) {
    it(`agree on ${type}`, async () => {
      const judge = async (request, is_sound) => {
        const { text } = await kitchen.http.post('/api/v1/requests', { type, ...request });
        const answer = JSON.parse(text);
        const malformed = answer.type === 'error' && answer.code === 'invalid_message' && !/^(there is )?no /.test(answer.message);
        assert.equal(malformed, !is_sound, `the hub on ${JSON.stringify(request).slice(0, 200)}: ${text}`);
        assert.equal(problemBy('admin.schema.json#/$defs/request', { type, ...request }) === undefined, is_sound, JSON.stringify(request).slice(0, 200));
        if (!['error', 'ack'].includes(answer.type)) assert.equal(problemBy('admin.schema.json', answer), undefined);
      };
      await judge(sound, true);
      await judge({ ...sound, extra: { a: 1 } }, true);
      for (const [field, values] of Object.entries(wrong)) for (const value of values) await judge({ ...sound, [field]: value }, false);
    });
  }

  for (const [fields, is_sound] of HELLOS) {
    it(`agree on hello ${JSON.stringify(fields).slice(0, 80)}`, async () => {
      const client = await kitchen.connect();
      client.send({ type: 'hello', ...fields });
      const answer = await client.waitFor((m) => m.type === 'welcome' || m.type === 'error');
      assert.equal(answer.type, is_sound ? 'welcome' : 'error', JSON.stringify(answer));
      assert.equal(problemBy('client.schema.json', { type: 'hello', ...fields }) === undefined, is_sound);
      await client.close();
    });
  }

  it('accept everything the hub says in a busy hour', async () => {
    const pos = await kitchen.pos('busy');
    const grill = await kitchen.screen('grill');
    const [board, monitor] = [await kitchen.watcher('board'), await kitchen.watcher('monitor')];
    const press = (type, id, fields) => grill.request({ type, order_id: id, station: 'grill', ...fields });
    const sent = await submitted(pos, [burger({ quantity: 2, course: 1 }), cola(), cake({ course: 2 })], { table: '8' });
    await grill.eventsUpTo(sent.seq);
    grill.send({ type: 'shown', seq: sent.seq, drawn: [{ order_id: sent.id, revision: 0, generation: 1 }] });
    await pos.status(sent.id, 'shown', 'grill');
    const { seq, ...content } = sent;
    accepted(await pos.request({ type: 'order.amend', revision: 1, order: { ...content, allergies: ['nuts'], lines: [...content.lines, burger({ id: '9' })] } }));
    accepted(await pos.request({ type: 'order.void', order_id: sent.id, lines: ['9'] }));
    accepted(await pos.request({ type: 'item.availability', item: 'soup', available: false }));
    const held = await submitted(pos, [burger({ item: 'soup', modifiers: [{ name: 'salt' }] })], { promised_at: iso(3_600_000) });
    accepted(await press('line.start', sent.id, { line_id: '1' }));
    accepted(await press('line.bump', sent.id, { line_id: '1', done: 1 }));
    await judgeHttp(kitchen.http, [sent.id, held.id]);
    accepted(await press('ticket.bump', sent.id));
    accepted(await press('ticket.recall', sent.id));
    accepted(await press('ticket.transfer', sent.id, { to: 'dessert' }));
    accepted(await pos.request({ type: 'order.fire', order_id: sent.id, course: 2 }));
    accepted(await press('ticket.bump', sent.id, { station: 'expo' }));
    accepted(await press('ticket.recall', sent.id, { station: 'expo' }));
    accepted(await pos.request({ type: 'order.void', order_id: held.id }));
    await pos.request({ type: 'order.amend', revision: 9, order: content });
    await pos.request({ type: 'order.submit', order: { ...content, number: '1' } });
    await judgeHttp(kitchen.http, [sent.id, held.id, 'nobody']);
    const late = await kitchen.pos('busy');
    await kitchen.screen('drink');
    assert.ok(late.statuses().length > 0);
    const states = new Set(pos.statuses().map(({ state }) => state));
    for (const state of ['accepted', 'shown', 'started', 'ready', 'recalled', 'served', 'voided']) assert.ok(states.has(state), state);
    assert.ok(board.statuses().length > 0 && monitor.events().length > 0);
  });

  it('accept everything the hub has said in this file', () => {
    const said = kitchen.clients.flatMap((client) => client.log);
    const types = new Set(said.map((message) => message.type));
    types.delete('figures');  // which a hub tells when it has counted them
    assert.deepEqual([...types].sort(), ['ack', 'error', 'events', 'item.availability', 'live', 'order.status', 'snapshot', 'welcome']);
    for (const message of said) assert.equal(problemOfHubMessage(message), undefined);
  });

  it('are no rubber stamps: what the hub never says they refuse', () => {
    const status = { type: 'order.status', seq: 9, order_id: 'o', state: 'ready', at: iso() };
    assert.equal(problemOfHubMessage(status), undefined);
    for (const fields of [{ state: 'burnt' }, { state: 'shown' }, { state: 'accepted', station: 'grill' }, { lines: ['1'] }, { at: 'now' }, { seq: -1 }, { seq: undefined }]) {
      assert.notEqual(problemOfHubMessage(JSON.parse(JSON.stringify({ ...status, ...fields }))), undefined, JSON.stringify(fields));
    }
    const error = { type: 'error', code: 'stale_revision', message: 'x' };
    assert.notEqual(problemOfHubMessage(error), undefined, 'stale_revision without the revision');
    assert.notEqual(problemOfHubMessage({ ...error, code: 'oops' }), undefined);
    assert.notEqual(problemOfHubMessage({ type: 'ack', re: newId(), seq: 1 }), undefined);
  });
});

async function judgeHttp(http, order_ids) {
  const judge = async (path, schema) => assert.equal(problemBy(schema, (await http.get(path)).body), undefined, path);
  await judge('/healthz', 'http.schema.json#/$defs/health');
  await judge('/api/v1/stations', 'http.schema.json#/$defs/stations');
  for (const station of ['grill', 'drink', 'dessert']) await judge(`/api/v1/stations/${station}/board`, 'http.schema.json#/$defs/board');
  for (const station of ['expo', 'board']) {
    const { body } = await http.get(`/api/v1/stations/${station}/board`);
    for (const ticket of body.tickets) assert.equal(problemBy('http.schema.json#/$defs/pass', ticket), undefined);
  }
  for (const id of order_ids) await judge(`/api/v1/orders/${id}`, `http.schema.json#/$defs/${id === 'nobody' ? 'answer' : 'order'}`);
}
