// What keeps others from using a manager's browser: origins, policies, and a page that asks nobody but its hub.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import https from 'node:https';
import { join } from 'node:path';
import { unless } from '../system/support/unless.mjs';
import { Browser, in_room, no_browser, sign_in } from './support/browser.mjs';
import { Hub, MANAGER, no_page } from './support/hub.mjs';

const { after, before, it } = unless(no_browser || no_page);

describe('a manager who is signed in', () => {
  let hub;
  let browser;
  let page;
  before(async () => {
    [hub, browser] = await Promise.all([Hub.start({ trusting: false, people: [MANAGER] }), Browser.start()]);
    page = await browser.open(hub.secure);
    await sign_in(page, MANAGER.pin);
    await in_room(page, 'Today');
  });
  after(async () => { await browser?.stop(); await hub?.stop(); });

  const cookie = async () => { const [{ name, value }] = await page.context().cookies(); return `${name}=${value}`; };
  /** As somebody sends it who has the cookie but not the page: headers as they are. */
  const post = async (headers, body = { type: 'person.set', person: 'mallory', name: 'Mallory', role: 'manager', pin: '66666' }) => {
    const api = page.context().request;
    const response = await api.fetch(`${hub.secure}/api/v1/requests`, { method: 'POST', headers: { Cookie: await cookie(), ...headers }, data: JSON.stringify(body), ignoreHTTPSErrors: true });
    return response.status();
  };
  const people = () => page.evaluate(() => fetch('/api/v1/requests', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"type":"person.list"}' }).then((response) => response.json()));

  it('does nothing that a page of another origin asks for, nor a form, nor who does not say', async () => {
    const json = { 'Content-Type': 'application/json' };
    assert.equal(await post({ ...json, Origin: 'https://elsewhere.example' }), 403);
    assert.equal(await post({ ...json, Origin: hub.plain }), 403, 'another port of the same machine');
    assert.equal(await post({ ...json, Origin: hub.secure, 'Sec-Fetch-Site': 'same-site' }), 403);
    assert.equal(await post({ 'Content-Type': 'text/plain', Origin: hub.secure }), 403);
    assert.equal(await post(json), 403);
    assert.deepEqual((await people()).people.map(({ person }) => person), [MANAGER.person]);
    assert.equal(await post({ ...json, Origin: hub.secure }), 200, 'the same from the page itself is done');
    assert.deepEqual((await people()).people.map(({ person }) => person), ['mallory', MANAGER.person]);
  });

  /** A page of another server on the hub's machine, over TLS: to a browser the same site, so that it sends the cookie along. */
  async function elsewhere(body = '') {
    const pem = await readFile(join(hub.directory, 'data', 'hub-key.pem'));
    const cookies = [];
    const server = https.createServer({ key: pem, cert: pem }, (request, response) => {
      cookies.push(request.headers.cookie ?? '');
      response.setHeader('Content-Type', 'text/html').end(`<!doctype html><title>Elsewhere</title><p>elsewhere</p>${request.url === '/' ? body : ''}`);
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    const other = await page.context().newPage();
    await other.goto(`https://127.0.0.1:${server.address().port}/`);
    return { other, server, cookies };
  }

  it('cannot be shown in a frame of such a page', async () => {
    const { other, server } = await elsewhere(`<iframe src="${hub.secure}/"></iframe><iframe src="/frame"></iframe>`);
    await other.waitForLoadState('load');
    const [hubs, own] = other.mainFrame().childFrames();
    assert.equal(await own.locator('p').innerText(), 'elsewhere', 'a frame that is allowed shows');
    assert.match(hubs.url(), /^chrome-error:/);
    await other.close();
    server.close();
  });

  it('is not betrayed by a page of another origin in the same browser', async () => {
    const { other, server, cookies } = await elsewhere();
    assert.match(cookies[0], /__Host-brigade=/, 'the browser sends the cookie to every port of the machine, so this page could do harm');
    const outcome = await other.evaluate((where) => Promise.all(
      ['application/json', 'text/plain'].map((type) => fetch(`${where}/api/v1/requests`, { method: 'POST', mode: type === 'text/plain' ? 'no-cors' : 'cors', credentials: 'include',
        headers: { 'Content-Type': type }, body: JSON.stringify({ type: 'person.set', person: 'eve', name: 'Eve', role: 'manager', pin: '55555' }) }).then(() => 'sent', () => 'refused'))), hub.secure);
    await other.close();
    server.close();
    assert.deepEqual(outcome, ['refused', 'sent'], 'the one that a form may send as well reaches the hub');
    assert.ok(!(await people()).people.some(({ person }) => person === 'eve'));
  });

  it('says so in its headers, and inline scripts and styles do not run', async () => {
    const blocked = await page.evaluate(async () => {
      const violations = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
      const place = document.createElement('div');
      document.body.append(place);
      let html = 'made';
      try { place.innerHTML = '<img src=x onerror="window.ran = true">'; } catch { html = 'refused'; }
      place.setAttribute('style', 'color: red');
      await fetch('https://elsewhere.example/').catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 100));
      return { violations, html, ran: window.ran === true };
    });
    assert.equal(blocked.html, 'refused');
    assert.equal(blocked.ran, false);
    for (const directive of ['require-trusted-types-for', 'style-src-attr', 'connect-src']) assert.ok(blocked.violations.includes(directive), `${directive} in ${blocked.violations}`);
    const headers = (await page.context().request.get(`${hub.secure}/`, { ignoreHTTPSErrors: true })).headers();
    assert.match(headers['content-security-policy'], /frame-ancestors 'none'/);
    assert.doesNotMatch(headers['content-security-policy'], /unsafe/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
  });

  it('asks nobody but the hub, in no room', async () => {
    const fresh = await browser.open(hub.secure);
    await sign_in(fresh, MANAGER.pin);
    for (const room of ['Prep times', 'Orders', 'Export', 'Devices', 'People', 'Today']) {
      await fresh.getByRole('link', { name: room, exact: true }).click();
      await in_room(fresh, room);
    }
    assert.ok(fresh.asked.length > 8);
    assert.deepEqual(fresh.asked.filter((url) => !url.startsWith(`${hub.secure}/`)), []);
    assert.deepEqual(fresh.wrong, []);
    await fresh.context().close();
  });
});
