// Debian's Chromium, driven by playwright-core. Every page notes what it asked for, and what went wrong in it.
import { createRequire } from 'node:module';
import { spawnSync } from 'node:child_process';

const path = spawnSync('which', ['chromium']).stdout.toString().trim();
const from_the_page = createRequire(new URL('../../../assets/page/package.json', import.meta.url));
let playwright;
try { playwright = from_the_page('playwright-core'); } catch { /* then no_browser says so */ }

export const no_browser = !path ? 'no Chromium is installed; it comes with the Debian package chromium'
  : !playwright ? 'playwright-core is not installed; npm ci in assets/page installs it' : false;

export class Browser {
  static async start() {
    const browser = new Browser();
    browser.chromium = await playwright.chromium.launch({ executablePath: path, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    return browser;
  }

  /** A browser of its own: no cookie and nothing kept. Options are playwright's. */
  async open(url, options = {}) {
    const context = await this.chromium.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB', viewport: { width: 1440, height: 900 }, ...options });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    page.asked = [];
    page.wrong = [];
    page.on('request', (request) => page.asked.push(request.url()));
    page.on('pageerror', (error) => page.wrong.push(String(error)));
    page.on('console', (message) => { if (/Content Security Policy|Trusted/.test(message.text())) page.wrong.push(message.text()); });
    await page.goto(url);
    return page;
  }

  stop() {
    return this.chromium.close();
  }
}

/** As at a keyboard: the field has the focus by itself. */
export async function sign_in(page, pin) {
  await page.locator('#pin').waitFor({ state: 'attached' });
  await page.waitForFunction(() => document.activeElement?.id === 'pin');
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
}

export const in_room = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();
