// The way in to the managers' page, in a real browser.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { unless } from '../system/support/unless.mjs';
import { Browser, in_room, no_browser, sign_in } from './support/browser.mjs';
import { COOK, Hub, MANAGER, no_page } from './support/hub.mjs';

const { after, before, it } = unless(no_browser || no_page);

describe("the managers' page", () => {
  let hub;
  let browser;
  before(async () => {
    [hub, browser] = await Promise.all([Hub.start({ trusting: false, people: [MANAGER, COOK] }), Browser.start()]);
  });
  after(async () => { await browser?.stop(); await hub?.stop(); });

  const problem = (page) => page.locator('.problem:not(:empty)');
  const status = (page, path, options) => page.evaluate(([where, what]) => fetch(where, what).then((response) => response.status), [path, options]);

  it('asks for a PIN and shows a stranger nothing else', async () => {
    const page = await browser.open(hub.secure);
    await page.getByText("A manager's PIN").waitFor();
    assert.equal(await page.getByRole('navigation').count(), 0);
    for (const path of ['/api/v1/stations', '/api/v1/hub', '/metrics', '/api/v1/stations/grill/board']) assert.equal(await status(page, path), 401, path);
    const post = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"type":"device.list"}' };
    assert.equal(await status(page, '/api/v1/requests', post), 401);
    await page.context().close();
  });

  it('says that a PIN is wrong, a cook\'s too, and lets a manager in with the right one, typed', async () => {
    const page = await browser.open(hub.secure);
    await sign_in(page, '0000');
    await problem(page).getByText('No manager has this PIN.').waitFor();
    await sign_in(page, COOK.pin);
    await problem(page).getByText('No manager has this PIN.').waitFor();
    await sign_in(page, MANAGER.pin);
    await in_room(page, 'Today');
    const [cookie, ...more] = await page.context().cookies();
    assert.deepEqual(more, []);
    assert.deepEqual([cookie.name, cookie.httpOnly, cookie.secure, cookie.sameSite, cookie.path], ['__Host-brigade', true, true, 'Strict', '/']);
    assert.equal(await page.evaluate(() => document.cookie), '', 'no script sees it');
    assert.deepEqual(page.wrong, []);
    await page.context().close();
  });

  it('takes a PIN that is touched on a phone, and stays in after a reload', async () => {
    const page = await browser.open(hub.secure, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    for (const digit of MANAGER.pin) await page.locator('.pad').getByText(digit, { exact: true }).tap();
    await page.getByRole('button', { name: 'Sign in' }).tap();
    await in_room(page, 'Today');
    await page.reload();
    await in_room(page, 'Today');
    await page.context().close();
  });

  it('signs out, and the cookie that was is worth nothing', async () => {
    const page = await browser.open(hub.secure);
    await sign_in(page, MANAGER.pin);
    await in_room(page, 'Today');
    const cookies = await page.context().cookies();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText("A manager's PIN").waitFor();
    await page.context().addCookies(cookies);
    assert.equal(await status(page, '/api/v1/stations'), 401);
    await page.context().close();
  });

  it('puts a manager out who is no longer one', async () => {
    const [page, other] = await Promise.all([browser.open(hub.secure), browser.open(hub.secure)]);
    await sign_in(page, MANAGER.pin);
    await in_room(page, 'Today');
    await page.evaluate(() => fetch('/api/v1/requests', { method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ type: 'person.set', person: 'budi', name: 'Budi', role: 'manager', pin: '77001' }) }));
    await sign_in(other, '77001');
    await in_room(other, 'Today');
    await page.evaluate(() => fetch('/api/v1/requests', { method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ type: 'person.set', person: 'budi', role: 'kitchen' }) }));
    await other.getByText('You are signed out. Sign in again to go on.').waitFor();
    await Promise.all([page, other].map((each) => each.context().close()));
  });

  it('locks after five wrong PINs and says for how long', async () => {
    const page = await browser.open(hub.secure);
    for (let tries = 0; tries < 5; tries += 1) {
      await sign_in(page, '0000');
      await problem(page).getByText(/No manager has this PIN|Wait \d+ s/).waitFor();
      await page.waitForTimeout(1_100);  // one try a second
    }
    await sign_in(page, MANAGER.pin);
    await problem(page).getByText(/Too many tries\. Wait (2\d|30) s\./).waitFor();
    assert.equal((await page.context().cookies()).length, 0);
    await page.context().close();
  });
});
