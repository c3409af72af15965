// When all is quiet again: what everybody was told is held against the journal, the boards, and each other's copies.
import { it } from 'node:test';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Peer } from '../../system/support/peer.mjs';
import { replay } from '../../system/support/programs.mjs';

/** deepEqual for lists of thousands, which names the first difference instead of printing both. */
function sameList(actual, expected, what) {
  const n = expected.findIndex((each, at) => JSON.stringify(each) !== JSON.stringify(actual[at]));
  assert.deepEqual(actual[n], expected[n], `${what}, at ${n}`);
  assert.equal(actual.length, expected.length, what);
}

const said = (request, answer) => `${JSON.stringify(request)} was answered ${JSON.stringify(answer)}`;
const CHANGES = { 'order.amend': 'order_amended', 'order.void': 'order_voided' };
const WRITES = ['order.submit', ...Object.keys(CHANGES)];

/** Scenarios, in their order, for a kitchen that runs and a crowd that has finished; both are there when they run. */
export function aftermath(kitchenNow, crowd, skip = false) {
  const { ledger, monitor, terminals, cooks, workers, peers } = crowd;
  const scenario = (name, run) => it(name, { skip }, run);
  const journal = () => join(kitchenNow().directory, 'data');
  const seqNow = async () => (await kitchenNow().http.get('/healthz')).body.seq;

  /** What a peer hears that was not there the first time. */
  async function fresh(peer, seq) {
    const again = new Peer(peer.role, { ...peer.fields, screen: `${peer.fields.name}-again` });
    again.place = { after: 0 };
    await again.connect(kitchenNow().url);
    await again.caughtUp(seq);
    await again.close();
    return again;
  }

  scenario('give every acked order one event, with the seq of its ack, and none to what was refused', async () => {
    await monitor.caughtUp(await seqNow());
    const events = (kind) => monitor.events.filter((event) => event.kind === kind);
    const accepted = new Map(events('order_accepted').map(({ order_id, seq }) => [order_id, seq]));
    assert.equal(accepted.size, events('order_accepted').length, 'an order was accepted twice');
    sameList([...accepted].sort(), [...ledger.orders].map(([id, { seq }]) => [id, seq]).sort(), 'accepted events and acked orders');
    const revisions = Object.values(CHANGES).flatMap((kind) => events(kind).map(({ order_id, revision }) => `${order_id} ${revision}`));
    assert.equal(new Set(revisions).size, revisions.length, 'a revision was made twice');
    const happened = new Set(Object.values(CHANGES).flatMap((kind) => events(kind).map(({ order_id }) => `${kind} ${order_id}`)));
    for (const [, request, answer] of crowd.asked()) {
      if (answer.type !== 'ack') assert.equal(answer.code, 'not_allowed', said(request, answer));
      if (!CHANGES[request.type]) continue;
      const order_id = request.order_id ?? request.order.id;
      assert.equal(happened.has(`${CHANGES[request.type]} ${order_id}`), answer.type === 'ack', said(request, answer));
    }
  });

  scenario('give every acked press the event that its ack names', () => {
    const events = new Map(monitor.events.map((event) => [event.seq, event]));
    for (const [, request, answer] of crowd.asked()) {
      if (answer.type !== 'ack' || answer.duplicate || !request.station) continue;
      const { order_id, kind } = events.get(answer.seq) ?? {};
      assert.equal(order_id, request.order_id, `${said(request, answer)}, but event ${answer.seq} is ${kind} of ${order_id}`);
    }
  });

  scenario('leave one history: every screen resumed without a snapshot, a gap, or a seq used twice', async () => {
    const seq = await seqNow();
    for (const { peer } of cooks) await peer.caughtUp(seq);
    const whole = await fresh(monitor, seq);
    for (const peer of [monitor, ...cooks.map((cook) => cook.peer)]) {
      assert.equal(peer.snapshots, 0, `${peer.fields.name} got a snapshot`);
      sameList(peer.events.slice(0, whole.events.length), whole.events, `what ${peer.fields.name} saw is not the journal`);
    }
  });

  scenario('leave every terminal its statuses, without a gap or a repeat', async () => {
    for (const { peer } of terminals) {
      const whole = await fresh(peer, await seqNow());
      await peer.until(() => peer.statuses.length >= whole.statuses.length, 'the last status');
      sameList(peer.statuses.slice(0, whole.statuses.length), whole.statuses, `the statuses of ${peer.fields.name}`);
      assert.ok(peer.statuses.length > 0);
    }
  });

  scenario('change nothing when everything is said again: all are duplicates', async () => {
    const seq = await seqNow();
    for (const { peer, sent } of workers) {
      const again = new Peer(peer.role, { ...peer.fields, screen: `${peer.fields.name}-again` });
      await again.connect(kitchenNow().url);
      const acked = [...sent].filter(([id]) => peer.answers.get(id).type === 'ack');
      for (const [id, request] of acked) again.send(id, request);
      await again.drained();
      for (const [id, request] of acked) {
        const [first, second] = [peer.answers.get(id), again.answers.get(id)];
        assert.deepEqual([second.type, second.duplicate], ['ack', true], said(request, second));
        if (WRITES.includes(request.type)) assert.equal(second.seq, first.seq, JSON.stringify([request, first, second]));
      }
      await again.close();
    }
    assert.equal(await seqNow(), seq, 'the journal has grown');
    await ledger.audit(kitchenNow().http);
  });

  scenario('break no rule of the protocol', () => {
    assert.deepEqual(peers.flatMap((peer) => peer.faults), []);
  });

  scenario('leave a journal that replays to the same digest before and after another kill', async (t) => {
    const kitchen = kitchenNow();
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
}
