// What the hub tells a POS, live and after it was away.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { Kitchen, STATIONS } from './support/kitchen.mjs';
import { burger, cola, newId } from './support/orders.mjs';
import { accepted, isTime, settled, submitted } from './support/check.mjs';

const WOK = { wok: { name: 'Wok', kind: 'prep', late_s: 2, warn_s: 1, prep_s: 2 } };
const short = (status) => [status.station ?? null, status.state];

describe('statuses', () => {
  let kitchen;
  let pos;
  let screen;
  before(async () => {
    kitchen = await Kitchen.start({ stations: { ...STATIONS, ...WOK } });
    pos = await kitchen.pos();
    screen = await kitchen.screen('grill');
  });
  after(() => kitchen?.stop());

  const press = (type, sent, fields) => screen.request({ type, order_id: sent.id, station: 'grill', ...fields });
  /** A terminal of its own with a life of one order behind it; its statuses are the reference. */
  const terminalWithHistory = async () => {
    const name = `pos-${newId()}`;
    const witness = await kitchen.pos(name);
    const sent = await submitted(witness, [burger(), cola()]);
    accepted(await press('line.start', sent, { line_id: '1' }));
    accepted(await press('ticket.bump', sent));
    accepted(await press('ticket.recall', sent));
    await witness.status(sent.id, 'recalled', 'grill');
    return { name, witness, sent };
  };
  const away = async (witness, sent) => {
    accepted(await press('ticket.bump', sent));
    accepted(await press('ticket.bump', sent, { station: 'drink' }));
    await witness.status(sent.id, 'served');
  };

  it('tells of an order\'s life in order: accepted, started, ready at each station, ready, served', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    accepted(await press('line.start', sent, { line_id: '1' }));
    accepted(await press('ticket.bump', sent));
    accepted(await press('ticket.bump', sent, { station: 'drink' }));
    await pos.status(sent.id, 'served');
    assert.deepEqual(pos.statuses(sent.id).map(short), [[null, 'accepted'], ['grill', 'started'], ['grill', 'ready'], ['drink', 'ready'],
                                                        [null, 'ready'], [null, 'served']]);
  });

  it('gives every status a seq of its own and a time', async () => {
    const sent = await submitted(pos);
    accepted(await press('ticket.bump', sent));
    await pos.status(sent.id, 'served');
    const all = pos.statuses();
    assert.equal(new Set(all.map((status) => status.seq)).size, all.length);
    for (const status of all) {
      assert.ok(Number.isInteger(status.seq));
      isTime(status.at, 'at');
    }
  });

  it('acks an order with a seq not before its acceptance', async () => {
    const sent = await submitted(pos);
    assert.ok((await pos.status(sent.id, 'accepted')).seq <= sent.seq);
  });

  it('tells when a ticket is late, once', async () => {
    const sent = await submitted(pos, [burger({ station: 'wok' })]);
    await pos.status(sent.id, 'late', 'wok');
    await settled(pos);
    assert.equal(pos.statuses(sent.id).filter((status) => status.state === 'late').length, 1);
  });

  it('tells nothing of ready for a whole order while one station has open lines', async () => {
    const sent = await submitted(pos, [burger(), cola()]);
    accepted(await press('ticket.bump', sent));
    await settled(pos);
    assert.deepEqual(pos.statuses(sent.id).map(short), [[null, 'accepted'], ['grill', 'ready']]);
  });

  it('does not say served again when a served order is submitted again or bumped again', async () => {
    const sent = await submitted(pos);
    accepted(await press('ticket.bump', sent));
    await pos.status(sent.id, 'served');
    await press('ticket.bump', sent);
    await settled(pos);
    assert.equal(pos.statuses(sent.id).filter((status) => status.state === 'served').length, 1);
  });

  it('tells the terminal of what is sent over HTTP in its name', async () => {
    const named = await kitchen.pos('webshop');
    const sent = { id: newId(), number: '7', placed_at: '2026-11-20T12:03:07.120Z', lines: [burger()] };
    const answer = await kitchen.http.post('/api/v1/orders', sent, { 'X-Brigade-Name': 'webshop' });
    assert.equal(answer.status, 201, answer.text);
    await named.status(sent.id, 'accepted');
  });

  // After having been away
  const caughtUp = (client) => client.log.slice(0, client.log.findIndex((m) => m.type === 'live')).filter((m) => m.type === 'order.status');

  it('tells with `after` and `head` every status missed, in order, then live', async () => {
    const { name, witness, sent } = await terminalWithHistory();
    const leaver = await kitchen.pos(name);
    const { after, head } = leaver;
    await leaver.close();
    await away(witness, sent);
    const back = await kitchen.pos(name, { after, head });
    assert.deepEqual(caughtUp(back), witness.statuses().filter((status) => status.seq > after));
    assert.ok(caughtUp(back).length >= 4);
  });

  it('tells every status missed for `after` from the last status and the older head of live', async () => {
    const { name, witness, sent } = await terminalWithHistory();
    const after = witness.statuses(sent.id)[2].seq;
    const { head } = witness.log.find((m) => m.type === 'live');
    const back = await kitchen.pos(name, { after, head });
    assert.deepEqual(caughtUp(back), witness.statuses().filter((status) => status.seq > after));
  });

  it('repeats nothing to a terminal that missed nothing', async () => {
    const { name, witness } = await terminalWithHistory();
    const back = await kitchen.pos(name, { after: witness.after, head: witness.head });
    assert.deepEqual(caughtUp(back), []);
  });

  it('takes `after` without `head` on trust', async () => {
    const { name, witness, sent } = await terminalWithHistory();
    const after = witness.statuses(sent.id)[1].seq;
    const back = await kitchen.pos(name, { after });
    assert.deepEqual(caughtUp(back), witness.statuses().filter((status) => status.seq > after));
  });

  it('tells everything from the beginning for `after` 0', async () => {
    const { name, witness, sent } = await terminalWithHistory();
    await away(witness, sent);
    const back = await kitchen.pos(name, { after: 0 });
    assert.deepEqual(caughtUp(back), witness.statuses());
  });

  const latest = (statuses) => {
    const by_station = new Map(statuses.map((status) => [status.station, status]));
    return [...by_station.values()].sort((a, b) => a.seq - b.seq);
  };
  const bySeq = (statuses) => [...statuses].sort((a, b) => a.seq - b.seq);

  it('tells without `after` the latest status of each station and of the whole, for open orders only', async () => {
    const { name, witness, sent } = await terminalWithHistory();
    const done = await submitted(witness);
    accepted(await press('ticket.bump', done));
    await witness.status(done.id, 'served');
    const back = await kitchen.pos(name);
    assert.deepEqual(bySeq(caughtUp(back)), latest(witness.statuses(sent.id)));
  });

  for (const [name, place] of [['an unknown `head`', (witness) => ({ after: witness.after, head: 'nobody-knows-this' })],
                               ['an `after` ahead of the hub', (witness) => ({ after: witness.after + 1_000_000, head: witness.head })],
                               ['an `after` ahead of the hub without `head`', (witness) => ({ after: witness.after + 1_000_000 })]]) {
    it(`answers ${name} as if both were absent`, async () => {
      const { name: terminal, witness, sent } = await terminalWithHistory();
      const back = await kitchen.pos(terminal, place(witness));
      assert.deepEqual(bySeq(caughtUp(back)), latest(witness.statuses(sent.id)));
    });
  }

  it('catches up only with the terminal\'s own orders', async () => {
    const { sent } = await terminalWithHistory();
    const stranger = await kitchen.pos(`pos-${newId()}`, { after: 0 });
    assert.deepEqual(stranger.statuses(sent.id), []);
  });

  it('goes on live without a gap or a repeat while statuses keep coming', async () => {
    const name = `pos-${newId()}`;
    const witness = await kitchen.pos(name);
    const orders = Promise.all(Array.from({ length: 30 }, () => submitted(witness)));
    const joiner = await kitchen.pos(name, { after: 0 });
    const last = (await orders).at(-1);
    await Promise.all([joiner.status(last.id, 'accepted'), witness.status(last.id, 'accepted')]);
    await settled(pos, joiner, witness);
    assert.deepEqual(joiner.statuses(), witness.statuses());
  });

  it('tells board and monitor of every terminal\'s statuses, the monitor of events too', async () => {
    const board = await kitchen.watcher('board');
    const monitor = await kitchen.watcher('monitor');
    const sent = await submitted(await kitchen.pos(`pos-${newId()}`));
    await Promise.all([board.status(sent.id, 'accepted'), monitor.status(sent.id, 'accepted'), monitor.eventsUpTo(sent.seq)]);
    await settled(pos, monitor);
    assert.deepEqual(board.events(), []);
  });
});
