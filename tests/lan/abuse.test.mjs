// Strangers do their worst, all at once, while three tills take orders: every order is acked, about as fast as without
// them, the hub's memory stays, and what was done is counted by its cause.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { eventually } from '../conformance/support/client.mjs';
import { order } from '../conformance/support/orders.mjs';
import { unless } from '../system/support/unless.mjs';
import { Hub } from './support/hub.mjs';
import { joined, paired } from './support/join.mjs';
import { Lan, cannotNetwork } from './support/network.mjs';
import { Resident } from './support/resident.mjs';

const { after, before, it } = unless(cannotNetwork());
const TILLS = 3;
const ORDER_MS = 50;  // between two orders of one till
const PHASES_MS = { first: 2_000, quiet: 5_000, loud: 8_000 };
const SLOW = 200;
const LOWER_PRIORITY = 10;  // of the strangers, whose machines would not be the hub's
const GROWTH_KILOBYTES_MAX = 32 * 1024;
// As a share of the quiet phase, or of what a bystander waits for a processor meanwhile, with a floor: the strangers' own
// work is done by the same processors, and the machine may have other guests.
const SLOWER_MAX = 10;
const FLOOR_MS = 500;
// What the hub must have noticed of it, by the names on its metrics page.
const CAUSES = ['too_many_from_address', 'handshake', 'flood', 'broken_tls', 'header_too_large'];

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

describe('abuse from the network', () => {
  let lan;
  let hub;
  const tills = [];
  const strangers = [];

  before(async () => {
    lan = new Lan();
    hub = await Hub.start(lan.host('hub'));
    for (let n = 1; n <= TILLS; n += 1) {
      const till = { name: `till-${n}`, times: new Map(), sent: 0, lost: 0, errors: [] };
      const on_tell = ({ answer, id, ms, lost }) => {
        if (lost !== undefined) till.lost += 1;
        if (answer?.type === 'ack') till.times.set(id, ms);
        else if (answer) till.errors.push(answer);
      };
      till.resident = await joined(hub, lan.host(till.name), { role: 'pos', name: till.name }, { on_tell });
      tills.push(till);
    }
    const stranger = async (host, hello) => strangers.push(await Resident.start(host, 'stranger.mjs', { url: hub.url, hello }, undefined, LOWER_PRIORITY));
    for (let n = 1; n <= 8; n += 1) await stranger(lan.host(`stranger-${n}`));
    const mad = lan.host('mad-till');
    const { token } = await paired(hub, mad, { role: 'pos', name: 'mad' });
    await stranger(mad, { role: 'pos', name: 'mad', token });
  });
  after(async () => {
    try {
      await hub?.stop();
    } finally {
      lan?.stop();
    }
  });

  /** Every till sends its orders at its pace; resolves when all are acked, with the times that took, sorted. */
  async function phase(name) {
    const ids = new Map(tills.map((till) => [till, []]));
    await Promise.all(tills.map((till) => new Promise((resolve) => {
      const pace = setInterval(() => {
        const id = `${till.name}-${name}-${ids.get(till).length}`;
        ids.get(till).push(id);
        till.resident.call('send', id, { type: 'order.submit', order: order(undefined, { id }) }).catch((error) => till.errors.push(error));
        if (ids.get(till).length >= PHASES_MS[name] / ORDER_MS) { clearInterval(pace); resolve(); }
      }, ORDER_MS);
    })));
    await eventually(() => tills.every((till) => ids.get(till).every((id) => till.times.has(id))), `every order of the ${name} phase to be acked`, 30_000);
    return tills.flatMap((till) => ids.get(till).map((id) => till.times.get(id))).sort((a, b) => a - b);
  }

  const told = (times) => `p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms, longest ${times.at(-1).toFixed(1)} ms`;

  async function beginAbuse() {
    const slow = strangers.slice(0, 4);
    for (const stranger of slow) { await stranger.call('slow', SLOW / 8); await stranger.call('halfOpen', SLOW / 8); }
    const [pinger, thrower, bomber, both, mad] = strangers.slice(4);
    for (const stranger of [pinger, both, mad]) await stranger.call('pings');
    for (const stranger of [thrower, both]) await stranger.call('junk');
    await bomber.call('headers');
  }

  it('delays no order much, loses none, and does not fill the hub\'s memory', async (t) => {
    await phase('first');  // the hub has found its size
    const quiet = await phase('quiet');
    const [counted, resident] = [await hub.metrics(), hub.residentKilobytes()];
    await beginAbuse();
    const bystander = monitorEventLoopDelay({ resolution: 10 });
    bystander.enable();
    const loud = await phase('loud');
    bystander.disable();
    const waited = bystander.percentile(99) / 1e6;
    const grown = hub.residentKilobytes() - resident;
    const done = await Promise.all(strangers.map((stranger) => stranger.call('counts')));
    for (const stranger of strangers) await stranger.call('leave');
    const sum = (name) => done.reduce((total, each) => total + (each[name] ?? 0), 0);
    t.diagnostic(`quiet: ${told(quiet)}; under abuse: ${told(loud)}; ${quiet.length} and ${loud.length} orders; a bystander's p99 is ${waited.toFixed(1)} ms`);
    t.diagnostic(`the hub: ${resident} KiB resident, ${grown} KiB more after it; slow ${sum('slow')}, half open ${sum('half_open')}, pings ${sum('ping')}, junk ${sum('junk')} + ${sum('junk_bytes')}, header bombs ${sum('header_bombs')}, still open ${sum('open')}`);
    assert.deepEqual(tills.flatMap(({ errors }) => errors), []);
    assert.ok(grown < GROWTH_KILOBYTES_MAX, `${grown} KiB more`);
    const limit = Math.max(FLOOR_MS, SLOWER_MAX * percentile(quiet, 0.99), SLOWER_MAX * waited);
    assert.ok(percentile(loud, 0.99) < limit, `p99 is ${percentile(loud, 0.99)} ms, more than ${limit}`);
    assert.deepEqual(tills.map(({ lost }) => lost), [0, 0, 0], 'a till lost its connection');
    for (const name of ['slow', 'half_open', 'ping', 'junk', 'junk_bytes', 'header_bombs']) assert.ok(sum(name) > 0, `there was no ${name}`);

    const counts = await hub.metrics();
    const causes = Object.keys(counts).filter((name) => name.startsWith('connections_refused_total') && counts[name] > (counted[name] ?? 0));
    t.diagnostic(`counted: ${causes.map((name) => `${name.replace(/^.*="|"}$/g, '')} ${counts[name] - (counted[name] ?? 0)}`).join(', ')}`);
    for (const cause of CAUSES) assert.ok(causes.some((name) => name.includes(cause)), `${cause} was not counted`);
  });

  it('leaves the door open: somebody new comes in afterwards', async () => {
    const late = await joined(hub, lan.host('late'), { role: 'pos', name: 'late' });
    await eventually(async () => (await late.call('state')).live, 'a new till to be live');
  });
});
