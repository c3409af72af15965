// Devices and people, looked after from the managers' page: with a real screen that waits to be paired.
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { deadline, eventually } from '../conformance/support/client.mjs';
import { missing, program } from '../system/support/programs.mjs';
import { unless } from '../system/support/unless.mjs';
import { Browser, in_room, no_browser, sign_in } from './support/browser.mjs';
import { Hub, MANAGER, no_page } from './support/hub.mjs';

const { after, before, it } = unless(no_browser || no_page || missing('brigade-station'));

/** A screen that draws in memory and prints the code that it shows. */
class Screen {
  constructor(hub, name) {
    this.log = '';
    this.process = spawn(program('brigade-station'), ['--hub', hub.wss, '--station', 'grill', '--name', name, '--data', join(hub.directory, name), '--headless', '--windowed', '640x360'],
                         { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr]) stream.on('data', (data) => { this.log = (this.log + data).slice(-20_000); });
    this.ended = new Promise((resolve) => this.process.once('exit', resolve));
  }

  codes() {
    return [...this.log.matchAll(/^pairing code (\d{3}) (\d{3})$/gm)].map(([, a, b]) => a + b);
  }

  code(after_this) {
    return eventually(() => this.codes().filter((code) => code !== after_this).at(-1), 'the screen to show a code');
  }

  /** How many times it has written a line that holds `text`. */
  wrote(text) {
    return this.log.split(text).length - 1;
  }

  async stop() {
    this.process.kill('SIGTERM');
    await deadline(this.ended, 'the screen to end').finally(() => this.process.kill('SIGKILL'));
  }
}

describe("devices and people on the managers' page", () => {
  let hub;
  let browser;
  let page;
  let screen;
  before(async () => {
    [hub, browser] = await Promise.all([Hub.start({ trusting: false, people: [MANAGER] }), Browser.start()]);
    page = await browser.open(hub.secure);
    await sign_in(page, MANAGER.pin);
    await in_room(page, 'Today');
    screen = new Screen(hub, 'grill-left');
  });
  after(async () => { await screen?.stop(); await browser?.stop(); await hub?.stop(); });

  const row = (name) => page.getByRole('row', { name: new RegExp(name) });
  const said = (text) => page.getByRole('status').filter({ hasText: text }).waitFor();
  /** Tab until it is there, as somebody without a mouse does. */
  async function tab_to(locator) {
    for (let presses = 0; presses < 40; presses += 1) {
      if (await locator.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail('nobody gets there by Tab');
  }

  it('says so when the code is wrong, and pairs a real screen by the right one, with the keyboard alone', async () => {
    await tab_to(page.getByRole('link', { name: 'Devices' }));
    await page.keyboard.press('Enter');
    await in_room(page, 'Devices');
    const first = await screen.code();
    const code = page.getByLabel('Code on grill-left');
    await code.waitFor();
    await tab_to(code);
    await page.keyboard.type(first === '000000' ? '000001' : '000000');
    await page.keyboard.press('Enter');
    await said('That code was not right.');
    const second = await screen.code(first);
    await code.waitFor();
    await tab_to(code);
    await page.keyboard.type(`${second.slice(0, 3)} ${second.slice(3)}`);
    await page.keyboard.press('Enter');
    await said('grill-left is paired.');
    await row('grill-left').getByText('connected').waitFor();
    assert.match(await row('grill-left').innerText(), /grill/);
  });

  it('does not lose what is being typed when the list is asked for anew', async () => {
    await row('grill-left').getByRole('button', { name: 'Rename' }).click();
    await page.getByLabel('New name').fill('Grill right');
    await page.waitForTimeout(4_500);  // two refreshes
    assert.equal(await page.getByLabel('New name').inputValue(), 'Grill right');
    await page.getByRole('button', { name: 'Save' }).click();
    await said('Now it is called Grill right.');
    await row('Grill right').waitFor();
  });

  it('flashes a screen, and starts it anew', async () => {
    await row('Grill right').getByRole('button', { name: 'Identify' }).click();
    await said('Grill right shows its name for 10 s.');
    const frames = () => page.evaluate(() => fetch('/api/v1/requests', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"type":"device.list"}' })
      .then((response) => response.json()).then(({ devices }) => (devices[0].connected ? devices[0].frames : Infinity)));
    const shown = await eventually(async () => { const count = await frames(); return count > 3 && count < Infinity ? count : 0; }, 'the screen to show frames');
    await row('Grill right').getByRole('button', { name: 'Restart' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click();
    await said('Grill right starts anew.');
    await eventually(() => screen.wrote('the hub asks this station to start anew') === 1, 'the screen to be asked');
    await eventually(async () => (await frames()) < shown, 'the screen to be back and to have counted its frames anew');
    assert.equal(screen.process.exitCode, null);
    await row('Grill right').getByText('connected').waitFor();
  });

  it('revokes a device only when asked twice; it is out at once', async () => {
    const codes = screen.codes().length;
    await row('Grill right').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    assert.equal(await row('Grill right').count(), 1, 'once is not enough');
    await page.getByRole('dialog').getByRole('button', { name: 'Press again to revoke' }).click();
    await said('Grill right is revoked.');
    await row('Grill right').waitFor({ state: 'detached' });
    await eventually(() => screen.wrote('this device was revoked') === 1, 'the screen to be cut off');
    await eventually(() => screen.codes().length > codes, 'the screen, which is nobody now, to ask to be paired again');
    await page.getByLabel(/^Code on /).waitFor();
  });

  it('adds a person, refuses a PIN that somebody has, changes a role and removes them', async () => {
    await page.getByRole('link', { name: 'People' }).click();
    await in_room(page, 'People');
    await page.getByRole('button', { name: 'Add a person' }).click();
    await page.getByLabel('Name').fill('Ibu Ani');
    assert.equal(await page.getByLabel('Id').inputValue(), 'ibu-ani');
    await page.getByLabel('PIN').fill(MANAGER.pin);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody else has this PIN. Choose another.').waitFor();
    await page.getByLabel('PIN').fill('4821');
    await page.getByRole('button', { name: 'Save' }).click();
    await said('Ibu Ani is saved.');
    await page.getByRole('button', { name: 'Change: Ibu Ani' }).click();
    await page.getByLabel('Role').selectOption('supervisor');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.locator('.person').filter({ hasText: 'Ibu Ani' }).getByText('supervisor').waitFor();
    await page.getByRole('button', { name: 'Remove: Ibu Ani' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Press again to remove' }).click();
    await said('Ibu Ani is removed.');
    await page.locator('.person').filter({ hasText: 'Ibu Ani' }).waitFor({ state: 'detached' });
    assert.deepEqual(page.wrong, []);
  });
});
