// Prep times on the managers' page: what is asked stands in the address, answers come late or not at all, and everything
// that is drawn can be read. The answers are made up (support/made_up.mjs); figures.test.mjs has real ones.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { eventually } from '../conformance/support/client.mjs';
import { unless } from '../system/support/unless.mjs';
import { Browser, in_room, no_browser, sign_in } from './support/browser.mjs';
import { Hub, MANAGER, no_page } from './support/hub.mjs';
import { answer_made_up, of_nothing, TODAY } from './support/made_up.mjs';
import { AS_IT_SHOULD, readable } from './support/readable.mjs';

const { after, before, it } = unless(no_browser || no_page);

describe('prep times', () => {
  let hub;
  let browser;
  before(async () => { [hub, browser] = await Promise.all([Hub.start({ people: [MANAGER] }), Browser.start()]); });
  after(async () => { await browser?.stop(); await hub?.stop(); });

  async function open(hash, change, options) {
    const page = await browser.open(`${hub.plain}/${hash}`, { timezoneId: 'Asia/Jakarta', ...options });
    await answer_made_up(page, change);
    await sign_in(page, MANAGER.pin);
    return page;
  }
  const shown = (page) => page.locator('.as-of').filter({ hasText: /^as of \d/ }).waitFor();
  const tile = (page, name) => page.locator('.tile').filter({ hasText: name });
  const asked = (page, what) => page.asked.map((url) => new URL(url)).filter(({ pathname }) => pathname === `/api/v1/analytics/${what}`).at(-1)?.searchParams.toString();
  const address = (page) => page.evaluate(() => decodeURIComponent(location.hash));

  it('shows today, and how it compares with the same weekdays, in words', async () => {
    const page = await open('#prep');
    await in_room(page, 'Prep times');
    await shown(page);
    assert.equal(asked(page, 'figures'), `from=${TODAY}&to=${TODAY}`);
    assert.match(await tile(page, 'Orders').innerText(), /412\s+▲ 6\s%\smore/);
    assert.match(await tile(page, 'Ticket time, median').innerText(), /6:52\s+▲ 0:24 slower/);
    assert.match(await tile(page, 'On time (8 min)').innerText(), /71\s%\s+▼ 4 points fewer/);
    assert.match(await tile(page, 'Order to glass').innerText(), /38\sms\s+824 of 824 shown/);
    await page.getByLabel('Compared with').selectOption('previous');
    await tile(page, 'Ticket time, median').getByText('0:08 faster').waitFor();
    assert.match(await address(page), /compare=previous/);
    assert.deepEqual(page.wrong, [], 'nothing that the policy forbids');
    await page.context().close();
  });

  it('keeps days and filters in the address: Back takes them back, and a link brings them to somebody else', async () => {
    const page = await open('#prep');
    await shown(page);
    await page.getByRole('button', { name: 'Yesterday' }).click();
    await page.getByRole('button', { name: 'All stations' }).click();
    await page.getByRole('checkbox', { name: 'Grill' }).check();
    await page.getByRole('checkbox', { name: 'Drinks' }).check();
    await eventually(() => asked(page, 'figures') === 'station=grill&station=drinks&from=2026-11-19&to=2026-11-19', 'the filters to be asked for');
    await page.keyboard.press('Escape');
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Station: 2 ▾');
    const link = page.url();
    await page.goBack();
    await page.getByRole('button', { name: 'Remove the filter Station Drinks' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Remove the filter Station Grill' }).waitFor();

    const other = await open(new URL(link).hash);
    await shown(other);
    assert.equal(asked(other, 'items'), 'station=grill&station=drinks&from=2026-11-19&to=2026-11-19&limit=8');
    await other.getByRole('button', { name: 'Remove the filter Station Grill' }).press('Enter');
    await eventually(() => asked(other, 'figures') === 'station=drinks&from=2026-11-19&to=2026-11-19', 'one filter to be gone');
    await other.getByRole('link', { name: 'Orders', exact: true }).click();
    await in_room(other, 'Orders');
    assert.equal(await address(other), '#orders?station=drinks&from=2026-11-19', 'the next room asks about the same');
    await Promise.all([page, other].map((each) => each.context().close()));
  });

  it('takes any days by the keyboard, refuses those that are turned round, and steps from one to the next', async () => {
    const page = await open('#prep');
    await shown(page);
    await page.getByRole('button', { name: /^Fri 20 Nov 2026/ }).press('Enter');
    await page.getByLabel('From', { exact: true }).fill('2026-11-09');
    await page.getByLabel('To', { exact: true }).fill('2026-11-02');
    await page.getByLabel('To', { exact: true }).press('Enter');
    await page.getByText('The last day lies before the first.').waitFor();
    await page.getByLabel('To', { exact: true }).fill('2026-11-15');
    await page.getByLabel('To', { exact: true }).press('Enter');
    await eventually(() => asked(page, 'figures') === 'from=2026-11-09&to=2026-11-15', 'the week to be asked for');
    await page.getByRole('button', { name: 'Earlier: as many days before' }).click();
    await eventually(() => asked(page, 'figures') === 'from=2026-11-02&to=2026-11-08', 'the week before to be asked for');
    await page.context().close();
  });

  it('never shows an older answer over a newer one', async () => {
    let let_go;
    const held = new Promise((resolve) => { let_go = resolve; });
    const page = await open('#prep', async (path, answer, url) => {
      if (path !== 'figures') return answer;
      if (url.includes('from=2026-11-19')) { await held; answer.now.orders = 111; }
      return answer;
    });
    await shown(page);
    await page.getByRole('button', { name: 'Yesterday' }).click();
    await eventually(() => asked(page, 'figures')?.includes('2026-11-19'), 'yesterday to be asked for');
    await page.getByRole('button', { name: '7 days' }).click();
    await eventually(() => asked(page, 'figures')?.includes('2026-11-14'), 'the week to be asked for, though yesterday is not answered');
    await page.locator('.prep:not([aria-busy])').waitFor();
    let_go();
    await page.waitForTimeout(300);
    assert.match(await tile(page, 'Orders').innerText(), /412/);
    await page.context().close();
  });

  it('does not jump as its first answers come', async () => {
    let let_go;
    const held = new Promise((resolve) => { let_go = resolve; });
    const page = await open('#prep', async (path, answer) => { if (path !== 'status') await held; return answer; });
    await page.locator('.prep[aria-busy=true]').waitFor();
    const places = () => page.evaluate(() => [...document.querySelectorAll('.tile, .panel')].slice(0, 10).map((each) => Math.round(each.getBoundingClientRect().top)));
    const was = await places();
    let_go();
    await shown(page);
    assert.deepEqual(await places(), was);
    await page.context().close();
  });

  it('keeps what it shows, and its place, while the next answer is on its way', async () => {
    let slow = false;
    const page = await open('#prep', async (path, answer) => { if (slow) await new Promise((resolve) => setTimeout(resolve, 300)); return answer; });
    await shown(page);
    const places = () => page.evaluate(() => [...document.querySelectorAll('.tile, .panel')].map((each) => Math.round(each.getBoundingClientRect().top)));
    const was = await places();
    slow = true;
    await page.getByRole('button', { name: 'Yesterday' }).click();
    await page.locator('.prep[aria-busy=true]').waitFor();
    assert.match(await tile(page, 'Orders').innerText(), /412/);
    assert.deepEqual(await places(), was);
    assert.equal(await page.getByRole('status').filter({ hasText: 'Counting' }).count(), 1, 'whoever hears the page is told');
    await page.getByRole('status').filter({ hasText: 'Shown: Thu 19 Nov 2026' }).waitFor({ state: 'attached' });
    assert.deepEqual(await places(), was);
    await page.context().close();
  });

  it('says what went wrong and goes on by itself; says when the hub is still counting', async () => {
    let broken = true;
    const page = await open('#prep', (path, answer) => {
      if (path === 'heat' && broken) return { status: 500, json: { type: 'error', code: 'internal', message: 'The facts cannot be read.' } };
      return path === 'status' ? { ...answer, rebuilding: !broken, progress: 0.437 } : answer;
    });
    await page.getByText('This could not be counted: The facts cannot be read. The page tries again by itself.').waitFor();
    broken = false;
    await page.getByText('The hub is counting its history anew: 43 % done.').waitFor();
    await shown(page);
    await page.getByText('This could not be counted').waitFor({ state: 'detached' }).catch(() => {});
    assert.equal(await page.locator('.problem.notice').innerText(), '');
    await page.context().close();
  });

  it('says that a hub counts no figures, and does not call it lost', async () => {
    const page = await open('#prep', () => ({ status: 404, json: { type: 'error', code: 'not_found', message: 'There is no such path.' } }));
    await page.getByText('This hub counts no figures.').waitFor();
    await page.waitForTimeout(5_000);
    assert.equal(await page.locator('.banner').innerText(), '');
    await page.context().close();
  });

  it('keeps its figures when the hub is lost, with the time they are of', async () => {
    const page = await open('#prep');
    await shown(page);
    await page.context().setOffline(true);
    await page.unroute('**/api/v1/analytics/**');
    await page.getByText(/^HUB NOT REACHABLE/).waitFor({ timeout: 8_000 });
    assert.match(await tile(page, 'Orders').innerText(), /412/);
    assert.equal(await page.locator('.as-of').innerText(), 'as of 22:14:07');
    await page.context().close();
  });

  it('says so where nothing was cooked and nothing can be compared, with dashes and no zeros that look like times', async () => {
    const page = await open('#prep', (path, answer) => (['status', 'choices'].includes(path) ? answer : of_nothing(answer)));
    await shown(page);
    assert.match(await tile(page, 'Orders').innerText(), /0\s+nothing to compare with/);
    assert.match(await tile(page, 'Ticket time, median').innerText(), /–\s+nothing to compare with/);
    assert.equal(await page.getByText('Nothing was cooked then.').count(), 6);
    assert.equal(await page.getByText('No order then.').count(), 1);
    assert.equal(await page.getByRole('button', { name: 'As a table' }).filter({ visible: true }).count(), 0);
    assert.deepEqual(page.wrong, []);
    assert.deepEqual(await readable(page), AS_IT_SHOULD);
    await page.context().close();
  });

  it('has every chart as a table, for screen readers always, for everybody by one key', async () => {
    const page = await open('#prep');
    await shown(page);
    const panels = page.locator('.panel:has(.chart)');
    assert.equal(await panels.count(), 3);
    for (const name of ['Ticket time by hour', 'Day by day', 'How many took how long']) {
      const panel = page.getByRole('region', { name });
      assert.equal(await panel.getByRole('table', { name }).count(), 1, `${name}: to a screen reader the table is there at once`);
      assert.equal(await panel.locator('.chart').getAttribute('aria-hidden'), 'true');
      await panel.getByRole('button', { name: 'As a table' }).press('Enter');
      assert.equal(await panel.getByRole('button', { name: 'As a table' }).getAttribute('aria-pressed'), 'true');
      assert.ok(await panel.getByRole('table', { name }).isVisible());
      assert.ok(!(await panel.locator('.chart').isVisible()));
    }
    const row = page.getByRole('row', { name: /^19:00/ }).first();
    assert.equal(await row.innerText().then((text) => text.replace(/\s+/g, ' ')), '19:00 32 64 10:35 19:22 9:51');
    await page.getByRole('region', { name: 'When it gets slow' }).getByRole('cell', { name: /13:00, 80 tickets/ }).waitFor({ state: 'attached' });
    await page.context().close();
  });

  for (const colorScheme of ['light', 'dark']) {
    for (const room of ['prep?station=grill', 'orders', 'orders?order=o-428', 'export', 'today']) {
      it(`can be read in ${colorScheme} colours in #${room}: contrast, names, tables with heads, headings in order`, async () => {
        const page = await open(`#${room}`, undefined, { colorScheme });
        await (room.includes('order=') ? in_room(page, 'Order 428') : shown(page));
        assert.deepEqual(await readable(page), AS_IT_SHOULD);
        await page.context().close();
      });
    }
  }
});
