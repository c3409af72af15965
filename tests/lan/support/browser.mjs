// A real browser without a display, and a page of somebody else's for it to open. The page says what came of it by a
// request to where it came from.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deadline } from '../../conformance/support/client.mjs';
import { WebSocketServer } from './secure.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const BROWSER_MS = 60_000;

const found = NAMES.find((name) => spawnSync(name, ['--version']).status === 0);
export const no_browser = found ? false : 'no Chromium is installed; it comes with the Debian package chromium';

/** Serves `html` from an origin of its own; resolves with what its script posts to /outcome, once it has run in a browser. */
export async function outcomeOf(html) {
  let say;
  const outcome = new Promise((resolve) => { say = resolve; });
  const server = http.createServer((request, response) => {
    if (request.url !== '/outcome') return void response.setHeader('Content-Type', 'text/html').end(html);
    let text = '';
    request.on('data', (piece) => { text += piece; }).once('end', () => { response.end(); say(JSON.parse(text)); });
  });
  new WebSocketServer({ server });  // so that the page may also see a socket that does open
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const profile = mkdtempSync(join(tmpdir(), 'brigade-browser-'));
  const browser = spawn(found, ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--ignore-certificate-errors',
                                `--user-data-dir=${profile}`, '--remote-debugging-port=0', `http://127.0.0.1:${server.address().port}/`],
                        { stdio: 'ignore', detached: true });
  const ended = new Promise((resolve) => browser.once('exit', resolve));
  try {
    return await deadline(outcome, 'the page to have run', BROWSER_MS);
  } finally {
    process.kill(-browser.pid, 'SIGKILL');  // with the helpers that it has started
    await ended;
    server.closeAllConnections();
    server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
