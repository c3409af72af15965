// Real screens and terminals, each on a host of its own, all paired, while the network comes and goes: groups of them are
// cut off from the hub, heard by it or hearing it no longer, lose packets, are late. They go on taking orders, changing
// and bumping; when the network is well again, all is as if nothing had been.
// BRIGADE_LAN=full: 8 screens, 16 terminals, 20 partitions. BRIGADE_SEED says which.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '../conformance/support/client.mjs';
import { randomFrom } from '../crash/support/random.mjs';
import { missing } from '../system/support/programs.mjs';
import { unless } from '../system/support/unless.mjs';
import { Crowd, SIZES } from './support/crowd.mjs';
import { cannotNetwork } from './support/network.mjs';
import { KINDS, Weather } from './support/weather.mjs';

const SIZE = SIZES[process.env.BRIGADE_LAN === 'full' ? 'full' : 'everyday'];
const SEED = Number(process.env.BRIGADE_SEED ?? Date.now() % 2 ** 31);
const CONVERGED_MS = 60_000;
const OFFLINE_MS = 1_000;  // a press that is older when it arrives was kept by a screen without its hub
const { after, before, it } = unless(cannotNetwork() || missing('brigade-station'));

describe(`${SIZE.partitions} partitions of ${SIZE.stations.length} screens and ${SIZE.terminals} terminals, seed ${SEED}`, () => {
  const random = randomFrom(SEED);
  let crowd;
  let weather;

  before(async () => {
    crowd = await Crowd.gather(SIZE, random);
    weather = new Weather(crowd.hub.host);
  });
  after(() => crowd?.disperse());

  /** One group, one or two kinds of trouble, for as long as a screen or the hub takes to notice, or not. */
  async function partition(times) {
    const members = crowd.members();
    const hit = members.filter(() => random.chance(0.4));
    for (const member of hit.length > 0 ? hit : [random.pick(members)]) {
      const kind = random.pick(KINDS.filter((each) => each !== 'late' || member.relay));
      times.set(kind, (times.get(kind) ?? 0) + 1);
      await weather.begin(kind, member, random);
    }
    await pause(1_000 + random.below(SIZE.partition_ms_max - 1_000));
    await weather.clear();
    await pause(random.below(1_500));
  }

  it('are survived: everything that was said is answered, and every screen comes back', async (t) => {
    const times = new Map();
    crowd.work();
    for (let n = 0; n < SIZE.partitions; n += 1) await partition(times);
    crowd.rest();
    const healed = performance.now();
    await eventually(() => crowd.tills.every(({ waiting }) => waiting.size === 0), 'every request to be answered', CONVERGED_MS);
    await eventually(() => crowd.tills.every(({ open }) => open.size === 0), 'every order to be served', CONVERGED_MS);
    crowd.cooksRest();
    const { orders, changes, losses } = crowd.counts();
    t.diagnostic(`${orders} orders acked, ${changes} amended or voided, ${losses} connections of terminals lost; ${[...times].map(([kind, count]) => `${kind}: ${count}`).join(', ')}`);
    t.diagnostic(`all served ${Math.round(performance.now() - healed)} ms after the last partition`);
    assert.ok(orders >= SIZE.partitions && losses > 0, 'there was not much of a load, or no partition');
    assert.deepEqual(crowd.tills.flatMap(({ refused }) => refused), []);
  });

  it('lose no acked order and take none twice', async () => {
    const seq = await crowd.hub.seq();
    await eventually(() => crowd.hub.events.at(-1)?.seq >= seq, 'the journal');
    const accepted = crowd.events('order_accepted').map(({ order_id, seq }) => [order_id, seq]);
    const acked = crowd.tills.flatMap((till) => [...till.acked].map(([id, ack]) => [id, ack.seq]));
    assert.deepEqual(accepted.map(([id]) => id).sort(), [...new Set(accepted.map(([id]) => id))].sort(), 'an order was taken twice');
    assert.deepEqual(new Map(accepted.sort()), new Map(acked.sort()));
    for (const [kind, change] of [['order_amended', 'amended'], ['order_voided', 'voided']]) {
      const happened = crowd.events(kind).map(({ order_id }) => order_id).sort();
      const told = crowd.tills.flatMap((till) => [...till.acked].filter(([, ack]) => ack[change]).map(([id]) => id)).sort();
      assert.deepEqual(happened, told, kind);
    }
  });

  it('leave every terminal its statuses, each once', () => {
    for (const till of crowd.tills) {
      const said = till.statuses.map(({ seq }) => seq);
      assert.deepEqual(said, [...new Set(said)].sort((a, b) => a - b), `the statuses of ${till.name}`);
      for (const [id] of till.acked) assert.equal(till.statuses.filter((each) => each.order_id === id && each.state === 'accepted').length, 1, `${id} was told accepted`);
    }
  });

  it('leave no fired line that was not shown', (t) => {
    const stories = new Map();
    for (const event of crowd.hub.events) stories.set(event.order_id, [...(stories.get(event.order_id) ?? []), event]);
    const of = (order_id) => stories.get(order_id);
    // What a screen bumped without its hub it had shown; of a ticket that is done it does not tell so any more.
    const shown = ({ kind }) => kind === 'ticket_shown';
    const bumped_offline = ({ kind, age_ms }) => kind === 'lines_bumped' && age_ms >= OFFLINE_MS;
    const found = (order_id, station, seq, what) => of(order_id).some((event) => what(event) && event.station === station && event.seq > seq);
    const seen = (...ticket) => found(...ticket, shown) || found(...ticket, bumped_offline);
    let only_bumped = 0;
    for (const till of crowd.tills) for (const [id, { seq, tickets, amended, voided }] of till.acked) {
      if (voided) continue;
      const story = () => of(id).map((event) => JSON.stringify({ ...event, order: undefined, placements: undefined })).join('\n');
      for (const { station } of tickets) {
        assert.ok(seen(id, station, seq), `${id} was never shown at ${station}:\n${story()}`);
        if (!found(id, station, seq, shown)) only_bumped += 1;
      }
      if (amended) assert.ok(amended.tickets.some(({ station }) => seen(id, station, amended.seq)), `what was added to ${id} was never shown:\n${story()}`);
    }
    t.diagnostic(`${crowd.events('ticket_shown').length} times a ticket was shown, ${only_bumped} tickets were bumped offline before anybody was told`);
  });

  it('leave every screen a copy that is the journal', async () => {
    for (const screen of crowd.screens) {
      assert.ok(screen.running, `the screen ${screen.host.name} has ended by itself\n${screen.log.slice(-1000)}`);
      await eventually(() => screen.copy().seq === crowd.hub.replay().seq, `${screen.host.name} to have stored everything`);
      const [{ head, digest }, hub] = [screen.copy(), crowd.hub.replay()];
      assert.deepEqual([head, digest], [hub.head, hub.digest], screen.host.name);
    }
  });
});
