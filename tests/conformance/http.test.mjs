// HTTP on the same port: health, metrics, orders in, requests, and the reads.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { BOARD, EXPO, Kitchen, STATIONS } from './support/kitchen.mjs';
import { rawConnect } from './support/http.mjs';
import { eventually } from './support/client.mjs';
import { burger, cola, fullOrder, keysReversed, newId, order } from './support/orders.mjs';
import { accepted, duplicate, refused, ticketsOf } from './support/check.mjs';

describe('HTTP', () => {
  let kitchen;
  let http;
  before(async () => {
    kitchen = await Kitchen.start({ stations: { ...STATIONS, ...EXPO, ...BOARD } });
    http = kitchen.http;
  });
  after(() => kitchen?.stop());

  const postOrder = (sent) => http.post('/api/v1/orders', sent, { 'X-Brigade-Name': 'webshop' });
  const postRequest = (message) => http.post('/api/v1/requests', message, { 'X-Brigade-Name': 'webshop' });
  const stored = async (sent = order()) => {
    assert.equal((await postOrder(sent)).status, 201);
    return sent;
  };

  it('says ok and the seq at /healthz once it serves', async () => {
    const { status, body } = await http.get('/healthz');
    assert.equal(status, 200);
    assert.equal(body.status, 'ok');
    assert.ok(Number.isInteger(body.seq));
  });

  it('gives metrics as Prometheus text with the prefix brigade_', async () => {
    const { status, headers, text } = await http.get('/metrics');
    assert.equal(status, 200);
    assert.match(headers['content-type'], /^text\/plain/);
    assert.deepEqual([headers['cache-control'], headers['x-content-type-options']], ['no-store', 'nosniff']);
    const samples = text.split('\n').filter((line) => line && !line.startsWith('#'));
    assert.ok(samples.length > 0);
    for (const sample of samples) assert.match(sample, /^brigade_[a-z0-9_:]+(\{[^}]*\})? [-+0-9.eInfNa]+( \d+)?$/);
    assert.ok(text.endsWith('\n'));
  });

  it('answers JSON as application/json', async () => {
    for (const path of ['/healthz', '/api/v1/stations', `/api/v1/orders/${(await stored()).id}`]) {
      assert.match((await http.get(path)).headers['content-type'], /^application\/json/, path);
    }
  });

  // POST /api/v1/orders
  it('takes an order with 201 and the ack', async () => {
    const { status, body } = await postOrder(order([burger(), cola()]));
    assert.equal(status, 201);
    accepted(body, { revision: 0, unavailable: [] });
    assert.deepEqual(ticketsOf(body), { grill: ['1'], drink: ['2'] });
  });

  it('takes an order without a name or a Content-Type', async () => {
    assert.equal((await http.call('POST', '/api/v1/orders', { body: JSON.stringify(order()), headers: { 'Content-Type': 'text/plain' } })).status, 201);
    assert.equal((await http.post('/api/v1/orders', fullOrder())).status, 201);
  });

  it('answers the same order again with 200 and a duplicate', async () => {
    const sent = fullOrder();
    const first = await postOrder(sent);
    const { status, body } = await postOrder(keysReversed(sent));
    assert.equal(status, 200);
    duplicate(body, { seq: first.body.seq });
  });

  it('answers the same order sent over WebSocket before with 200', async () => {
    const sent = order();
    accepted(await (await kitchen.pos()).request({ type: 'order.submit', order: sent }));
    assert.equal((await postOrder(sent)).status, 200);
  });

  it('answers another order with a known id with 409', async () => {
    const sent = await stored();
    const { status, body } = await postOrder({ ...sent, number: '43' });
    assert.equal(status, 409);
    refused(body, 'conflict');
  });

  it('answers a bad order with 400 and the path from the order', async () => {
    const { status, body } = await postOrder(order([burger({ quantity: 0 })]));
    assert.equal(status, 400);
    refused(body, 'invalid_order', '/lines/0/quantity');
  });

  it('answers a station the kitchen does not have with 400', async () => {
    const { status, body } = await postOrder(order([burger({ station: 'sushi' })]));
    assert.equal(status, 400);
    refused(body, 'unknown_station', '/lines/0/station');
  });

  for (const [name, text] of [['bad JSON', '{"id":'], ['no body', ''], ['an array', '[]'], ['null', 'null'], ['text after the order', `${JSON.stringify(order())}x`]]) {
    it(`answers ${name} with 400`, async () => {
      for (const path of ['/api/v1/orders', '/api/v1/requests']) {
        const { status, body } = await http.post(path, text);
        assert.equal(status, 400, path);
        refused(body, ['invalid_message', 'invalid_order']);
      }
    });
  }

  it('answers bad UTF-8 with 400', async () => {
    const { id, ...rest } = order();
    const [head, tail] = JSON.stringify({ id, guest: '@', ...rest }).split('@');
    const body = Buffer.concat([Buffer.from(head), Buffer.from([0xc3, 0x28]), Buffer.from(tail)]);
    const raw = await rawConnect(kitchen.port);
    raw.socket.write(`POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`);
    raw.socket.write(body);
    await eventually(() => raw.received.startsWith('HTTP/1.1 400'), '400');
    raw.socket.destroy();
    assert.equal((await http.get(`/api/v1/orders/${id}`)).status, 404);
  });

  it('answers an order larger than 64 KiB with 413', async () => {
    const { status } = await postOrder(order([burger()], { padding: 'x'.repeat(65_536) }));
    assert.equal(status, 413);
  });

  it('answers a declared length beyond all bounds with 413 or a close, without waiting for it', async () => {
    const raw = await rawConnect(kitchen.port);
    raw.socket.write('POST /api/v1/orders HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n{');
    await Promise.race([raw.awaitEnd(), eventually(() => raw.received.includes('HTTP/1.1 413'), '413')]);
    raw.socket.destroy();
  });

  // POST /api/v1/requests
  it('takes a submit as a request, answered as an order is, with `re` and paths from the message', async () => {
    const sent = order();
    const first = await postRequest({ type: 'order.submit', id: 'h1', order: sent });
    assert.equal(first.status, 201);
    accepted(first.body, { re: 'h1', revision: 0 });
    assert.equal((await postRequest({ type: 'order.submit', id: 'h2', order: sent })).status, 200);
    assert.equal((await postRequest({ type: 'order.submit', id: 'h3', order: { ...sent, table: '5' } })).status, 409);
    const bad = await postRequest({ type: 'order.submit', id: 'h4', order: { ...sent, lines: [] } });
    assert.equal(bad.status, 400);
    refused(bad.body, 'invalid_order', '/order/lines');
    assert.equal(bad.body.re, 'h4');
  });

  it('takes every message of the table', async () => {
    const sent = await stored(order([burger({ course: 1 }), burger({ id: '2', course: 1 }), cola({ id: '3', course: 2 })]));
    const { id } = sent;
    const grill = { order_id: id, station: 'grill' };
    for (const message of [
      { type: 'order.priority', order_id: id, priority: 'vip' }, { type: 'order.hold', order_id: id }, { type: 'order.release', order_id: id },
      { type: 'order.fire', order_id: id, course: 2 }, { type: 'item.availability', item: `dish-${newId()}`, available: false },
      { type: 'line.start', ...grill, line_id: '1' }, { type: 'line.bump', ...grill, line_id: '1' }, { type: 'ticket.bump', ...grill },
      { type: 'ticket.recall', ...grill }, { type: 'ticket.transfer', ...grill, to: 'dessert' },
      { type: 'order.amend', revision: 1, order: { ...sent, notes: 'x', lines: [...sent.lines, burger({ id: '9' })] } },
      { type: 'ticket.confirm', ...grill, revision: 1 }, { type: 'order.void', order_id: id },
    ]) {
      const { status, body, text } = await postRequest({ id: newId(), ...message });
      assert.ok([200, 201].includes(status), `${message.type}: ${status} ${text}`);
      accepted(body);
    }
  });

  it('answers a refused request with a 4xx and the error', async () => {
    for (const [message, code] of [[{ type: 'order.void', order_id: newId() }, 'unknown_order'], [{ type: 'order.teleport' }, 'invalid_message'],
                                   [{ type: 'order.fire', order_id: (await stored()).id, course: 9 }, 'not_allowed']]) {
      const { status, body } = await postRequest({ id: 'h1', ...message });
      assert.ok(status >= 400 && status < 500, `${code}: ${status}`);
      refused(body, code);
    }
  });

  it('has an order durable that was answered, also after a kill', async () => {
    const own = await Kitchen.start();
    try {
      const sent = order();
      assert.equal((await own.http.post('/api/v1/orders', sent)).status, 201);
      await own.restart();
      assert.equal((await own.http.order(sent.id)).state, 'open');
      assert.equal((await own.http.post('/api/v1/orders', sent)).status, 200);
    } finally {
      await own.stop();
    }
  });

  // Reads
  it('gives an order with its revision, state and tickets', async () => {
    const sent = await stored(order([burger(), cola()]));
    const { status, body } = await http.get(`/api/v1/orders/${sent.id}`);
    assert.equal(status, 200);
    assert.deepEqual(Object.keys(body).sort(), ['order', 'revision', 'state', 'tickets']);
    assert.equal(body.order.id, sent.id);
    assert.equal(body.revision, 0);
    assert.equal(body.state, 'open');
    assert.deepEqual(body.tickets.map((ticket) => ticket.station).sort(), ['drink', 'grill']);
  });

  it('finds an order whose id a client has percent-encoded', async () => {
    const sent = await stored(order([burger()], { id: `till:7:${newId()}` }));
    assert.equal((await http.get(`/api/v1/orders/${sent.id}`)).status, 200);
    assert.equal((await http.get(`/api/v1/orders/${encodeURIComponent(sent.id)}`)).status, 200);
  });

  it('lists the stations with their kinds', async () => {
    const { status, body } = await http.get('/api/v1/stations');
    assert.equal(status, 200);
    const listed = Object.fromEntries(body.stations.map(({ id, name, kind }) => [id, [name, kind]]));
    assert.deepEqual(listed, { grill: ['Grill', 'prep'], drink: ['Drinks', 'prep'], dessert: ['Desserts', 'prep'], expo: ['Expo', 'expo'], board: ['Pickup', 'board'] });
  });

  it('gives a station\'s board with its seq and open tickets', async () => {
    const sent = await stored();
    const { status, body } = await http.get('/api/v1/stations/grill/board');
    assert.equal(status, 200);
    assert.equal(body.station, 'grill');
    assert.ok(Number.isInteger(body.seq));
    assert.ok(body.tickets.some((ticket) => ticket.order_id === sent.id));
    assert.ok(body.tickets.every((ticket) => ticket.station === 'grill' && ['open', 'void'].includes(ticket.state)));
  });

  it('gives all boards of one moment, each as it stands alone', async () => {
    const sent = await stored();
    const { status, body } = await http.get('/api/v1/boards');
    assert.equal(status, 200);
    assert.deepEqual(body.boards.map(({ tickets, ...station }) => station), (await http.get('/api/v1/stations')).body.stations);
    for (const { id, tickets } of body.boards) {
      const alone = (await http.get(`/api/v1/stations/${id}/board`)).body;
      assert.deepEqual(tickets.map(({ order_id, state }) => [order_id, state]), alone.tickets.map(({ order_id, state }) => [order_id, state]), id);
      assert.equal(body.seq, alone.seq);
    }
    assert.ok(body.boards.find(({ id }) => id === 'grill').tickets.some(({ order_id }) => order_id === sent.id));
  });

  it('gives the expo\'s board too', async () => {
    const { status, body } = await http.get('/api/v1/stations/expo/board');
    assert.equal(status, 200);
    assert.equal(body.station, 'expo');
    assert.ok(Array.isArray(body.tickets));
  });

  for (const path of [`/api/v1/orders/${newId()}`, '/api/v1/stations/sushi/board', '/api/v1/nothing', '/api/v2/stations', '/..%2f..%2fetc/passwd']) {
    it(`answers ${path.replace(/[0-9a-f-]{36}/, '{an unknown id}')} with 404`, async () => {
      assert.equal((await http.get(path)).status, 404);
    });
  }

  it('does not take a GET for a POST, nor the other way round', async () => {
    for (const [method, path] of [['GET', '/api/v1/requests'], ['POST', '/api/v1/stations'], ['DELETE', '/healthz']]) {
      const { status } = await http.call(method, path, method === 'POST' ? { body: '{}' } : {});
      assert.ok(status === 404 || status === 405, `${method} ${path}: ${status}`);
    }
  });

  it('says Connection: close, or really keeps the connection', async () => {
    const raw = await rawConnect(kitchen.port);
    raw.socket.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await eventually(() => raw.received.includes('"ok"'), 'the first answer');
    if (/^connection: close\r$/im.test(raw.received)) return void await raw.awaitEnd();
    raw.socket.write('GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
    await eventually(() => raw.received.split('"ok"').length === 3, 'the second answer');
    raw.socket.destroy();
  });
});
