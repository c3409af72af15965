// An ack means durable: seen from the kernel's side, where nothing can be claimed that was not done.
import { createRequire } from 'node:module';
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Kitchen } from '../conformance/support/kitchen.mjs';
import { burger, order } from '../conformance/support/orders.mjs';
import { calls, cannotTrace, examine, trace } from './support/trace.mjs';
import { unless } from './support/unless.mjs';

const CLOSED_LOOP = 60;
const BURSTS = 7;
const BURST = 20;
const { after, before, it } = unless(await cannotTrace());

/** Frames are masked with zeros, so that the trace shows what they say. */
class PlainPos {
  static async connect(url) {
    const WebSocket = createRequire(new URL('../conformance/support/client.mjs', import.meta.url))('ws');
    const pos = new PlainPos();
    pos.answers = new Map();
    pos.socket = new WebSocket(url, ['brigade.v1'], { perMessageDeflate: false, generateMask: (mask) => mask.fill(0) });
    pos.socket.on('message', (data) => pos.#receive(JSON.parse(data)));
    await new Promise((resolve, reject) => { pos.socket.once('open', resolve).once('error', reject); });
    const live = new Promise((resolve) => { pos.live = resolve; });
    pos.socket.send(JSON.stringify({ type: 'hello', protocol: 1, role: 'pos', name: 'front-1' }));
    await live;
    return pos;
  }

  #receive(message) {
    if (message.type === 'live') this.live();
    if (message.re) this.answers.get(message.re)?.(message);
  }

  submit(id, sent) {
    const answer = new Promise((resolve) => { this.answers.set(id, resolve); });
    this.socket.send(JSON.stringify({ type: 'order.submit', order: sent, id }));
    return answer;
  }
}

describe('every ack', () => {
  const closed_loop = new Map();  // request id → order id
  const bursts = new Map();
  let kitchen;
  let seen;

  before(async () => {
    kitchen = await Kitchen.start();
    const pos = await PlainPos.connect(kitchen.url);
    const file = join(kitchen.directory, 'trace');
    const detach = await trace(kitchen.process.pid, file);
    const submit = async (into) => {
      const request = `trace-${closed_loop.size + bursts.size}`;
      const sent = order([burger()]);
      into.set(request, sent.id);
      const answer = await pos.submit(request, sent);
      assert.equal(answer.type, 'ack', JSON.stringify(answer));
    };
    for (let n = 0; n < CLOSED_LOOP; n += 1) await submit(closed_loop);
    for (let n = 0; n < BURSTS; n += 1) await Promise.all(Array.from({ length: BURST }, () => submit(bursts)));
    await detach();
    pos.socket.terminate();
    seen = await calls(file);
  });
  after(() => kitchen?.stop());

  it('leaves after the fdatasync of the log that holds its order', (t) => {
    const { faults, acks, syncs } = examine(seen, new Map([...closed_loop, ...bursts]));
    assert.deepEqual(faults, []);
    assert.equal(acks, CLOSED_LOOP + BURSTS * BURST);
    t.diagnostic(`${acks} acks, ${syncs} fdatasyncs`);
  });

  it('shares its fdatasync with the others of a burst', (t) => {
    const first = seen.findIndex((each) => each.text.includes([...bursts.values()][0]));
    const { syncs } = examine(seen.slice(first), bursts);
    t.diagnostic(`${bursts.size} orders in ${BURSTS} bursts, ${syncs} fdatasyncs`);
    assert.ok(syncs < bursts.size / 2, `${syncs} fdatasyncs for ${bursts.size} orders`);
  });

  it('would be found out if it came too early', () => {
    const without_syncs = seen.filter(({ call }) => call !== 'fdatasync');
    assert.equal(examine(without_syncs, closed_loop).faults.length, CLOSED_LOOP);
    const [request] = [...closed_loop.keys()].slice(-1);
    const early = seen.map((each) => (each.text.includes(`\\"re\\":\\"${request}\\"`) ? { ...each, began: lastSyncOf(each).returned - 1 } : each));
    assert.deepEqual(examine(early, closed_loop).faults, [`the ack of ${request} left before its fdatasync had returned`]);
  });

  const lastSyncOf = (ack) => seen.findLast((each) => each.call === 'fdatasync' && each.returned < ack.began);
});
