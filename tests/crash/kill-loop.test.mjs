// The hub is killed again and again at random moments, while terminals and cooks work on. After every restart all
// that was promised is there, once; in the end everything is said again and nothing changes.
// BRIGADE_CRASH_CYCLES and BRIGADE_SEED say how often and which randomness (the moments of the kills stay the machine's).
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Kitchen, STATIONS } from '../conformance/support/kitchen.mjs';
import { Peer } from '../system/support/peer.mjs';
import { replay } from '../system/support/programs.mjs';
import { Cook, Terminal } from './support/crew.mjs';
import { Ledger } from './support/ledger.mjs';
import { randomFrom } from './support/random.mjs';

const CYCLES = Number(process.env.BRIGADE_CRASH_CYCLES ?? 30);
const SEED = Number(process.env.BRIGADE_SEED ?? Date.now() % 2 ** 31);
const LOAD_MS_MAX = 400;
const START_MS_MAX = 80;

/** deepEqual for lists of thousands, which names the first difference instead of printing both. */
function sameList(actual, expected, what) {
  const n = expected.findIndex((each, at) => JSON.stringify(each) !== JSON.stringify(actual[at]));
  assert.deepEqual(actual[n], expected[n], `${what}, at ${n}`);
  assert.equal(actual.length, expected.length, what);
}

describe(`${CYCLES} kills of the hub, seed ${SEED}`, () => {
  const random = randomFrom(SEED);
  const ledger = new Ledger();
  const terminals = ['front', 'bar', 'web'].map((name, n) => new Terminal(name, randomFrom(SEED + 1 + n), ledger));
  const cooks = Object.keys(STATIONS).map((station, n) => new Cook(station, randomFrom(SEED + 10 + n), ledger));
  const monitor = new Peer('monitor', { name: 'monitor', screen: 'monitor' });
  monitor.place = { after: 0 };
  const workers = [...terminals, ...cooks];
  const peers = [...workers.map(({ peer }) => peer), monitor];
  let kitchen;

  const journal = () => join(kitchen.directory, 'data');
  const seqNow = async () => (await kitchen.http.get('/healthz')).body.seq;
  const connect = () => Promise.all([...workers, monitor].map((each) => each.connect(kitchen.url)));
  const asked = () => workers.flatMap(({ sent, peer }) => [...sent].map(([id, request]) => [id, request, peer.answers.get(id)]));

  /** What a peer hears that was not there the first time. */
  async function fresh(peer, seq) {
    const again = new Peer(peer.role, { ...peer.fields, screen: `${peer.fields.name}-again` });
    again.place = { after: 0 };
    await again.connect(kitchen.url);
    await again.caughtUp(seq);
    await again.close();
    return again;
  }

  before(async () => {
    kitchen = await Kitchen.start();
    await connect();
  });
  after(async () => {
    for (const peer of peers) await peer.close();
    await kitchen.stop();
  });

  it('lose nothing that was acked and undo nothing', async (t) => {
    let during_start = 0;
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      await pause(random.below(LOAD_MS_MAX));
      await kitchen.kill();
      while (random.chance(0.2)) {
        const starting = kitchen.spawn().catch(() => {});
        await pause(random.below(START_MS_MAX));
        await kitchen.kill();
        await starting;
        during_start += 1;
      }
      await Promise.all(peers.map((peer) => peer.gone));
      await kitchen.spawn();
      await ledger.audit(kitchen.http);
      await connect();
    }
    for (const worker of workers) worker.working = false;
    for (const { peer } of workers) await peer.drained();
    const resent = workers.reduce((sum, { peer }) => sum + peer.resent.size, 0);
    t.diagnostic(`${CYCLES} kills under load, ${during_start} more while it started; ${ledger.orders.size} orders, ${asked().length} requests, ${ledger.bumps} bumps, ${resent} requests cut off`);
    assert.ok(ledger.orders.size > CYCLES && ledger.bumps > CYCLES && resent > 0, 'there was not much of a load');
    await kitchen.restart();
    await ledger.audit(kitchen.http);
    await connect();
  });

  it('give every acked order one event, with the seq of its ack, and none to what was refused', async () => {
    await monitor.caughtUp(await seqNow());
    const events = (kind) => monitor.events.filter((event) => event.kind === kind);
    const accepted = new Map(events('order_accepted').map(({ order_id, seq }) => [order_id, seq]));
    assert.equal(accepted.size, events('order_accepted').length, 'an order was accepted twice');
    sameList([...accepted].sort(), [...ledger.orders].map(([id, { seq }]) => [id, seq]).sort(), 'accepted events and acked orders');
    const happened = new Set(['order_amended', 'order_voided'].flatMap((kind) => events(kind).map(({ order_id }) => `${kind} ${order_id}`)));
    const kinds = { 'order.amend': 'order_amended', 'order.void': 'order_voided' };
    for (const [, request, answer] of asked()) {
      if (!kinds[request.type]) continue;
      const order_id = request.order_id ?? request.order.id;
      assert.equal(happened.has(`${kinds[request.type]} ${order_id}`), answer.type === 'ack', `${JSON.stringify(request)} was answered ${JSON.stringify(answer)}`);
    }
    for (const [, request, answer] of asked()) if (answer.type !== 'ack') assert.equal(answer.code, 'not_allowed', `${JSON.stringify(request)} was answered ${JSON.stringify(answer)}`);
  });

  it('leave one history: every screen resumed without a snapshot, a gap, or a seq used twice', async () => {
    const seq = await seqNow();
    for (const { peer } of cooks) await peer.caughtUp(seq);
    const whole = await fresh(monitor, seq);
    for (const peer of [monitor, ...cooks.map((cook) => cook.peer)]) {
      assert.equal(peer.snapshots, 0, `${peer.fields.name} got a snapshot`);
      sameList(peer.events, whole.events, `what ${peer.fields.name} saw is not the journal`);
    }
  });

  it('leave every terminal its statuses, without a gap or a repeat', async () => {
    for (const { peer } of terminals) {
      const whole = await fresh(peer, await seqNow());
      await peer.until(() => peer.statuses.length >= whole.statuses.length, 'the last status');
      sameList(peer.statuses, whole.statuses, `the statuses of ${peer.fields.name}`);
      assert.ok(peer.statuses.length > 0);
    }
  });

  it('change nothing when everything is said again: all are duplicates', async () => {
    const seq = await seqNow();
    for (const { peer, sent } of workers) {
      const again = new Peer(peer.role, { ...peer.fields, screen: `${peer.fields.name}-again` });
      await again.connect(kitchen.url);
      const acked = [...sent].filter(([id]) => peer.answers.get(id).type === 'ack');
      for (const [id, request] of acked) again.send(id, request);
      await again.drained();
      for (const [id, request] of acked) {
        const [first, second] = [peer.answers.get(id), again.answers.get(id)];
        assert.deepEqual([second.type, second.duplicate], ['ack', true], `${JSON.stringify(request)} was answered ${JSON.stringify(second)}`);
        if (['order.submit', 'order.amend', 'order.void'].includes(request.type)) assert.equal(second.seq, first.seq, JSON.stringify([request, first, second]));
      }
      await again.close();
    }
    assert.equal(await seqNow(), seq, 'the journal has grown');
    await ledger.audit(kitchen.http);
  });

  it('break no rule of the protocol', () => {
    assert.deepEqual(peers.flatMap((peer) => peer.faults), []);
  });

  it('leave a journal that replays to the same digest before and after another kill', async (t) => {
    await monitor.caughtUp(await seqNow());
    await kitchen.kill();
    const first = replay(journal());
    assert.equal(first.head, monitor.heads.get(first.seq));
    await kitchen.spawn();
    await kitchen.kill();
    assert.equal(replay(journal()).digest, first.digest);
    await kitchen.spawn();
    await kitchen.http.get('/healthz');
    assert.deepEqual(await kitchen.terminate(), { code: 0, signal: null });
    const { digest, head } = replay(journal());
    assert.deepEqual({ digest, head }, { digest: first.digest, head: first.head });
    t.diagnostic(`digest ${digest} of ${first.seq} events`);
  });
});
