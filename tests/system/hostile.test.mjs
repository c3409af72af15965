// Whatever a hostile or broken client says: the journal does not grow, the hub's memory stays, the kitchen works.
// (What each message is answered is the conformance suite's subject.)
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { deadline } from '../conformance/support/client.mjs';
import { Kitchen } from '../conformance/support/kitchen.mjs';
import { burger, newId, order } from '../conformance/support/orders.mjs';
import { accepted } from '../conformance/support/check.mjs';
import { residentKilobytes } from './support/programs.mjs';

const ROUNDS = 40;
const GROWTH_KILOBYTES_MAX = 4 * 1024;
const submit = (order_text) => `{"type":"order.submit","id":"x","order":${order_text}}`;
const good = (fields = {}) => JSON.stringify(order([burger()], fields));
const line = (text) => submit(good().replace('"quantity":1', text));
const nested = (depth) => '['.repeat(depth) + ']'.repeat(depth);

const HOSTILE = {
  'broken JSON': () => submit(good().slice(0, -3)),
  'no JSON at all': () => 'GET / HTTP/1.1\r\n\r\n',
  'an empty message': () => '',
  'not an object': () => '[1,2,3]',
  'a quantity of NaN': () => line('"quantity":NaN'),
  'a quantity of Infinity': () => line('"quantity":1e999'),
  'a quantity of minus one': () => line('"quantity":-1'),
  'a quantity that is a text': () => line('"quantity":"1"'),
  'a quantity with a fraction': () => line('"quantity":1.5'),
  'a quantity beyond 64 bits': () => line('"quantity":18446744073709551617'),
  'lines that are an object': () => submit(good().replace(/"lines":\[.*\]/, '"lines":{"length":1}')),
  'lone surrogates': () => submit(good().replace('Classic', '\\ud800')),
  'a NUL in an id': () => submit(good({ id: 'a\u0000b' })),
  'bytes that are not UTF-8': () => Buffer.concat([Buffer.from('{"type":"order.submit","id":"x","order":{"id":"'), Buffer.from([0xff, 0xc0, 0x80]), Buffer.from('"}}')]),
  'nesting 30,000 deep': () => submit(good().replace('"quantity":1', `"quantity":1,"x":${nested(30_000)}`)),
  'nesting 100,000 deep': () => submit(nested(100_000)),
  '2 MB in one message': () => submit(good({ notes: 'x'.repeat(2 * 1024 * 1024) })),
  '10,000 lines': () => submit(JSON.stringify(order(Array.from({ length: 10_000 }, (_, n) => burger({ id: String(n) }))))),
  '1,000 tiny lines': () => submit(JSON.stringify(order(Array.from({ length: 1000 }, (_, n) => ({ id: `${n}`, name: 'x', quantity: 1 }))))),
  'two lines of one id': () => submit(JSON.stringify(order([burger(), burger()]))),
  'an unknown station': () => line('"quantity":1,"station":"moon"'),
  'an id of 5,000 letters': () => submit(good({ id: 'a'.repeat(5000) })),
  'an id with a path in it': () => submit(good({ id: '../../etc/passwd' })),
  'an id with SQL in it': () => submit(good({ id: "x'; DROP TABLE events; --" })),
  'a time that is none': () => submit(good({ placed_at: '2026-13-45T99:99:99.000Z' })),
  'a press on nothing': () => JSON.stringify({ type: 'ticket.bump', id: 'x', order_id: newId(), station: 'grill' }),
  'a revision from nowhere': () => `{"type":"order.amend","id":"x","revision":-7,"order":${good()}}`,
  'a type of a megabyte': () => JSON.stringify({ type: 'x'.repeat(1024 * 1024), id: 'x' }),
  'a second hello': () => '{"type":"hello","protocol":1,"role":"monitor","name":"x"}',
};

describe('hostile input', () => {
  let kitchen;
  before(async () => { kitchen = await Kitchen.start(); });
  after(() => kitchen?.stop());

  const seqNow = async () => (await kitchen.http.get('/healthz')).body.seq;

  /** One message on a connection of its own; resolves with the hub's word: an error, a close, or both. */
  async function provoke(message) {
    const client = await kitchen.pos(`hostile-${newId()}`);
    client.sendText(message);
    const answer = client.waitFor((m) => m.type === 'error' || m.type === 'ack', { what: 'the answer' }).catch(() => undefined);
    const word = await deadline(Promise.race([answer, client.closed]), 'an answer or a close');
    client.socket.terminate();
    kitchen.clients.splice(kitchen.clients.indexOf(client), 1);
    assert.deepEqual(client.faults, []);
    return word;
  }

  for (const [name, message] of Object.entries(HOSTILE)) {
    it(`leaves no trace: ${name}`, async () => {
      const seq = await seqNow();
      const word = await provoke(message());
      assert.notEqual(word?.type, 'ack', JSON.stringify(word));
      assert.equal(await seqNow(), seq, 'the journal has grown');
    });
  }

  it('leaves no trace: an accepted order with other content', async () => {
    const pos = await kitchen.pos();
    const sent = order();
    accepted(await pos.request({ type: 'order.submit', order: sent }));
    const seq = await seqNow();
    assert.equal((await pos.request({ type: 'order.submit', order: { ...sent, number: '43' } })).code, 'conflict');
    assert.equal((await pos.request({ type: 'order.submit', order: sent })).duplicate, true);
    assert.equal(await seqNow(), seq, 'the journal has grown');
  });

  it('leaves no trace over HTTP', async () => {
    const seq = await seqNow();
    for (const message of Object.values(HOSTILE)) {
      for (const path of ['/api/v1/orders', '/api/v1/requests']) {
        const body = message().toString('latin1');
        const answer = await kitchen.http.post(path, body).catch((error) => ({ status: error.code }));
        assert.ok(answer.status >= 400 || ['ECONNRESET', 'EPIPE'].includes(answer.status), `${body.slice(0, 100)}: ${answer.status}`);
      }
    }
    assert.equal(await seqNow(), seq, 'the journal has grown');
  });

  it('does not add up in memory', async (t) => {
    const all = async (rounds) => {
      for (let round = 0; round < rounds; round += 1) for (const message of Object.values(HOSTILE)) await provoke(message());
    };
    await all(ROUNDS / 4);
    const seq = await seqNow();
    const was = residentKilobytes(kitchen.process.pid);
    await all(ROUNDS);
    const grown = residentKilobytes(kitchen.process.pid) - was;
    t.diagnostic(`${ROUNDS * Object.keys(HOSTILE).length} hostile messages: ${was} KiB resident, ${grown} KiB more after them`);
    assert.ok(grown < GROWTH_KILOBYTES_MAX, `${grown} KiB more`);
    assert.equal(await seqNow(), seq, 'the journal has grown');
  });

  it('leaves the kitchen working', async () => {
    accepted(await (await kitchen.pos('after-all')).request({ type: 'order.submit', order: order() }));
  });
});
