// A whole kitchen on a network: a hub, screens, terminals and the cook's hand, each on a host of its own, paired.
import { randomFrom } from '../../crash/support/random.mjs';
import { eventually } from '../../conformance/support/client.mjs';
import { Hub } from './hub.mjs';
import { Lan } from './network.mjs';
import { joined } from './join.mjs';
import { Resident } from './resident.mjs';
import { Screen } from './screen.mjs';
import { Till } from './till.mjs';

const PREP = ['grill', 'drink', 'fry', 'soup', 'wok', 'dessert'];
const size = (prep, terminals, partitions, partition_ms_max) => ({ stations: [...PREP.slice(0, prep), 'expo', 'board'], terminals, partitions, partition_ms_max });
export const SIZES = { everyday: size(2, 6, 6, 6_000), full: size(6, 16, 20, 12_000) };

const kindOf = (station) => (PREP.includes(station) ? 'prep' : station);
const kitchen = (stations) => ({
  stations: Object.fromEntries(stations.map((id) => [id, { name: id[0].toUpperCase() + id.slice(1), kind: kindOf(id) }])),
  routes: stations.filter((id) => PREP.includes(id)).map((id) => ({ categories: [id], stations: [id] })),
});

export class Crowd {
  static async gather({ stations, terminals }, random) {
    const crowd = new Crowd();
    const lan = crowd.lan = new Lan();
    const items = Object.fromEntries(stations.filter((id) => PREP.includes(id)).map((id) => [`${id} dish`, id]));
    try {
      crowd.hub = await Hub.start(lan.host('hub'), kitchen(stations));
      crowd.screens = stations.map((station) => new Screen(lan.host(station), { url: crowd.hub.url, station, directory: crowd.hub.directory }));
      for (const screen of crowd.screens) await screen.start().join(crowd.hub);
      crowd.tills = [];
      for (let n = 1; n <= terminals; n += 1) {
        const name = `till-${n}`;
        const till = new Till({ name, items, random: randomFrom(random.below(2 ** 31)) });
        till.resident = await joined(crowd.hub, lan.host(name), { role: 'pos', name }, { relayed: n % 3 === 0, on_tell: (told) => till.heard(told) });
        crowd.tills.push(till);
      }
      crowd.pass = await joined(crowd.hub, lan.host('pass'), { role: 'station', station: 'expo', screen: 'pass', name: 'pass' });
      await crowd.hub.hand.call('watch');
      await eventually(async () => (await crowd.hub.metrics()).followers >= stations.length + terminals + 2, 'everybody to be there', 30_000);
      crowd.hub.on_event = (event) => crowd.#serve(event);
    } catch (error) {
      await crowd.disperse();
      throw error;
    }
    return crowd;
  }

  /** An order whose lines are all done is served at once, so that its till takes another. */
  #serve({ status, station, order_id, seq }) {
    if (status === 'ready' && !station) this.pass.call('send', `serve-${order_id}-${seq}`, { type: 'ticket.bump', order_id, station: 'expo' }).catch(() => {});
  }

  /** All that a partition may hit. */
  members() {
    return [...this.screens.map(({ host }) => ({ address: host.address })),
            ...this.tills.map(({ resident }, n) => ({ address: resident.host.address, relay: (n + 1) % 3 === 0 ? (weather) => resident.call('weather', weather) : undefined }))];
  }

  work() {
    for (const till of this.tills) till.work();
    for (const screen of this.screens) if (kindOf(screen.station) === 'prep') screen.work();
  }

  rest() {
    for (const till of this.tills) till.rest();
  }

  cooksRest() {
    for (const screen of this.screens) screen.rest();
  }

  events(kind) {
    return this.hub.events.filter((event) => event.kind === kind);
  }

  counts() {
    const acks = this.tills.flatMap((till) => [...till.acked.values()]);
    return { orders: acks.length, changes: acks.filter(({ amended, voided }) => amended || voided).length, losses: this.tills.reduce((sum, { losses }) => sum + losses, 0) };
  }

  async disperse() {
    for (const till of this.tills ?? []) till.rest();
    try {
      await Promise.all((this.screens ?? []).map((screen) => screen.stop()));
      await this.hub?.stop();
    } finally {
      this.lan.stop();
    }
  }
}
