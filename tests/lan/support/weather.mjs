// What a network does to those on it, from a seed. Faults are at the hub's own packet filter, by address, or at the relay
// of a terminal; all of them end with end().
const LOSS = 'numgen random mod 100 <';

/** Kind → its rules for one address, at the hub. */
const AT_THE_HUB = {
  'cut off': (address) => ({ input: [`ip saddr ${address} drop`], output: [`ip daddr ${address} drop`] }),
  'not heard by the hub': (address) => ({ input: [`ip saddr ${address} drop`], output: [] }),
  'not hearing the hub': (address) => ({ input: [], output: [`ip daddr ${address} drop`] }),
  'one packet in five lost': (address) => ({ input: [`ip saddr ${address} ${LOSS} 20 drop`], output: [`ip daddr ${address} ${LOSS} 20 drop`] }),
};
const LATE = 'late';
export const KINDS = [...Object.keys(AT_THE_HUB), LATE];

export class Weather {
  constructor(hub_host) {
    Object.assign(this, { hub_host, faults: new Map(), late: new Set() });  // member → rules
  }

  /** A member is {address, relay}: relay(weather), where there is one, sets its relay's weather. */
  async begin(kind, member, random) {
    if (kind === LATE) {
      this.late.add(member);
      await member.relay({ delay_ms: 50 + random.below(400) });
    } else {
      this.faults.set(member, AT_THE_HUB[kind](member.address));
      this.#apply();
    }
  }

  async end(member) {
    if (this.faults.delete(member)) this.#apply();
    if (this.late.delete(member)) await member.relay({});
  }

  async clear() {
    for (const member of [...this.faults.keys(), ...this.late]) await this.end(member);
  }

  #apply() {
    const rules = (hook) => [...this.faults.values()].flatMap((each) => each[hook]);
    this.hub_host.filter({ input: rules('input'), output: rules('output') });
  }
}
