// The disk is full, at any moment: nothing acked is lost, nothing is acked that could not be kept, what is there is
// served, and when there is room again everything goes on by itself. The hub's data lies on a small disk of its own.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kitchen } from '../conformance/support/kitchen.mjs';
import { burger, cola, order } from '../conformance/support/orders.mjs';
import { Peer } from './support/peer.mjs';
import { replay, trouble } from './support/programs.mjs';
import { unless } from './support/unless.mjs';

const DISK = '64m';
const ORDERS = 6000;
const mount = (directory) => trouble('mount', '-t', 'tmpfs', '-o', `size=${DISK},mode=700`, 'brigade-test', directory);

function cannotMount() {
  const directory = mkdtempSync(join(tmpdir(), 'brigade-mount-'));
  const why = mount(directory);
  if (!why) trouble('umount', directory);
  rmSync(directory, { recursive: true });
  return why ? `no small disk can be mounted here: ${why}` : false;
}

const { after, before, it } = unless(cannotMount());

describe('a full disk', () => {
  const pos = new Peer('pos', { name: 'front-1' }, { window: 32 });
  const cook = new Peer('station', { station: 'grill', screen: 'grill-1', name: 'grill' }, { window: 1 });
  const sent = [];
  let kitchen;
  let data;
  let ballast;

  const submitMany = (count) => {
    for (let n = 0; n < count; n += 1) {
      const each = order([burger(), cola()], { notes: 'n'.repeat(400) });
      sent.push(each);
      pos.send(each.id, { type: 'order.submit', order: each });
    }
  };
  const fill = async () => {
    const { bavail, bsize } = statfsSync(data);
    await writeFile(ballast, Buffer.alloc(bavail * bsize), { flag: 'a' }).catch((error) => assert.equal(error.code, 'ENOSPC'));
  };
  const acked = () => sent.filter(({ id }) => pos.answers.has(id));
  const bumped = () => sent.filter(({ id }) => cook.answers.has(id));
  const refused = (peer) => peer.until(() => peer.errors.length > 0, 'a refusal', 120_000);

  async function holds(station, expected) {
    const { tickets, seq } = await kitchen.http.board(station);
    const missing = new Set(expected.map(({ id }) => id));
    const strange = tickets.filter(({ order_id }) => !missing.delete(order_id));
    assert.deepEqual([[...missing].slice(0, 5), strange.slice(0, 5)], [[], []], `${station}: missing, and not acked`);
    return seq;
  }
  const allBoardsHoldWhatWasAcked = async () => {
    await holds('drink', acked());
    return holds('grill', acked().filter((each) => !cook.answers.has(each.id)));
  };

  before(async () => {
    kitchen = await Kitchen.start();
    data = join(kitchen.directory, 'data');
    ballast = join(data, 'ballast');
    await kitchen.terminate();
    await rm(data, { recursive: true });
    await mkdir(data);
    assert.equal(mount(data), undefined);
    await kitchen.spawn();
    await pos.connect(kitchen.url);
    await cook.connect(kitchen.url);
  });
  after(async () => {
    await pos.close();
    await cook.close();
    if (kitchen.process.exitCode === null) await kitchen.terminate();
    trouble('umount', data);
    await kitchen.stop();
    assert.deepEqual([...pos.faults, ...cook.faults], []);
  });

  it('lets the POS know', async (t) => {
    submitMany(50);
    await pos.drained();
    await fill();
    submitMany(ORDERS - 50);
    await refused(pos);
    await pos.pause();
    assert.deepEqual([...new Set(pos.errors.map(({ code }) => code))], ['journal_unavailable']);
    assert.ok(acked().length >= 50 && acked().length < ORDERS);
    t.diagnostic(`${acked().length} of ${ORDERS} orders acked before the disk was full`);
  });

  it('leaves room for a few bumps at most, then lets the cook know', async (t) => {
    for (const { id } of acked()) cook.send(id, { type: 'ticket.bump', order_id: id, station: 'grill', generation: 1 });
    await refused(cook);
    await cook.pause();
    assert.equal(cook.errors[0].code, 'journal_unavailable');
    t.diagnostic(`${bumped().length} of ${acked().length} bumps acked before the disk was full for them too`);
  });

  it('shows in healthz, with the reason', async () => {
    const { status, body } = await kitchen.http.get('/healthz');
    assert.deepEqual([status, body.code], [503, 'journal_unavailable'], JSON.stringify(body));
    assert.match(body.message, /full/);
  });

  it('leaves the boards as they are: what was acked, nothing else', async () => {
    await allBoardsHoldWhatWasAcked();
    const [never] = [...pos.outbox.keys()];
    assert.equal((await kitchen.http.get(`/api/v1/orders/${never}`)).status, 404);
    assert.equal((await kitchen.http.order(acked().at(-1).id)).order.id, acked().at(-1).id);
  });

  it('survives a kill -9: the hub starts without any room and serves what is there', async (t) => {
    await kitchen.kill();
    await fill();
    await kitchen.spawn();
    await allBoardsHoldWhatWasAcked();
    await pos.connect(kitchen.url);
    await cook.connect(kitchen.url);
    const was = acked().length;
    pos.errors.length = 0;
    pos.proceed();
    await refused(pos);
    await pos.pause();
    await allBoardsHoldWhatWasAcked();
    t.diagnostic(`${acked().length - was} more orders found room after the restart`);
  });

  it('is forgotten once there is room: everything is acked once, bumps too', async () => {
    const seq = await allBoardsHoldWhatWasAcked();
    await rm(ballast);
    cook.proceed();
    pos.proceed();
    await pos.drained();
    await cook.drained();
    const { status, body } = await kitchen.http.get('/healthz');
    assert.equal(status, 200);
    assert.ok(body.seq > seq);
    for (const { id } of sent) assert.deepEqual([pos.answers.get(id).type, pos.resent.has(id) || !pos.answers.get(id).duplicate], ['ack', true]);
    assert.equal(acked().length, ORDERS);
    await allBoardsHoldWhatWasAcked();
  });

  it('cost no screen its place: one history, no snapshot, every event once', async () => {
    const { body } = await kitchen.http.get('/healthz');
    await cook.caughtUp(body.seq);
    assert.equal(cook.snapshots, 1, 'the first hello\'s only');
    const accepted = cook.events.filter(({ kind }) => kind === 'order_accepted').map(({ order_id }) => order_id);
    assert.deepEqual(accepted.sort(), sent.map(({ id }) => id).sort());
    await kitchen.terminate();
    assert.equal(replay(data).head, cook.place.head);
  });
});
