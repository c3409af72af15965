// Orders and files on the managers' page, with answers that are made up.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { unless } from '../system/support/unless.mjs';
import { Browser, in_room, no_browser, sign_in } from './support/browser.mjs';
import { Hub, MANAGER, no_page } from './support/hub.mjs';
import { answer_made_up } from './support/made_up.mjs';

const { after, before, it } = unless(no_browser || no_page);

describe('orders and files', () => {
  let hub;
  let browser;
  before(async () => { [hub, browser] = await Promise.all([Hub.start({ people: [MANAGER] }), Browser.start()]); });
  after(async () => { await browser?.stop(); await hub?.stop(); });

  async function open(hash, change) {
    const page = await browser.open(`${hub.plain}/${hash}`);
    await answer_made_up(page, change);
    await sign_in(page, MANAGER.pin);
    return page;
  }
  const rows = (page) => page.locator('.orders-table tbody tr');

  it('shows the newest, then more, or the slowest', async () => {
    const page = await open('#orders');
    await page.getByText('25 of 60', { exact: true }).waitFor();
    await page.getByRole('button', { name: '25 more' }).click();
    await page.getByText('50 of 60', { exact: true }).waitFor();
    await page.getByRole('button', { name: '25 more' }).click();
    await page.getByText('60 of 60', { exact: true }).waitFor();
    assert.equal(await page.getByRole('button', { name: '25 more' }).isVisible(), false);
    assert.match(await rows(page).first().innerText(), /431/);
    await page.getByRole('button', { name: 'Slowest' }).click();
    await page.getByText('25 of 60', { exact: true }).waitFor();
    const times = await page.locator('.orders-table tbody td:last-child').allInnerTexts();
    assert.deepEqual([...times].sort((a, b) => parseInt(b, 10) - parseInt(a, 10)).map((text) => parseInt(text, 10)), times.map((text) => parseInt(text, 10)));
    await page.context().close();
  });

  it('finds an order by its number, or says where else to look', async () => {
    const page = await open('#orders');
    await page.getByLabel('Order number').fill('999');
    await page.getByLabel('Order number').press('Enter');
    await page.getByText('No order 999 on these days, with these filters.').waitFor();
    await page.getByRole('link', { name: 'Search the last 4 weeks' }).click();
    await page.waitForFunction(() => location.hash === '#orders?from=2026-10-24&to=2026-11-20&number=999');
    await page.getByLabel('Order number').fill('428');
    await page.getByLabel('Order number').press('Enter');
    await page.getByText('1 of 1', { exact: true }).waitFor();
    assert.match(await rows(page).innerText(), /428/);
    await page.context().close();
  });

  it('tells everything that happened to one order, under a link of its own; Back leads to the list as it was', async () => {
    const page = await open('#orders?from=2026-11-19&sort=slowest');
    await page.getByRole('link', { name: 'Order 423' }).press('Enter');
    await in_room(page, 'Order 423');
    const events = await page.locator('.event').allInnerTexts();
    const said = events.map((text) => text.replace(/\s+/g, ' '));
    assert.equal(said.length, 10);
    assert.match(said[0], /^\+0:00 Accepted 2 × Classic Burger, 1 × Cola/);
    assert.match(said[3], /^\+2:20 Done Drinks 1 × Cola · pressed 21 s before the hub heard of it/);
    assert.match(said[4], /^\+12:00 Late Grill/);
    assert.match(said[6], /^\+13:10 Recalled Grill 2 × Classic Burger · by ani/);
    assert.match(said[9], /^\+15:02 Served .* by rina/);
    await page.getByRole('table', { name: 'Grill' }).getByText('2 × Classic Burger, – onion').waitFor();
    const other = await open(new URL(page.url()).hash);
    await in_room(other, 'Order 423');
    await page.getByRole('link', { name: 'All orders' }).click();
    await in_room(page, 'Orders');
    assert.equal(await page.evaluate(() => location.hash), '#orders?from=2026-11-19&sort=slowest');
    await page.goBack();
    await in_room(page, 'Order 423');
    assert.deepEqual(page.wrong, []);
    await Promise.all([page, other].map((each) => each.context().close()));
  });

  it('says that an order is not known, and that the journal has forgotten one', async () => {
    const page = await open('#orders?order=none', (path, answer) => (path === 'orders/none' ? { status: 404, json: { code: 'not_found', message: '' } } : path.startsWith('orders/') ? { ...answer, events: [], forgotten: true } : answer));
    await page.getByText('The hub knows no such order.').waitFor();
    await page.evaluate(() => { location.hash = '#orders?order=o-7'; });
    await page.getByText('The journal does not hold this order any more').waitFor();
    await page.context().close();
  });

  async function saved(page, press) {
    const [download] = await Promise.all([page.waitForEvent('download'), press()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }

  it('puts the days of a file together, with one head and no row twice', async () => {
    const page = await open('#export?from=2026-11-17&to=2026-11-20&station=grill');
    await page.getByText(/^17\D+20 Nov 2026 · 4 days$/).waitFor();
    const csv = await saved(page, () => page.getByRole('button', { name: 'Download' }).click());
    assert.equal(csv.name, 'orders-2026-11-17-2026-11-20.csv');
    assert.deepEqual(csv.text.split('\r\n'), ['order_id,day,number', ...['17', '18', '19', '20'].flatMap((day) => ['1', '2'].map((number) => `2026-11-${day}/${number},2026-11-${day},${number}`)), '']);
    await page.getByText('orders-2026-11-17-2026-11-20.csv is saved in your downloads.').waitFor();
    await page.getByRole('radio', { name: /^Tickets/ }).check();
    await page.getByRole('radio', { name: /^JSON/ }).check();
    const json = await saved(page, () => page.getByRole('button', { name: 'Download' }).click());
    assert.equal(json.name, 'tickets-2026-11-17-2026-11-20.json');
    assert.deepEqual(JSON.parse(json.text).map(({ order_id }) => order_id), ['17', '18', '19', '20'].flatMap((day) => [`2026-11-${day}/1`, `2026-11-${day}/2`]));
    const asked = page.asked.filter((url) => url.includes('/facts?'));
    assert.equal(asked.length, 8);
    assert.ok(asked.every((url) => url.includes('station=grill')));
    assert.deepEqual(page.wrong, [], 'the policy allows the file');
    await page.context().close();
  });

  it('stops a file when told to, and saves nothing that is not whole', async () => {
    let days = 0;
    const page = await open('#export?from=2026-11-01&to=2026-11-20', async (path, answer) => {
      if (path !== 'facts') return answer;
      days += 1;
      if (days > 2) await new Promise((resolve) => setTimeout(resolve, 1_000));
      return answer;
    });
    let downloads = 0;
    page.on('download', () => { downloads += 1; });
    await page.getByRole('button', { name: 'Download' }).click();
    await page.locator('progress[value="2"]').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Stopped. Nothing was saved.').waitFor();
    await page.waitForTimeout(1_200);
    assert.equal(downloads, 0);
    assert.equal(days, 3);
    await page.context().close();
  });

  it('says why a file could not be made, and waits for a hub that is busy', async () => {
    let tries = 0;
    const page = await open('#export?from=2026-11-19&to=2026-11-20', (path, answer, url) => {
      if (path !== 'facts') return answer;
      if (url.includes('from=2026-11-19')) { tries += 1; return tries < 3 ? { status: 429, json: { code: 'rate_limited', message: 'busy', retry_ms: 50 } } : answer; }
      return { status: 500, json: { code: 'internal', message: 'The facts cannot be read.' } };
    });
    await page.getByRole('button', { name: 'Download' }).click();
    await page.getByText('Nothing was saved: The facts cannot be read.').waitFor();
    assert.equal(tries, 3);
    await page.context().close();
  });

  it('leads to the report of the last day, in the language that is spoken, with the filters', async () => {
    const page = await open('#export?from=2026-11-17&to=2026-11-19&station=grill');
    await page.getByText('Thu 19 Nov 2026').waitFor();
    const link = page.getByRole('link', { name: 'Open the report' });
    assert.equal(await link.getAttribute('href'), '/api/v1/analytics/report?station=grill&day=2026-11-19&lang=en');
    assert.equal(await link.getAttribute('rel'), 'noopener');
    await page.context().close();
  });
});
