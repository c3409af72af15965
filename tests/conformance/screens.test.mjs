// What the hub tells a screen: a snapshot or what was missed, then events without a gap.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Kitchen } from './support/kitchen.mjs';
import { burger, newId, order } from './support/orders.mjs';
import { accepted, isTime, settled, submitted } from './support/check.mjs';

describe('screens', () => {
  let kitchen;
  let pos;
  before(async () => {
    kitchen = await Kitchen.start();
    pos = await kitchen.pos();
    for (let n = 0; n < 3; n += 1) await submitted(pos);
  });
  after(() => kitchen?.stop());

  const snapshotParts = (client) => client.log.filter((m) => m.type === 'snapshot');
  const holdsASnapshot = (client) => {
    const parts = snapshotParts(client);
    assert.ok(parts.length >= 1, 'a snapshot came');
    assert.deepEqual(parts.map((m) => m.part), parts.map((_, n) => n + 1));
    assert.ok(parts.every((m) => m.parts === parts.length));
    assert.equal(new Set(parts.map((m) => m.seq)).size, 1);
    assert.equal(new Set(parts.map((m) => m.head)).size, 1);
    assert.ok(parts.every((m) => typeof m.kitchen === 'string'));
    return parts[0];
  };

  /** A hub that counts figures tells them after `live`, whenever there are newer ones. */
  const withoutFigures = ({ log }) => {
    const figures = log.findIndex(({ type }) => type === 'figures');
    assert.ok(figures < 0 || figures > log.findIndex(({ type }) => type === 'live'));
    return log.filter(({ type }) => type !== 'figures');
  };

  it('gives a new screen welcome, the snapshot part by part, then live', async () => {
    const screen = await kitchen.screen('grill', newId());
    const { seq } = holdsASnapshot(screen);
    const log = withoutFigures(screen);
    assert.equal(log[0].type, 'welcome');
    assert.equal(log.at(-1).type, 'live');
    const live = log.at(-1);
    const last_event = screen.events().at(-1)?.seq ?? seq;
    assert.equal(live.seq, last_event);
  });

  it('goes on from the snapshot with the very next event', async () => {
    const screen = await kitchen.screen('grill', newId());
    const { seq } = holdsASnapshot(screen);
    const sent = await submitted(pos);
    await screen.eventsUpTo(sent.seq);
    assert.equal(screen.events()[0].seq, seq + 1);
  });

  it('gives every event its seq, time and kind, and the order\'s its order_id', async () => {
    const screen = await kitchen.screen('grill', newId());
    const sent = await submitted(pos);
    await screen.eventsUpTo(sent.seq);
    for (const event of screen.events()) {
      assert.ok(Number.isInteger(event.seq));
      isTime(event.at, 'at');
      assert.ok(typeof event.kind === 'string' && event.kind.length > 0);
    }
    const acceptance = screen.events().find((event) => event.kind === 'order_accepted');
    assert.equal(acceptance.order_id, sent.id);
    assert.ok(screen.log.filter((m) => m.type === 'events').every((m) => typeof m.head === 'string'));
  });

  it('sends every screen the events of all stations', async () => {
    const screen = await kitchen.screen('dessert', newId());
    const sent = await submitted(pos, [burger()]);
    await screen.eventsUpTo(sent.seq);
    assert.ok(screen.events().some((event) => event.order_id === sent.id));
  });

  it('sends no event twice when many orders come at once', async () => {
    const screen = await kitchen.screen('grill', newId());
    const answers = await Promise.all(Array.from({ length: 60 }, () => pos.request({ type: 'order.submit', order: order() })));
    const last = Math.max(...answers.map((answer) => accepted(answer).seq));
    await screen.eventsUpTo(last);
    const seqs = screen.events().map((event) => event.seq);
    assert.deepEqual(seqs, seqs.map((_, n) => seqs[0] + n));
  });

  // After having been away
  it('resumes with `after` and `head`: the events missed, no snapshot', async () => {
    const id = newId();
    const screen = await kitchen.screen('grill', id);
    const sent = await submitted(pos);
    await screen.eventsUpTo(sent.seq);
    const { after, head } = screen;
    await screen.close();
    const missed = await submitted(pos);
    const back = await kitchen.screen('grill', id, { after, head });
    assert.deepEqual(snapshotParts(back), []);
    assert.equal(back.events()[0].seq, after + 1);
    assert.ok(back.events().some((event) => event.order_id === missed.id));
    assert.equal(withoutFigures(back).at(-1).type, 'live');
  });

  it('sends the same event the same way again', async () => {
    const screen = await kitchen.screen('grill', newId());
    const { after, head } = screen;
    const sent = await submitted(pos);
    await screen.eventsUpTo(sent.seq);
    const back = await kitchen.screen('grill', newId(), { after, head });
    await back.eventsUpTo(sent.seq);
    const upTo = (client) => client.events().filter((event) => event.seq <= sent.seq);
    assert.deepEqual(upTo(back), upTo(screen));
  });

  it('sends nothing but live to a screen that missed nothing', async () => {
    const id = newId();
    const screen = await kitchen.screen('grill', id);
    await settled(pos, screen);
    const { after, head } = screen;
    await screen.close();
    const back = await kitchen.screen('grill', id, { after, head });
    assert.deepEqual(snapshotParts(back), []);
    assert.ok(back.events().every((event) => event.seq > after));
  });

  it('gives all events from the first for `after` 0 without `head`', async () => {
    const screen = await kitchen.screen('grill', newId(), { after: 0 });
    assert.deepEqual(snapshotParts(screen), []);
    assert.equal(screen.events()[0].seq, 1);
  });

  for (const [name, place] of [['an unknown `head`', (screen) => ({ after: screen.after, head: 'nobody-knows-this' })],
                               ['an `after` ahead of the hub', (screen) => ({ after: screen.after + 1_000_000, head: screen.head })],
                               ['a `head` without `after`', (screen) => ({ head: screen.head })]]) {
    it(`gives a snapshot for ${name}`, async () => {
      const screen = await kitchen.screen('grill', newId());
      holdsASnapshot(await kitchen.screen('grill', newId(), place(screen)));
    });
  }

  it('gives a monitor a snapshot or the missed events too', async () => {
    const monitor = await kitchen.watcher('monitor', { after: 0 });
    assert.equal(monitor.events()[0].seq, 1);
  });

  // Presented
  const drawn = (sent, fields) => [{ order_id: sent.id, revision: 0, generation: 1, ...fields }];

  it('tells the POS shown once the screen has drawn every line, and marks the ticket', async () => {
    const screen = await kitchen.screen('grill', newId());
    const sent = await submitted(pos);
    await screen.eventsUpTo(sent.seq);
    screen.send({ type: 'shown', seq: sent.seq, drawn: drawn(sent) });
    await pos.status(sent.id, 'shown', 'grill');
    isTime((await kitchen.http.ticket(sent.id, 'grill')).shown_at, 'shown_at');
  });

  it('tells shown once, however often and by however many screens it was drawn', async () => {
    const screens = [await kitchen.screen('grill', newId()), await kitchen.screen('grill', newId())];
    const sent = await submitted(pos);
    for (const screen of [...screens, ...screens]) {
      await screen.eventsUpTo(sent.seq);
      screen.send({ type: 'shown', seq: sent.seq, drawn: drawn(sent) });
      await screen.request({ type: 'order.release', order_id: sent.id });
    }
    await settled(pos);
    assert.equal(pos.statuses(sent.id).filter((status) => status.state === 'shown').length, 1);
  });

  it('takes a frame that drew none of the ticket for no showing, and gives no ack', async () => {
    const screen = await kitchen.screen('grill', newId());
    const sent = await submitted(pos);
    await screen.eventsUpTo(sent.seq);
    const from = screen.log.length;
    screen.send({ type: 'shown', seq: sent.seq, drawn: [] });
    accepted(await screen.request({ type: 'order.priority', order_id: sent.id, priority: 'vip' }));
    await settled(pos, screen);
    assert.deepEqual(pos.statuses(sent.id).filter((status) => status.state === 'shown'), []);
    assert.equal(screen.log.slice(from).filter((m) => m.type === 'ack' || m.type === 'error').length, 1);
  });

  it('does not call a ticket of another station shown', async () => {
    const screen = await kitchen.screen('dessert', newId());
    const sent = await submitted(pos);
    await screen.eventsUpTo(sent.seq);
    screen.send({ type: 'shown', seq: sent.seq, drawn: drawn(sent) });
    await screen.request({ type: 'order.release', order_id: sent.id });
    await settled(pos);
    assert.deepEqual(pos.statuses(sent.id).filter((status) => status.state === 'shown'), []);
  });

  it('survives what no screen would say in shown', async () => {
    for (const odd of [{ seq: 1 }, { drawn: [] }, { seq: 'x', drawn: {} }, { seq: 1, drawn: [5] }, { seq: 1e15, drawn: drawn({ id: newId() }) },
                       { seq: 1, drawn: [{ order_id: newId(), revision: -1, generation: 0 }] }]) {
      const screen = await kitchen.screen('grill', newId());
      screen.send({ type: 'shown', ...odd });
      screen.socket.ping();
      await Promise.race([screen.closed, new Promise((resolve) => screen.socket.once('pong', resolve))]);
    }
    await submitted(pos);
  });
});

describe('a large kitchen', () => {
  let kitchen;
  before(async () => { kitchen = await Kitchen.start(); });
  after(() => kitchen?.stop());

  it('comes to a new screen in several parts of at most 256 KiB', async () => {
    const pos = await kitchen.pos();
    const heavy = () => order(Array.from({ length: 60 }, (_, n) => burger({ id: `l${n}`, notes: randomBytes(240).toString('hex') })));
    for (let n = 0; n < 30; n += 1) accepted(await pos.request({ type: 'order.submit', order: heavy() }));
    const screen = await kitchen.screen('grill');
    const parts = screen.log.filter((m) => m.type === 'snapshot');
    assert.ok(parts.length > 1, `${parts.length} parts`);
    assert.deepEqual(parts.map((m) => m.part), parts.map((_, n) => n + 1));
  });
});
