// A peer that does not read must not cost the others anything.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Kitchen } from './support/kitchen.mjs';
import { burger, newId, order } from './support/orders.mjs';
import { accepted } from './support/check.mjs';

const QUEUE_BYTES_MAX = 1024 * 1024;

/** What the kernel may hold between two sockets before the hub's own queue begins to grow. */
function kernelBytesMax() {
  const largest = (name) => Number(readFileSync(`/proc/sys/net/ipv4/${name}`, 'utf8').trim().split(/\s+/)[2]);
  return largest('tcp_rmem') + largest('tcp_wmem');
}

function heavyOrder() {
  const notes = newId().repeat(14).slice(0, 490);
  return order(Array.from({ length: 100 }, (_, n) => burger({ id: `l${n}`, notes })));
}

describe('a slow reader', () => {
  let kitchen;
  before(async () => { kitchen = await Kitchen.start(); });
  after(() => kitchen?.stop());

  it('is closed with 1013 once more than 1 MiB waits for it, while a POS goes on being served', async () => {
    const monitor = await kitchen.watcher('monitor');
    const pos = await kitchen.pos();
    monitor.socket.pause();
    const heavy_bytes = JSON.stringify(heavyOrder()).length;
    const count = Math.ceil((kernelBytesMax() + 4 * QUEUE_BYTES_MAX) / heavy_bytes);
    for (let sent = 0; sent < count; sent += 20) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => pos.request({ type: 'order.submit', order: heavyOrder() })));
      answers.forEach((answer) => accepted(answer));
    }
    monitor.socket.resume();
    const { code } = await monitor.awaitClose();
    assert.ok([1013, 1006].includes(code), `closed with ${code}; 1006 where the close frame itself could not be sent`);
    accepted(await pos.request({ type: 'order.submit', order: order() }));
  });
});
