// How a terminal (or the hand of a cook) comes into the kitchen: its host shows a code, a person types it at the hub.
import assert from 'node:assert/strict';
import { Resident } from './resident.mjs';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Shows a code as soon as the hub lets it: there is a limit to how often devices may ask. */
async function waiting(newcomer) {
  for (;;) {
    const shown = await newcomer.call('begin');
    if (shown.refused?.code !== 'rate_limited') return shown;
    await wait(shown.refused.retry_ms);
  }
}

/** Pairs from that host; resolves with {token, device, pins}. */
export async function paired(hub, host, { role, name }) {
  const newcomer = await Resident.start(host, 'pairing.mjs', { url: hub.url, role, name });
  try {
    const { code, refused } = await waiting(newcomer);
    assert.equal(refused, undefined, `${name} may not be paired: ${JSON.stringify(refused)}`);
    const [answer, result] = await Promise.all([hub.pair(name, code), newcomer.call('finish')]);
    assert.equal(answer.type, 'ack', JSON.stringify(answer));
    assert.match(result.token ?? '', /^[0-9a-f]{64}$/, `${name} was paired: ${JSON.stringify(result)}`);
    return result;
  } finally {
    await newcomer.stop();
  }
}

/** The role of a token for those who say hello as this. */
const tokenRole = (role) => ({ station: 'kitchen', board: 'kitchen', monitor: 'manager' })[role] ?? role;

/** A paired Terminal that connects; `on_tell` hears what it tells. */
export async function joined(hub, host, hello, { on_tell, relayed = false } = {}) {
  const { token, pins } = await paired(hub, host, { role: tokenRole(hello.role), name: hello.name });
  const terminal = await Resident.start(host, 'terminal.mjs', { url: hub.url, pins, hello: { ...hello, token }, relayed }, on_tell);
  await terminal.call('start');
  return terminal;
}
