// Transport: the handshake, frames, limits, and what a broken client meets.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { Client, deadline, eventually } from './support/client.mjs';
import { rawConnect } from './support/http.mjs';
import { Kitchen } from './support/kitchen.mjs';
import { burger, order } from './support/orders.mjs';
import { accepted, refused } from './support/check.mjs';

const MESSAGE_BYTES_MAX = 65536;
const upgrade = (path, port, extra = '') =>
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`
  + `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n${extra}\r\n`;

describe('transport', { concurrency: true }, () => {
  let kitchen;
  before(async () => { kitchen = await Kitchen.start(); });
  after(() => kitchen?.stop());

  const anError = (client, from = 0) => client.waitFor((m) => m.type === 'error', { from });
  const submit = (client) => client.request({ type: 'order.submit', order: order() });
  /** A message padded by an unknown field to exactly that many bytes. */
  const padded = (message, bytes) => {
    const empty = JSON.stringify({ ...message, padding: '' });
    return JSON.stringify({ ...message, padding: 'x'.repeat(bytes - empty.length) });
  };

  it('answers with the subprotocol brigade.v1, also among others', async () => {
    const client = await kitchen.connect();
    assert.equal(client.socket.protocol, 'brigade.v1');
    const raw = await rawConnect(kitchen.port);
    raw.socket.write(upgrade('/v1', kitchen.port, 'Sec-WebSocket-Protocol: brigade.v9, brigade.v1\r\n'));
    await eventually(() => raw.received.includes('\r\n\r\n'), 'the handshake\'s answer');
    assert.match(raw.received, /^HTTP\/1\.1 101 /);
    assert.match(raw.received, /sec-websocket-protocol: brigade\.v1\r\n/i);
    raw.socket.destroy();
  });

  it('accepts a WebSocket without a subprotocol', async () => {
    const client = await kitchen.connect({ subprotocol: null });
    assert.equal(client.socket.protocol, '');
    assert.equal((await client.hello('pos', { name: 'bare' })).type, 'live');
  });

  it('never agrees to compression', async () => {
    const client = await kitchen.connect({ perMessageDeflate: true });
    assert.equal(client.socket.extensions, '');
    assert.equal((await client.hello('pos', { name: 'squeezed' })).type, 'live');
  });

  it('refuses a WebSocket on another path', async () => {
    await assert.rejects(Client.connect(kitchen.url.replace('/v1', '/v2')), (error) => error.status >= 400 && error.status < 500);
  });

  it('answers a handshake with a foreign Origin with 403', async () => {
    await assert.rejects(Client.connect(kitchen.url, { origin: 'http://evil.example' }), { status: 403 });
  });

  it('accepts a handshake whose Origin is the hub itself', async () => {
    const client = await kitchen.connect({ origin: `http://127.0.0.1:${kitchen.port}` });
    assert.equal((await client.hello('pos', { name: 'browser' })).type, 'live');
  });

  it('keeps the connection after an unknown type, and names the request in the error', async () => {
    const pos = await kitchen.pos('unknown-type');
    refused(await pos.request({ type: 'order.teleport' }), 'invalid_message');
    accepted(await submit(pos));
  });

  it('leaves `re` out of the error where no id could be read', async () => {
    const pos = await kitchen.pos('no-id');
    pos.send({ type: 'order.teleport' });
    assert.equal('re' in await anError(pos), false);
    accepted(await submit(pos));
  });

  it('answers a request without an id with invalid_message at /id', async () => {
    const pos = await kitchen.pos('request-without-id');
    pos.send({ type: 'order.submit', order: order() });
    refused(await anError(pos), 'invalid_message', '/id');
  });

  for (const [name, id] of [['a number', 7], ['empty', ''], ['of 65 characters', 'i'.repeat(65)], ['with a space', 'a b'], ['null', null]]) {
    it(`answers a request whose id is ${name} with invalid_message at /id`, async () => {
      const pos = await kitchen.pos('bad-request-id');
      pos.send({ type: 'order.submit', id, order: order() });
      refused(await anError(pos), 'invalid_message', '/id');
      accepted(await submit(pos));
    });
  }

  for (const [name, text] of [['no type', '{"id":"x1"}'], ['a type that is no string', '{"type":5,"id":"x1"}'],
                              ['an array instead of an object', '[1,2]'], ['a bare string', '"hello"'], ['null', 'null']]) {
    it(`answers ${name} with invalid_message`, async () => {
      const pos = await kitchen.pos('odd-shape');
      pos.sendText(text);
      refused(await anError(pos), 'invalid_message');
    });
  }

  for (const [name, text] of [['cut off', '{"type":"order.submit","id":"c1"'], ['empty', ''], ['followed by more', '{"type":"x","id":"a"} {}'],
                              ['with NaN', '{"type":"x","id":"a","n":NaN}'], ['with single quotes', "{'type':'x'}"],
                              ['with a trailing comma', '{"type":"x","id":"a",}'], ['with a raw control character', '{"type":"x","id":"a\u0001"}']]) {
    it(`answers bad JSON (${name}) with an error and close 1007`, async () => {
      const pos = await kitchen.pos('bad-json');
      pos.sendText(text);
      refused(await anError(pos), 'invalid_message');
      assert.equal((await pos.awaitClose()).code, 1007);
    });
  }

  it('closes bad UTF-8 with 1007', async () => {
    const pos = await kitchen.pos('bad-utf8');
    pos.socket.send(Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]), { binary: false });
    assert.equal((await pos.awaitClose()).code, 1007);
  });

  it('answers a binary frame with an error and close 1008', async () => {
    const pos = await kitchen.pos('binary');
    pos.socket.send(Buffer.from('{"type":"order.submit","id":"c1"}'));
    refused(await anError(pos), 'invalid_message');
    assert.equal((await pos.awaitClose()).code, 1008);
  });

  it('answers anything before hello with an error and close 1008', async () => {
    for (const message of [{ type: 'order.submit', id: 'c1', order: order() }, { type: 'order.teleport', id: 'c1' }, { type: 'shown', seq: 1, drawn: [] }]) {
      const client = await kitchen.connect();
      client.send(message);
      await anError(client);
      assert.equal((await client.awaitClose()).code, 1008);
    }
  });

  it('stores nothing of an order sent before hello', async () => {
    const client = await kitchen.connect();
    const early = order();
    client.send({ type: 'order.submit', id: 'c1', order: early });
    assert.equal((await anError(client)).re, 'c1');
    await client.awaitClose();
    assert.equal((await kitchen.http.get(`/api/v1/orders/${early.id}`)).status, 404);
  });

  it('answers a binary frame before hello with close 1008', async () => {
    const client = await kitchen.connect();
    client.socket.send(Buffer.from([1, 2, 3]));
    assert.equal((await client.awaitClose()).code, 1008);
  });

  it('answers bad JSON before hello with an error and a close', async () => {
    const client = await kitchen.connect();
    client.sendText('{"type":"hello"');
    await anError(client);
    assert.ok([1007, 1008].includes((await client.awaitClose()).code));
  });

  it('takes a message of exactly 65536 bytes', async () => {
    const pos = await kitchen.pos('brimful');
    const full = order();
    pos.sendText(padded({ type: 'order.submit', id: 'full', order: full }, MESSAGE_BYTES_MAX));
    accepted(await pos.waitFor((m) => m.re === 'full'));
  });

  it('closes a message of 65537 bytes with 1009', async () => {
    const pos = await kitchen.pos('oversize');
    const big = order();
    pos.sendText(padded({ type: 'order.submit', id: 'big', order: big }, MESSAGE_BYTES_MAX + 1));
    assert.equal((await pos.awaitClose()).code, 1009);
    assert.equal((await kitchen.http.get(`/api/v1/orders/${big.id}`)).status, 404);
  });

  it('closes a message that grows too large in fragments with 1009', async () => {
    const pos = await kitchen.pos('oversize-in-pieces');
    pos.socket.send(`{"type":"x","padding":"${'x'.repeat(40_000)}`, { fin: false });
    pos.socket.send('x'.repeat(40_000), { fin: false });
    assert.equal((await pos.awaitClose()).code, 1009);
  });

  it('joins a message that comes in fragments', async () => {
    const pos = await kitchen.pos('in-pieces');
    const text = JSON.stringify({ type: 'order.submit', id: 'pieces', order: order([burger({ name: 'Bürger 漢堡' })]) });
    const bytes = Buffer.from(text);
    const middle = bytes.indexOf(0xbc);
    pos.socket.send(bytes.subarray(0, middle), { fin: false, binary: false });
    pos.socket.send(bytes.subarray(middle), { fin: true, binary: false });
    accepted(await pos.waitFor((m) => m.re === 'pieces'));
  });

  it('answers fifty requests sent at once with one answer each', async () => {
    const pos = await kitchen.pos('at-once');
    const answers = await Promise.all(Array.from({ length: 50 }, () => submit(pos)));
    assert.equal(new Set(answers.map((answer) => accepted(answer).seq)).size, 50);
  });

  it('answers a client\'s ping with a pong', async () => {
    const client = await kitchen.connect();
    const pong = new Promise((resolve) => client.socket.once('pong', (data) => resolve(data.toString())));
    client.socket.ping('are you there');
    assert.equal(await deadline(pong, 'the pong'), 'are you there');
  });

  it('pings so often that a client never hears nothing for 4.5 s', async () => {
    const pos = await kitchen.pos('listening');
    let last = Date.now();
    let gap_ms_max = 0;
    const three_pings = new Promise((resolve) => {
      let pings = 0;
      pos.socket.on('ping', () => {
        gap_ms_max = Math.max(gap_ms_max, Date.now() - last);
        last = Date.now();
        if ((pings += 1) === 3) resolve();
      });
    });
    await deadline(three_pings, 'three pings', 15_000);
    assert.ok(gap_ms_max < 4500, `nothing heard for ${gap_ms_max} ms`);
  });

  it('drops a peer that has been silent for 15 s, and not much sooner', async () => {
    const client = await kitchen.connect({ autoPong: false });
    await client.hello('pos', { name: 'silent' });
    const start = Date.now();
    await client.awaitClose(25_000);
    assert.ok(Date.now() - start > 12_000, `dropped after ${Date.now() - start} ms`);
  });

  it('closes a connection that never finishes its handshake', async () => {
    const raw = await rawConnect(kitchen.port);
    raw.socket.write('GET /v1 HTTP/1.1\r\nHost: x\r\n');
    await raw.awaitEnd(15_000);
  });

  it('survives bytes that are no HTTP at all', async () => {
    const raw = await rawConnect(kitchen.port);
    raw.socket.end(Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x0d, 0x0a, 0x0d, 0x0a]));
    await raw.awaitEnd(15_000);
    assert.equal((await kitchen.http.get('/healthz')).status, 200);
  });

  it('closes an unmasked client frame', async () => {
    const raw = await rawConnect(kitchen.port);
    raw.socket.write(upgrade('/v1', kitchen.port, 'Sec-WebSocket-Protocol: brigade.v1\r\n'));
    await eventually(() => raw.received.includes('\r\n\r\n'), 'the handshake\'s answer');
    raw.socket.write(Buffer.concat([Buffer.from([0x81, 0x02]), Buffer.from('{}')]));
    await raw.awaitEnd(15_000);
  });
});
