// The support code itself, against a few lines of server, so that a silent mistake in it cannot pass for a sound hub.
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { WebSocketServer } from 'ws';
import { Client, eventually } from './support/client.mjs';
import { kitchenToml, menuToml, stationToml } from './support/kitchen.mjs';
import { keysReversed, withValueAt } from './support/orders.mjs';

/** Runs `scenario` with a client of a server that answers each message with what `script` returns for it. */
async function against(script, scenario) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  server.on('connection', (socket) => socket.on('message', (data) => {
    for (const answer of script(JSON.parse(data.toString()))) {
      if (typeof answer === 'number') socket.close(answer);
      else socket.send(typeof answer === 'string' ? answer : JSON.stringify(answer));
    }
  }));
  const client = await Client.connect(`ws://127.0.0.1:${server.address().port}/v1`);
  try {
    await scenario(client);
  } finally {
    await client.close();
    server.close();
  }
}

const ack = (message, fields) => ({ type: 'ack', re: message.id, seq: 1, duplicate: false, ...fields });
const status = (seq) => ({ type: 'order.status', seq, order_id: 'o', state: 'accepted', at: '2026-11-20T12:03:07.120Z' });
const events = (...seqs) => ({ type: 'events', head: `h${seqs.at(-1)}`, events: seqs.map((seq) => ({ seq })) });

describe('the client', () => {
  it('matches answers to requests in any order', () => {
    const waiting = [];
    return against((message) => (waiting.push(message), waiting.length < 2 ? [] : waiting.reverse().map((each) => ack(each))), async (client) => {
      const answers = await Promise.all([client.request({ type: 'a' }), client.request({ type: 'b' })]);
      assert.deepEqual(answers.map((answer) => answer.re), ['r1', 'r2']);
      assert.deepEqual(client.faults, []);
    });
  });

  it('fails a wait when the connection closes, and one whose time is over', () => against(() => [4000], async (client) => {
    await assert.rejects(client.waitFor(() => false, { timeout_ms: 20 }), /waited 20 ms/);
    const wait = client.request({ type: 'x' });
    await assert.rejects(wait, /closed with 4000/);
    await assert.rejects(client.waitFor(() => false), /closed with 4000/);
  }));

  for (const [name, answers] of [
    ['a second answer', (m) => [ack(m), ack(m)]], ['bad JSON', (m) => ['{', ack(m)]], ['a message without a type', (m) => [{ re: 'x' }, ack(m)]],
    ['an ack without a seq', (m) => [ack(m, { seq: undefined })]], ['a gap in the events', (m) => [events(4, 6), ack(m)]],
    ['an event twice', (m) => [events(4), events(4), ack(m)]], ['a message beyond 256 KiB', (m) => [{ type: 'x', text: 'x'.repeat(262_144) }, ack(m)]],
    ['a status that goes back after live', (m) => [status(5), { type: 'live', seq: 5, head: 'h' }, status(5), ack(m)]],
  ]) {
    it(`takes ${name} for a fault`, () => against(answers, async (client) => {
      await client.request({ type: 'x' });
      await eventually(() => client.faults.length === 1, 'the fault');
    }));
  }

  it('remembers its place from statuses, events and live, never from an ack', () => against(
    (m) => [{ type: 'live', seq: 3, head: 'h3' }, events(4, 5), status(7), ack(m, { seq: 99 })], async (client) => {
      await client.request({ type: 'x' });
      assert.deepEqual([client.after, client.head], [7, 'h5']);
    }));
});

describe('the helpers', () => {
  it('write a configuration', () => {
    const text = kitchenToml({ stations: { grill: {} }, routes: [{ categories: ['drinks'], stations: ['drink'] }],
                               delivery: { undelivered_s: 0.3 }, promise: { margin_s: 120 }, menu: {} });
    assert.match(text, /^\[kitchen\]\nname = "Warung Ibu"\n/);
    assert.match(text, /station_files = \["stations\/grill.toml"\]\nmenu = "menu.toml"\n\[delivery\]\nundelivered_s = 0.3\n/);
    assert.ok(text.endsWith('[[route]]\ncategories = ["drinks"]\nstations = ["drink"]\n'));
    assert.equal(stationToml('grill', { name: 'Grill', kind: 'prep', late_s: 2 }), 'id = "grill"\nlate_s = 2\nwarn_s = 480\nprep_s = 600\nname = "Grill"\nkind = "prep"\n');
    assert.equal(menuToml({ cola: { category: 'drinks' } }), '[items."cola"]\ncategory = "drinks"\n');
  });

  it('turn keys around and replace what a pointer names', () => {
    assert.equal(JSON.stringify(keysReversed({ a: [{ b: 1, c: 2 }], d: null })), '{"d":null,"a":[{"c":2,"b":1}]}');
    assert.deepEqual(withValueAt({ a: [{ b: 1 }] }, '/a/0/b', 2), { a: [{ b: 2 }] });
    assert.deepEqual(withValueAt({ a: [{ b: 1 }] }, '/a/0/b', undefined), { a: [{}] });
  });
});
