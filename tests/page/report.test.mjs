// The printed day as a printer gets it: one sheet, with its looks, in both languages, within the strict policy.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { unless } from '../system/support/unless.mjs';
import { Browser, no_browser } from './support/browser.mjs';
import { Hub, no_page } from './support/hub.mjs';
import { lunch } from './support/lunch.mjs';

const { after, before, it } = unless(no_browser || no_page);
const PICTURES = process.env.BRIGADE_PICTURES;  // a directory: keep a picture of each sheet there
const pages_of = (pdf) => (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;

describe('the printed day', () => {
  let hub;
  let browser;
  before(async () => {
    [hub, browser] = await Promise.all([Hub.start(), Browser.start()]);
    await lunch(hub);
  });
  after(async () => { await browser?.stop(); await hub?.stop(); });

  for (const [lang, title] of [['en', 'Day report'], ['id', 'Laporan harian']]) {
    it(`fits one sheet of A4 and of Letter with every table full (${lang})`, async () => {
      const page = await browser.open(`${hub.plain}/api/v1/analytics/report?lang=${lang}&station=grill&station=drink&service=dine_in`);
      await page.getByText(title).waitFor();
      for (const table of ['items', 'unavailable', 'returned']) await page.locator(`section.${table} .more`).waitFor();
      await page.locator('section.waits tbody tr:nth-child(6)').waitFor();
      for (const format of ['A4', 'Letter']) {
        const pdf = await page.pdf({ format, ...(PICTURES ? { path: join(PICTURES, `report-${lang}-${format}.pdf`) } : {}) });
        assert.equal(pages_of(pdf), 1, `${format} in ${lang}`);
      }
      if (PICTURES) await page.screenshot({ path: join(PICTURES, `report-${lang}.png`), fullPage: true });
      assert.deepEqual(page.wrong, []);
      await page.context().close();
    });
  }

  it('has its looks from the hub, asks nobody else, and nothing stands over anything', async () => {
    const page = await browser.open(`${hub.plain}/api/v1/analytics/report`);
    assert.equal(await page.locator('.tiles').evaluate((tiles) => getComputedStyle(tiles).display), 'grid');
    assert.ok(page.asked.every((url) => url.startsWith(hub.plain)), page.asked.join(' '));
    const wide = await page.evaluate(() => [...document.querySelectorAll('main *')].filter((each) => each.getBoundingClientRect().right > document.querySelector('main').getBoundingClientRect().right + 1).length);
    assert.equal(wide, 0);
    await page.context().close();
  });

  it('prints what the page says', async () => {
    const { body } = await hub.http.get('/api/v1/analytics/figures');
    const page = await browser.open(`${hub.plain}/api/v1/analytics/report`);
    assert.equal(await page.locator('.tiles div', { hasText: /^Orders/ }).locator('b').textContent(), String(body.now.orders));
    assert.equal(await page.locator('.tiles div', { hasText: /^Items/ }).locator('b').textContent(), String(body.now.items));
    await page.context().close();
  });

  it('says so where nothing was ordered, on one sheet as well', async () => {
    const page = await browser.open(`${hub.plain}/api/v1/analytics/report?day=2020-01-01`);
    await page.getByText('Nothing was ordered on this day.').waitFor();
    assert.equal(pages_of(await page.pdf({ format: 'A4' })), 1);
    await page.context().close();
  });
});
