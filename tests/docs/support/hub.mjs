// The hub that the page is played against: the project's own configuration, a fresh journal.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deadline } from '../../conformance/support/client.mjs';
import { Http } from '../../conformance/support/http.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const program = join(process.env.BRIGADE_BIN ?? join(root, 'build/dev/bin'), 'brigade-hub');

export async function startHub() {
  const data = await mkdtemp(join(tmpdir(), 'brigade-docs-'));
  const child = spawn(program, ['--config', join(root, 'config/brigade.toml'), '--data', data, '--listen', '127.0.0.1:0'],
                      { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  child.stderr.on('data', (text) => { errors = (errors + text).slice(-4000); });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const listening = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`the hub ended (${code ?? signal}) before it listened\n${errors}`)));
    child.stdout.on('data', (text) => {
      output += text;
      const [, port] = output.match(/^listening ws:\/\/127\.0\.0\.1:(\d+)\/v1$/m) ?? [];
      if (port) resolve(Number(port));
    });
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await deadline(ended, 'the hub to end').finally(() => child.kill('SIGKILL'));
    await rm(data, { recursive: true, force: true });
  };
  const port = await deadline(listening, 'the hub to listen').catch(async (error) => { await stop(); throw error; });
  return { port, url: `ws://127.0.0.1:${port}/v1`, http: new Http(port), stop };
}
