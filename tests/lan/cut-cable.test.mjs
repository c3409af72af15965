// One cable, out and in again: what a cook and a terminal may rely on meanwhile, and how soon somebody notices.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { eventually } from '../conformance/support/client.mjs';
import { order } from '../conformance/support/orders.mjs';
import { missing } from '../system/support/programs.mjs';
import { unless } from '../system/support/unless.mjs';
import { Hub } from './support/hub.mjs';
import { joined } from './support/join.mjs';
import { Lan, cannotNetwork } from './support/network.mjs';
import { Resident } from './support/resident.mjs';
import { Screen } from './support/screen.mjs';
import { Told } from './support/told.mjs';

const { after, before, it } = unless(cannotNetwork() || missing('brigade-station'));
const HUB_NOTICES_MS = 15_000;
const SCREEN_NOTICES_MS = 5_000;
const MARGIN_MS = 2_500;  // how often the hub looks, and a busy machine
const EVERYBODY = 3;  // who follows the hub: its own hand, the screen, the till

/** Both, or the first failure when both are over. */
async function both(...promises) {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}

describe('a cable that is cut', () => {
  let lan;
  let hub;
  let screen;
  let till;
  const told = new Told();
  const acks = new Set();  // request ids
  const heard = (news) => { if (news.answer?.type === 'ack') acks.add(news.id); told.hear(news); };
  const statuses = (state) => told.heard.filter(({ status }) => status?.state === state).map(({ status }) => status.order_id);
  const submit = async (...ids) => { for (const id of ids) await till.call('send', id, { type: 'order.submit', order: order(undefined, { id }) }); };
  /** The ids of the orders that the hub has taken; its hand may hear of one a moment after the till's ack. */
  const accepted = async () => {
    const seq = await hub.seq();
    await eventually(() => hub.events.at(-1)?.seq >= seq, 'the hub\'s own hand to have heard all');
    return hub.events.filter(({ kind }) => kind === 'order_accepted').map(({ order_id }) => order_id);
  };
  const bumped = () => hub.events.filter(({ kind }) => kind === 'lines_bumped').map(({ order_id }) => order_id);
  const followers = async () => (await hub.metrics()).followers;

  before(async () => {
    lan = new Lan();
    hub = await Hub.start(lan.host('hub'));
    await hub.hand.call('watch');
    screen = new Screen(lan.host('grill'), { url: hub.url, station: 'grill', directory: hub.directory }).start();
    await screen.join(hub);
    till = await joined(hub, lan.host('till'), { role: 'pos', name: 'till' }, { relayed: true, on_tell: heard });
    await eventually(async () => await followers() === EVERYBODY, 'everybody to be there');
  });
  after(async () => {
    try {
      await screen?.stop();
      await hub?.stop();
    } finally {
      lan?.stop();
    }
  });

  it('leaves a screen showing and bumping, and what was pressed arrives once', async () => {
    await submit('offline-1', 'offline-2');
    await eventually(() => ['offline-1', 'offline-2'].every((id) => statuses('shown').includes(id)), 'both orders to be shown');
    screen.host.plug(false);
    const seq = await hub.seq();
    const pressed = await eventually(() => {
      if (screen.waiting().size === 0) screen.press('bump');
      return screen.waiting().size > 0 && [...screen.waiting()];
    }, 'a press to be on the screen\'s own disk');
    await submit('meanwhile');
    await eventually(() => acks.has('meanwhile'), 'an order to be taken meanwhile');
    assert.deepEqual(bumped(), [], 'the hub cannot have heard of the press');
    assert.ok(screen.running);
    screen.host.plug(true);
    await eventually(() => pressed.every((id) => bumped().includes(id)), 'the press to arrive', 30_000);
    await eventually(() => statuses('shown').includes('meanwhile'), 'what came meanwhile to be shown', 30_000);
    await eventually(() => screen.copy().head === hub.replay().head, 'the screen to have the hub\'s journal');
    assert.equal(screen.copy().digest, hub.replay().digest);
    assert.deepEqual(bumped().sort(), [...screen.waiting()].sort(), 'every press once');
    assert.ok(await hub.seq() > seq);
  });

  it('in the middle of submits loses none and takes none twice', async () => {
    const ids = Array.from({ length: 60 }, (_, n) => `cut-${n}`);
    for (let cut = 0; cut < 4; cut += 1) {
      told.forget();
      await submit(...ids.slice(15 * cut, 15 * cut + 15));
      await till.call('cut');
      await told.first(({ lost }) => lost !== undefined, 'the till to lose the hub');
      await told.first(({ live }) => live, 'the till to be back');
    }
    await eventually(() => ids.every((id) => acks.has(id)), 'every order to be acked', 30_000);
    const taken = (await accepted()).filter((id) => id.startsWith('cut-'));
    assert.deepEqual(taken.sort(), [...ids].sort());
  });

  it('towards the terminal only is noticed and mended all the same', async () => {
    told.forget();
    await till.call('weather', { silent: 'down' });
    await submit('not-heard');
    await told.first(({ lost }) => lost !== undefined, 'the till to give the hub up', 20_000);
    await till.call('weather', {});
    await eventually(() => acks.has('not-heard'), 'the order to be acked', 30_000);
    assert.equal((await accepted()).filter((id) => id === 'not-heard').length, 1);
  });

  it('without a word is noticed by the screen within 5 s and by the hub within 15 s, also where only one direction is dead', async (t) => {
    const is_whole = async () => (await hub.device('grill'))?.connected && await followers() === EVERYBODY;
    await eventually(is_whole, 'everybody to be there, and nobody twice: the till may have left a connection behind', 2 * HUB_NOTICES_MS);
    screen.log = '';
    await till.call('weather', { silent: 'up' });
    await submit('not-said');
    const dark = screen.host.address;
    hub.host.filter({ input: [`ip saddr ${dark} drop`], output: [`ip daddr ${dark} drop`] });
    const began = performance.now();
    const since = () => Math.round(performance.now() - began);
    const screen_ms = eventually(() => /the hub is gone/.test(screen.log) && since(), 'the screen to notice', 2 * SCREEN_NOTICES_MS);
    const hub_ms = eventually(async () => await followers() === EVERYBODY - 2 && since(), 'the hub to notice both', 2 * HUB_NOTICES_MS);
    const [by_screen, by_hub] = await both(screen_ms, hub_ms).finally(() => hub.host.filter({ input: [], output: [] }));
    t.diagnostic(`a black hole was noticed by the screen after ${by_screen} ms, by the hub after ${by_hub} ms`);
    assert.ok(by_screen <= SCREEN_NOTICES_MS + MARGIN_MS, `the screen: ${by_screen} ms`);
    assert.ok(by_hub <= HUB_NOTICES_MS + MARGIN_MS, `the hub: ${by_hub} ms`);
    assert.equal((await hub.device('grill')).connected, false);
    await till.call('weather', {});
    await eventually(async () => await followers() === EVERYBODY && acks.has('not-said'), 'both to be back', 2 * HUB_NOTICES_MS);
    assert.equal((await accepted()).filter((id) => id === 'not-said').length, 1);
  });
});
