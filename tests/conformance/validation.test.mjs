// Validation: every field of an order, each bad value with its code and its path, over WebSocket and HTTP alike.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { Kitchen } from './support/kitchen.mjs';
import { burger, fullOrder, newId, order, withValueAt } from './support/orders.mjs';
import { accepted, duplicate, refused } from './support/check.mjs';

const MISSING = undefined;
const long = (count) => 'x'.repeat(count);
const lines = (count) => Array.from({ length: count }, (_, n) => burger({ id: `l${n}` }));
const L = '/lines/0';
const M = '/lines/0/modifiers/0';

/** [path of the value in the order, what is wrong, the value, path of the error where it differs] */
const BAD = [
  ...['/id', '/number', '/placed_at', '/lines', `${L}/id`, `${L}/name`, `${L}/quantity`, `${M}/name`].flatMap((path) => [
    [path, 'missing', MISSING], [path, 'null', null], [path, 'an object', {}], [path, 'true', true]]),
  ...['/service', '/channel', '/reference', '/table', '/guest', '/server', '/priority', '/notes', '/promised_at',
      `${L}/item`, `${L}/category`, `${L}/station`, `${L}/notes`, `${M}/kind`].flatMap((path) => [
    [path, 'a number', 5], [path, 'an array', ['x']], [path, 'an object', {}], [path, 'false', false]]),
  ...['/number', '/channel', '/reference', '/table', '/guest', '/server', `${L}/name`, `${L}/category`, `${M}/name`].map((path) =>
    [path, '201 characters long', long(201)]),
  ...['/notes', `${L}/notes`].map((path) => [path, '501 characters long', long(501)]),
  ...['/id', `${L}/id`].flatMap((path) => [
    [path, 'empty', ''], [path, '65 characters long', long(65)], [path, 'with a space', 'a b'], [path, 'with a slash', 'a/b'],
    [path, 'with an umlaut', 'ä'], [path, 'a number', 1]]),
  ...['/covers', `${L}/quantity`, `${L}/course`, `${L}/seat`, `${L}/prep_s`].flatMap((path) => [
    [path, 'negative', -1], [path, 'a fraction', 1.5], [path, 'a string', '1'], [path, 'an array', [1]], [path, 'huge', 1e18]]),
  [`${L}/quantity`, 'zero', 0], [`${L}/quantity`, '1000', 1000], [`${L}/course`, '100', 100],
  ['/service', 'unknown', 'room_service'], ['/service', 'empty', ''], ['/priority', 'unknown', 'urgent'], [`${M}/kind`, 'unknown', 'with'],
  ...['/placed_at', '/promised_at'].flatMap((path) => [
    [path, 'no time', 'yesterday'], [path, 'empty', ''], [path, 'a day that is not', '2026-02-30T12:00:00.000Z'],
    [path, 'a month that is not', '2026-13-01T12:00:00.000Z'], [path, 'an hour that is not', '2026-11-20T25:00:00.000Z'],
    [path, 'a date alone', '2026-11-20'], [path, 'followed by more', '2026-11-20T12:03:07.120Zulu']]),
  ['/placed_at', 'a number of seconds', 1_700_000_000],
  ['/allergies', 'a string', 'peanut'], ['/allergies', 'an object', {}], ['/allergies', 'of numbers', ['egg', 5], '/allergies/1'],
  ['/allergies', 'with null inside', [null], '/allergies/0'], ['/allergies', 'with 201 characters', [long(201)], '/allergies/0'],
  ['/lines', 'empty', []], ['/lines', '201 long', lines(201)], ['/lines', 'a string', 'burger'],
  ['/lines', 'of numbers', [5], '/lines/0'], ['/lines', 'with null inside', [burger(), null], '/lines/1'],
  ['/lines', 'with equal ids', [burger(), burger({ id: '7' }), burger()], '/lines/2/id'],
  ['/lines', 'bad in the second', [burger(), burger({ id: '2', quantity: 0 })], '/lines/1/quantity'],
  [`${L}/modifiers`, 'a string', 'no onion'], [`${L}/modifiers`, 'an object', {}], [`${L}/modifiers`, 'of strings', ['onion'], `${L}/modifiers/0`],
  [`${L}/modifiers`, 'bad in the second', [{ name: 'onion' }, { kind: 'extra' }], `${L}/modifiers/1/name`],
];

const GOOD = [
  ['/id', '64 characters of every kind', `Az09._:-${newId()}${long(20)}`], ['/id', 'UUIDv7 or not', `order:${newId()}`],
  [`${L}/id`, 'one character', 'x'], [`${L}/id`, 'of dots and colons', '..::'],
  ...['/guest', `${L}/name`, `${M}/name`].flatMap((path) => [
    [path, '200 letters', long(200)], [path, '200 letters of two bytes', 'é'.repeat(200)], [path, '200 emoji', '🍔'.repeat(200)]]),
  ['/notes', '500 letters', long(500)], [`${L}/notes`, '500 letters of three bytes', '漢'.repeat(500)],
  [`${L}/quantity`, '1', 1], [`${L}/quantity`, '999', 999], [`${L}/course`, '0', 0], [`${L}/course`, '99', 99],
  ['/lines', 'one', lines(1)], ['/lines', 'two hundred', lines(200)],
  ['/allergies', 'empty', []], [`${L}/modifiers`, 'empty', []], ['/channel', 'never heard of', 'carrier-pigeon'],
  ...['takeaway', 'delivery', 'drive_thru', 'self_order', 'dine_in'].map((service) => ['/service', service, service]),
  ...['rush', 'vip', 'normal'].map((priority) => ['/priority', priority, priority]),
  ...['option', 'without', 'extra', 'substitute', 'allergy'].map((kind) => [`${M}/kind`, kind, kind]),
  ...['/service', '/channel', '/reference', '/table', '/guest', '/server', '/covers', '/priority', '/promised_at', '/allergies', '/notes',
      `${L}/item`, `${L}/category`, `${L}/course`, `${L}/seat`, `${L}/prep_s`, `${L}/station`, `${L}/notes`, `${L}/modifiers`, `${M}/kind`]
    .flatMap((path) => [[path, 'null', null], [path, 'absent', MISSING]]),
];

describe('validation of an order', () => {
  let kitchen;
  let pos;
  before(async () => {
    kitchen = await Kitchen.start();
    pos = await kitchen.pos();
  });
  after(() => kitchen?.stop());

  const submit = (sent) => pos.request({ type: 'order.submit', order: sent });

  for (const [place, wrong, value, path = place] of BAD) {
    it(`refuses ${place} ${wrong}`, async () => {
      const bad = withValueAt(fullOrder(), place, value);
      refused(await submit(bad), 'invalid_order', `/order${path}`);
      const answer = await kitchen.http.post('/api/v1/orders', bad);
      assert.equal(answer.status, 400, answer.text);
      refused(answer.body, 'invalid_order', path);
    });
  }

  for (const [place, what, value] of GOOD) {
    it(`accepts ${place} ${what}`, async () => {
      accepted(await submit(withValueAt(fullOrder(), place, value)));
    });
  }

  it('refuses an amendment as it refuses an order', async () => {
    const sent = fullOrder();
    accepted(await submit(sent));
    for (const [place, , value, path = place] of BAD.filter(([place]) => place !== '/id')) {
      refused(await pos.request({ type: 'order.amend', revision: 1, order: withValueAt(sent, place, value) }), 'invalid_order', `/order${path}`);
    }
    assert.equal((await kitchen.http.order(sent.id)).revision, 0);
  });

  it('ignores unknown fields at every level', async () => {
    const sent = fullOrder({ loyalty: { points: [1, 2] } });
    Object.assign(sent.lines[0], { colour: 'red' });
    Object.assign(sent.lines[0].modifiers[0], { plu: 7 });
    accepted(await pos.request({ type: 'order.submit', order: sent, trace: ['a', { b: null }] }));
  });

  it('stores nothing of a refused order, whose id is free afterwards', async () => {
    const sent = order();
    refused(await submit({ ...sent, number: 5 }), 'invalid_order', '/order/number');
    assert.equal((await kitchen.http.get(`/api/v1/orders/${sent.id}`)).status, 404);
    accepted(await submit(sent));
  });

  for (const [name, fields] of [['no order', {}], ['null for the order', { order: null }], ['an array for the order', { order: [] }],
                                ['a string for the order', { order: 'burger' }]]) {
    it(`refuses a submit with ${name}`, async () => {
      refused(await pos.request({ type: 'order.submit', ...fields }), ['invalid_order', 'invalid_message'], '/order');
    });
  }

  // Texts that no JSON.stringify writes. Where the text is bad JSON to the hub's reader the connection may close, with 1007.
  const raw = (json_value) => `{"type":"order.submit","id":"raw","order":{"id":"${newId()}","number":"1","placed_at":"2026-11-20T12:03:07.120Z",`
    + `"lines":[{"id":"1","name":"B","quantity":1,"notes":"n"}],${json_value}}}`;
  const HOSTILE = [
    ['a lone high surrogate', raw('"guest":"\\ud83c"')], ['a lone low surrogate', raw('"guest":"\\udf54 x"')],
    ['surrogates the wrong way round', raw('"guest":"\\udf54\\ud83c"')], ['a number too large for any double', raw('"covers":1e999')],
    ['a whole number of forty digits', raw(`"covers":${'9'.repeat(40)}`)], ['NaN', raw('"covers":NaN')], ['Infinity', raw('"covers":-Infinity')],
    ['a hexadecimal number', raw('"covers":0x10')], ['a number with a leading zero', raw('"covers":007')],
    ['ten thousand arrays inside each other', raw(`"x":${'['.repeat(10_000)}${']'.repeat(10_000)}`)],
    ['three thousand objects inside each other', raw(`"x":${'{"x":'.repeat(3_000)}1${'}'.repeat(3_000)}`)],
  ];
  for (const [name, text] of HOSTILE) {
    it(`answers ${name} with an error, stores nothing, and goes on`, async () => {
      const [, id] = text.match(/\{"id":"([^"]+)/);
      const client = await kitchen.pos('hostile');
      client.sendText(text);
      const error = refused(await client.waitFor((m) => m.type === 'error' || m.type === 'ack'), ['invalid_message', 'invalid_order']);
      if (error.code === 'invalid_message' && error.re === undefined) assert.equal((await client.awaitClose()).code, 1007);
      assert.equal((await kitchen.http.get(`/api/v1/orders/${id}`)).status, 404);
      const over_http = await kitchen.http.post('/api/v1/requests', text);
      assert.equal(over_http.status, 400, over_http.text);
      assert.equal((await kitchen.http.get('/healthz')).status, 200);
    });
  }

  it('reads escaped and plain text as the same', async () => {
    const id = newId();
    const text = (guest, request = newId()) => `{"type":"order.submit","id":"${request}","order":{"id":"${id}","number":"1","placed_at":"2026-11-20T12:03:07.120Z",`
      + `"guest":"${guest}","lines":[{"id":"1","name":"B","quantity":1}]}}`;
    pos.sendText(text('🍔 ü', 'plain'));
    accepted(await pos.waitFor((m) => m.re === 'plain'));
    pos.sendText(text('\\ud83c\\udf54 \\u00fc', 'escaped'));
    duplicate(await pos.waitFor((m) => m.re === 'escaped'));
    const later = await kitchen.http.post('/api/v1/requests', text('\\uD83C\\uDF54 ü'));
    assert.equal(later.status, 200, later.text);
    assert.equal((await kitchen.http.order(id)).order.guest, '🍔 ü');
  });
});

describe('validation of the other requests', () => {
  let kitchen;
  let pos;
  let screen;
  let sent;
  before(async () => {
    kitchen = await Kitchen.start();
    pos = await kitchen.pos();
    screen = await kitchen.screen('grill');
    sent = order([burger({ quantity: 3 })]);
    accepted(await pos.request({ type: 'order.submit', order: sent }));
  });
  after(() => kitchen?.stop());

  const line = { line_id: '1', station: 'grill' };
  const ticket = { station: 'grill' };
  /** A sound request of each type, and the fields it may not lack or mistype. */
  const REQUESTS = {
    'order.void': [{}, ['order_id']],
    'order.fire': [{ course: 1 }, ['order_id', 'course']],
    'order.hold': [{}, ['order_id']],
    'order.release': [{}, ['order_id']],
    'order.priority': [{ priority: 'rush' }, ['order_id', 'priority']],
    'item.availability': [{ item: 'soup', available: false }, ['item', 'available']],
    'line.start': [line, ['order_id', 'line_id', 'station']],
    'line.bump': [line, ['order_id', 'line_id', 'station']],
    'ticket.bump': [ticket, ['order_id', 'station']],
    'ticket.recall': [ticket, ['order_id', 'station']],
    'ticket.transfer': [{ ...ticket, to: 'drink' }, ['order_id', 'station', 'to']],
    'ticket.confirm': [{ ...ticket, revision: 0 }, ['order_id', 'station', 'revision']],
  };
  for (const [type, [fields, required]] of Object.entries(REQUESTS)) {
    for (const field of required) {
      it(`refuses ${type} without ${field} or with a wrong one, at /${field}`, async () => {
        for (const value of [undefined, null, {}, field === 'course' || field === 'revision' ? '1' : 1]) {
          const request = { order_id: sent.id, ...fields, type, [field]: value };
          refused(await screen.request(request), 'invalid_message', `/${field}`);
        }
      });
    }
  }

  it('refuses an amend without a revision or with a wrong one, at /revision', async () => {
    for (const revision of [undefined, null, '1', 1.5, -1]) {
      refused(await pos.request({ type: 'order.amend', order: sent, revision }), 'invalid_message', '/revision');
    }
  });

  it('refuses a priority that is none, at /priority', async () => {
    refused(await pos.request({ type: 'order.priority', order_id: sent.id, priority: 'urgent' }), 'invalid_message', '/priority');
  });

  for (const [type, fields, path] of [
    ['order.void', { lines: '1' }, '/lines'], ['order.void', { lines: [1] }, '/lines/0'], ['ticket.recall', { ...ticket, lines: {} }, '/lines'],
    ['line.bump', { ...line, done: 'all' }, '/done'], ['line.bump', { ...line, done: -1 }, '/done'], ['line.bump', { ...line, done: 1.5 }, '/done'],
    ['ticket.bump', { ...ticket, generation: 'new' }, '/generation'], ['ticket.bump', { ...ticket, revision: '0' }, '/revision'],
    ['ticket.bump', { ...ticket, seen: 'all' }, '/seen'], ['ticket.bump', { ...ticket, age_ms: 'old' }, '/age_ms'],
    ['ticket.bump', { ...ticket, age_ms: -5 }, '/age_ms'], ['order.hold', { seen: [] }, '/seen'],
  ]) {
    it(`refuses ${type} with ${JSON.stringify(fields)} at ${path}`, async () => {
      refused(await screen.request({ type, order_id: sent.id, ...fields }), 'invalid_message', path);
    });
  }

  for (const [type, [fields]] of Object.entries(REQUESTS).filter(([type]) => type !== 'item.availability')) {
    it(`refuses ${type} of an order nobody submitted with unknown_order`, async () => {
      refused(await screen.request({ type, ...fields, order_id: newId() }), 'unknown_order', '/order_id');
    });
  }

  it('refuses an amend of an order nobody submitted with unknown_order', async () => {
    refused(await pos.request({ type: 'order.amend', order: order(), revision: 1 }), 'unknown_order');
  });

  for (const type of ['line.start', 'line.bump', 'ticket.bump', 'ticket.recall', 'ticket.transfer', 'ticket.confirm']) {
    it(`refuses ${type} at a station the kitchen does not have with unknown_station`, async () => {
      const [fields] = REQUESTS[type];
      refused(await screen.request({ type, order_id: sent.id, ...fields, station: 'sushi' }), 'unknown_station', '/station');
    });
  }

  for (const type of ['line.start', 'line.bump']) {
    it(`refuses ${type} of a line the order does not have with unknown_line`, async () => {
      refused(await screen.request({ type, order_id: sent.id, ...line, line_id: '99' }), 'unknown_line', '/line_id');
    });
  }

  it('names the unknown line among several', async () => {
    refused(await pos.request({ type: 'order.void', order_id: sent.id, lines: ['1', '99'] }), 'unknown_line', '/lines/1');
    refused(await screen.request({ type: 'ticket.recall', order_id: sent.id, ...ticket, lines: ['99'] }), 'unknown_line', '/lines/0');
  });

  it('takes null for an absent optional field', async () => {
    accepted(await screen.request({ type: 'line.bump', order_id: sent.id, ...line, done: 1, generation: null, revision: null, seen: null, age_ms: null }));
    accepted(await screen.request({ type: 'line.bump', order_id: sent.id, ...line, done: null }));
  });
});
