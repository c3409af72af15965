// Today's numbers against what the hub was told; a hub that is lost; phones, languages and colours.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { burger, cola, order } from '../conformance/support/orders.mjs';
import { unless } from '../system/support/unless.mjs';
import { Browser, in_room, no_browser, sign_in } from './support/browser.mjs';
import { Hub, MANAGER, no_page } from './support/hub.mjs';
import { answer_made_up } from './support/made_up.mjs';

const { after, before, it } = unless(no_browser || no_page);
const PICTURES = process.env.BRIGADE_PICTURES;  // a directory: keep a picture of each look there

describe('today, live', () => {
  let hub;
  let browser;
  before(async () => { [hub, browser] = await Promise.all([Hub.start(), Browser.start()]); });
  after(async () => { await browser?.stop(); await hub?.stop(); });

  const tile = (page, name) => page.locator('.tile').filter({ hasText: name });
  const picture = (page, name) => (PICTURES ? page.screenshot({ path: join(PICTURES, `${name}.png`) }) : undefined);

  it('says on the hub\'s own machine how to make the first manager, and goes on by itself', async () => {
    const page = await browser.open(hub.plain);
    await page.getByText('brigade people set').waitFor();
    await picture(page, 'first-run');
    assert.equal((await hub.request({ type: 'person.set', ...MANAGER })).type, 'ack');
    await sign_in(page, MANAGER.pin);
    await in_room(page, 'Today');
    await page.context().close();
  });

  it('counts an order of two stations once, and each station its own part', async () => {
    const page = await browser.open(hub.plain);
    await sign_in(page, MANAGER.pin);
    await tile(page, 'Open orders').getByText('0', { exact: true }).waitFor();
    for (const number of ['41', '42', '43']) assert.equal((await hub.http.post('/api/v1/orders', order([burger({ quantity: 2 }), cola()], { number }))).status, 201);
    await tile(page, 'Open orders').getByText('3', { exact: true }).waitFor();
    await page.locator('.station').filter({ hasText: 'Grill' }).getByText('3 tickets · 6 dishes').waitFor();
    await page.locator('.station').filter({ hasText: 'Drinks' }).getByText('3 tickets · 3 dishes').waitFor();
    await tile(page, 'Late').getByText('all on time').waitFor();
    await page.getByText(/^as of \d\d:\d\d:\d\d$/).waitFor();
    await page.context().close();
  });

  it('says within five seconds that the hub is lost and how old its numbers are, and goes on when it is back', async () => {
    const page = await browser.open(hub.plain);
    await sign_in(page, MANAGER.pin);
    await in_room(page, 'Today');
    await page.context().setOffline(true);
    await page.getByText(/^HUB NOT REACHABLE\. What stands here is 0:0\d old/).waitFor({ timeout: 6_000 });
    await page.context().setOffline(false);
    await page.locator('.banner').waitFor({ state: 'hidden' });
    await page.context().close();
  });

  it('says within five seconds that the hub has stopped answering, though its port still takes connections', async () => {
    const page = await browser.open(hub.plain);
    await sign_in(page, MANAGER.pin);
    await page.getByText(/^as of /).waitFor();
    hub.process.kill('SIGSTOP');
    const since = Date.now();
    try {
      await page.getByText(/^HUB NOT REACHABLE/).waitFor({ timeout: 10_000 });
      assert.ok(Date.now() - since < 5_500, `it took ${Date.now() - since} ms`);
    } finally {
      hub.process.kill('SIGCONT');
    }
    await page.locator('.banner').waitFor({ state: 'hidden' });
    await page.context().close();
  });

  for (const status of [401, 404, 429, 500]) {
    it(`says that its numbers are old when the boards are answered ${status}, though the hub is there`, async () => {
      const page = await browser.open(hub.plain);
      await sign_in(page, MANAGER.pin);
      await page.getByText(/^as of /).waitFor();
      await page.route('**/api/v1/boards', (route) => route.fulfill({ status, contentType: 'application/json', body: '{"type":"error","code":"rate_limited","message":"no"}' }));
      await page.getByText(/^NOT UP TO DATE\. What stands here is 0:0\d old/).waitFor({ timeout: 8_000 });
      assert.equal(await page.locator('.mark').innerText(), 'not up to date');
      await page.unroute('**/api/v1/boards');
      await page.locator('.banner').waitFor({ state: 'hidden' });
      await page.context().close();
    });
  }

  it('says that its numbers are old when who is signed in is answered 429', async () => {
    const page = await browser.open(hub.plain);
    await sign_in(page, MANAGER.pin);
    await page.getByText(/^as of /).waitFor();
    await page.route('**/api/v1/session', (route) => route.fulfill({ status: 429, contentType: 'application/json', body: '{"type":"error","code":"rate_limited","message":"no"}' }));
    await page.locator('.banner:not(:empty)').waitFor({ timeout: 8_000 });
    await page.context().close();
  });

  it('asks for all boards at once', async () => {
    const page = await browser.open(hub.plain);
    await sign_in(page, MANAGER.pin);
    await page.getByText(/^as of /).waitFor();
    assert.deepEqual([...new Set(page.asked.filter((url) => /board|stations/.test(url)))], [`${hub.plain}/api/v1/boards`]);
    await page.context().close();
  });

  it('does not call a hub that cannot write ok', async () => {
    const page = await browser.open(hub.plain);
    await page.route('**/api/v1/session', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...await response.json(), trouble: 'the disk is full' } });
    });
    await sign_in(page, MANAGER.pin);
    await page.getByText('The hub cannot write at present: the disk is full').waitFor();
    assert.equal(await page.locator('.mark').innerText(), 'hub cannot write');
    await page.context().close();
  });

  for (const name of ['constructor', 'toString', '__proto__']) {
    it(`shows today to whoever follows a link to #${name}`, async () => {
      const page = await browser.open(`${hub.plain}/#${name}`);
      await sign_in(page, MANAGER.pin);
      await in_room(page, 'Today');
      assert.deepEqual(page.wrong, []);
      await page.context().close();
    });
  }

  it('stays where it is when the hub cannot be told of a sign-out, says so, and signs out once it can', async () => {
    const page = await browser.open(hub.plain);
    await sign_in(page, MANAGER.pin);
    await in_room(page, 'Today');
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('You are still signed in').waitFor();
    assert.equal(await page.locator('#pin').count(), 0);
    await page.context().setOffline(false);
    await page.locator('#pin').waitFor({ state: 'attached' });
    assert.equal(await page.evaluate(() => fetch('/api/v1/session').then((response) => response.json()).then(({ person }) => person)), null);
    await page.context().close();
  });

  const looks = [];
  for (const [size, viewport] of [['phone', { width: 390, height: 844 }], ['desktop', { width: 1440, height: 900 }]])
    for (const [colorScheme, locale] of [['light', 'en-GB'], ['dark', 'id-ID']]) looks.push({ size, viewport, colorScheme, locale });

  for (const { size, viewport, colorScheme, locale } of looks) {
    it(`fits a ${size}, ${colorScheme}, in ${locale}: nothing to scroll sideways, nothing too small to touch`, async () => {
      const page = await browser.open(hub.plain, { viewport, colorScheme, locale, hasTouch: size === 'phone', isMobile: size === 'phone' });
      await answer_made_up(page);
      const rooms = locale === 'id-ID' ? ['Hari ini', 'Waktu masak', 'Pesanan', 'Ekspor', 'Perangkat', 'Orang'] : ['Today', 'Prep times', 'Orders', 'Export', 'Devices', 'People'];
      await page.locator('#pin').waitFor({ state: 'attached' });
      await picture(page, `login-${size}-${colorScheme}`);
      await sign_in(page, MANAGER.pin);
      await in_room(page, rooms[0]);
      for (const room of rooms) {
        await page.getByRole('link', { name: room, exact: true }).click();
        await in_room(page, room);
        await page.waitForTimeout(600);
        await picture(page, `${rooms.indexOf(room)}-${size}-${colorScheme}`);
        const { wide, small } = await page.evaluate((least) => ({
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          small: [...document.querySelectorAll('button, select, nav a, .button')].filter((each) => each.offsetParent && each.getBoundingClientRect().height < least).map((each) => each.textContent),
        }), size === 'phone' ? 38 : 34);
        assert.equal(wide, 0, `${room} is ${wide} px too wide`);
        assert.deepEqual(small, [], room);
      }
      assert.deepEqual(page.wrong, []);
      await page.context().close();
    });
  }

  it('has the colours of the device until others are chosen', async () => {
    const page = await browser.open(hub.plain, { colorScheme: 'dark' });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const becomes = async (theme, colour) => {
      await page.locator(`html[data-theme=${theme}]`).waitFor({ state: 'attached' });
      assert.equal(await ground(), colour);
    };
    const light = 'rgb(243, 245, 248)', dark = 'rgb(12, 15, 20)';
    await sign_in(page, MANAGER.pin);
    await in_room(page, 'Today');
    await becomes('dark', dark);
    await page.emulateMedia({ colorScheme: 'light' });
    await becomes('light', light);
    await page.emulateMedia({ colorScheme: 'dark' });
    await becomes('dark', dark);
    await page.getByRole('button', { name: 'Light' }).click();
    await becomes('light', light);
    await page.reload();
    await in_room(page, 'Today');
    await becomes('light', light);
    await page.context().close();
  });

  it('keeps the language and the colours that were chosen', async () => {
    const page = await browser.open(hub.plain, { colorScheme: 'light' });
    await sign_in(page, MANAGER.pin);
    await in_room(page, 'Today');
    await page.getByLabel('Language').selectOption('id');
    await in_room(page, 'Hari ini');
    await page.getByRole('button', { name: 'Gelap' }).click();
    await page.reload();
    await in_room(page, 'Hari ini');
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(12, 15, 20)');
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'id');
    await page.context().close();
  });
});
