// The figures on the page against a count of one's own, over a made-up past of a real hub: what the hub hands out as facts,
// row by row, is counted here anew and must be what the page says, to the second.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../conformance/support/client.mjs';
import { missing } from '../system/support/programs.mjs';
import { unless } from '../system/support/unless.mjs';
import { Browser, in_room, no_browser, sign_in } from './support/browser.mjs';
import { Hub, MANAGER, no_page } from './support/hub.mjs';
import { AS_IT_SHOULD, readable } from './support/readable.mjs';

const { after, before, it } = unless(no_browser || no_page || missing('brigade'));
const PICTURES = process.env.BRIGADE_PICTURES;  // a directory: keep a picture of each room there
const DAYS = 35;

/** The value at place ⌈p·n⌉: docs/figures.md. */
const percentile = (values, p) => [...values].sort((a, b) => a - b)[Math.ceil((p * values.length) / 100) - 1];
function time_text(ms) {
  const seconds = Math.floor(ms / 1000);
  const [hours, rest] = [Math.floor(seconds / 3600), String(seconds % 60).padStart(2, '0')];
  return hours > 0 ? `${hours}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}:${rest}` : `${Math.floor(seconds / 60)}:${rest}`;
}

describe('the figures of a real past', () => {
  let hub;
  let browser;
  let yesterday;
  const get = async (path) => (await hub.http.get(`/api/v1/analytics/${path}`)).body;
  const facts = async (what, day) => (await get(`facts?what=${what}&from=${day}&to=${day}`)).rows;
  before(async () => {
    [hub, browser] = await Promise.all([Hub.start({ people: [MANAGER], past: { days: DAYS, orders_per_day: 60 } }), Browser.start()]);
    const status = await eventually(async () => {
      const now = await get('status');
      return !now.rebuilding && now.seq === now.journal_seq && now;
    }, 'the facts to be made', 60_000);
    yesterday = new Date(Date.parse(`${status.today}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  });
  after(async () => { await browser?.stop(); await hub?.stop(); });

  async function open(hash, options) {
    const page = await browser.open(`${hub.plain}/${hash}`, { timezoneId: 'Asia/Jakarta', ...options });
    await sign_in(page, MANAGER.pin);
    await page.locator('.as-of').filter({ hasText: /^as of \d/ }).waitFor();
    return page;
  }
  const tile = async (page, name) => (await page.locator('.tile').filter({ hasText: name }).locator('.big').innerText()).replaceAll('\u00a0', ' ');
  const picture = (page, name) => (PICTURES ? page.screenshot({ path: join(PICTURES, `${name}.png`) }) : undefined);

  for (const station of ['', 'grill']) {
    it(`are those that anybody counts from the facts, ${station || 'all stations'}`, async () => {
      const tickets = (await facts('tickets', yesterday)).filter((ticket) => !station || ticket.station === station);
      const done = tickets.filter(({ ticket_time_ms }) => ticket_time_ms !== null);
      const times = done.map(({ ticket_time_ms }) => ticket_time_ms);
      assert.ok(times.length > 20, `only ${times.length} tickets`);
      const page = await open(`#prep?from=${yesterday}${station ? `&station=${station}` : ''}`);
      assert.equal(await tile(page, 'Ticket time, median'), time_text(percentile(times, 50)));
      assert.equal(await tile(page, 'Ticket time, p90'), time_text(percentile(times, 90)));
      assert.equal(await tile(page, 'On time'), `${Math.round((100 * done.filter(({ on_time }) => on_time).length) / done.length)} %`);
      const voided = new Set((await facts('orders', yesterday)).filter(({ state }) => state === 'voided').map(({ order_id }) => order_id));
      assert.equal(await tile(page, 'Orders'), String(new Set(tickets.filter(({ order_id }) => !voided.has(order_id)).map(({ order_id }) => order_id)).size));
      assert.match(await page.locator('.worth').innerText(), new RegExp(`Longest ticket\\s+${time_text(Math.max(...times))}`));
      assert.deepEqual(page.wrong, []);
      await page.context().close();
    });
  }

  it('have every hour of the day in the table beside the chart', async () => {
    const page = await open(`#prep?from=${yesterday}`);
    const by_hour = new Map();
    for (const { fired_at, ticket_time_ms, utc_offset_min } of await facts('tickets', yesterday)) {
      if (ticket_time_ms === null) continue;
      const hour = new Date(Date.parse(fired_at) + utc_offset_min * 60_000).getUTCHours();
      by_hour.set(hour, [...(by_hour.get(hour) ?? []), ticket_time_ms]);
    }
    const rows = await page.getByRole('region', { name: 'Ticket time by hour' }).locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    const told = Object.fromEntries(rows.filter(([, , , median]) => median !== '–').map(([hour, , , median, p90]) => [Number(hour.slice(0, 2)), [median, p90]]));
    assert.deepEqual(told, Object.fromEntries([...by_hour].map(([hour, times]) => [hour, [time_text(percentile(times, 50)), time_text(percentile(times, 90))]])));
    await page.context().close();
  });

  it('lead from the slowest order to everything that happened to it', async () => {
    const orders = (await facts('orders', yesterday)).filter(({ order_time_ms }) => order_time_ms !== null);
    const slowest = orders.sort((a, b) => b.order_time_ms - a.order_time_ms)[0];
    const page = await open(`#orders?from=${yesterday}&sort=slowest`);
    const first = page.locator('.orders-table tbody tr').first();
    assert.match(await first.innerText(), new RegExp(`\\b${slowest.number}\\b[^]*${time_text(slowest.order_time_ms)}`));
    await first.getByRole('link').click();
    await in_room(page, `Order ${slowest.number}`);
    await page.locator('.event').first().waitFor();
    const { events } = await get(`orders/${encodeURIComponent(slowest.order_id)}`);
    assert.equal(await page.locator('.event').count(), events.length);
    assert.equal(await tile(page, 'Order time'), time_text(slowest.order_time_ms));
    const said = await page.locator('.event b').allInnerTexts();
    assert.ok(said[0] === 'Accepted' && said.every((text) => !text.includes('_')), said.join(', '));
    assert.deepEqual(await readable(page), AS_IT_SHOULD);
    await picture(page, 'one-order');
    await page.context().close();
  });

  it('go into a file, every order of the days once', async () => {
    const from = new Date(Date.parse(`${yesterday}T00:00:00Z`) - 2 * 86_400_000).toISOString().slice(0, 10);
    const page = await open(`#export?from=${from}&to=${yesterday}`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download' }).click()]);
    const [head, ...rows] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    assert.match(head, /^order_seq,order_id,day,number,/);
    const { total } = await get(`orders?from=${from}&to=${yesterday}&limit=1`);
    assert.equal(new Set(rows.map((row) => row.split(',')[0])).size, rows.length);
    assert.ok(rows.length >= total && total > 60, `${rows.length} rows, ${total} orders`);
    await page.context().close();
  });

  it('stand on one sheet of paper, which the policy lets have its looks', async () => {
    const page = await open(`#export?from=${yesterday}`);
    const [paper] = await Promise.all([page.waitForEvent('popup'), page.getByRole('link', { name: 'Open the report' }).click()]);
    const wrong = [];
    paper.on('console', (message) => wrong.push(message.text()));
    await paper.locator('h1').waitFor();
    assert.equal(await paper.evaluate(() => document.styleSheets.length), 1);
    assert.deepEqual(wrong.filter((text) => /Content Security Policy/.test(text)), []);
    await page.context().close();
  });

  it('of today so far stand beside the boards', async () => {
    const page = await open('#today');
    const live = await get('live');
    await page.locator('.tile').filter({ hasText: 'Late so far' }).waitFor();
    assert.equal(await tile(page, 'Ticket time so far'), live.today.ticket_time.n === 0 ? '–' : time_text(live.today.ticket_time.median_ms));
    await page.context().close();
  });

  for (const [name, hash, options] of [['prep-times', 'prep?', {}], ['prep-times-dark', 'prep?', { colorScheme: 'dark' }],
    ['prep-times-phone', 'prep?', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }], ['prep-times-weeks', 'prep?to=&', {}]]) {
    it(`can be read in a real kitchen's numbers: ${name}`, async () => {
      const from = name.endsWith('weeks') ? new Date(Date.parse(`${yesterday}T00:00:00Z`) - 27 * 86_400_000).toISOString().slice(0, 10) : yesterday;
      const page = await open(`#${hash.replace('to=&', '')}from=${from}&to=${yesterday}`, { viewport: { width: 1440, height: 1000 }, ...options });
      assert.deepEqual(await readable(page), AS_IT_SHOULD);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
      assert.deepEqual(page.wrong, []);
      await picture(page, name);
      await page.context().close();
    });
  }
});
