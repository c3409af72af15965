// What is in config/monitoring against the real hub: no alarm and no panel may wait for a metric that nobody exports, and
// every metric is explained. promtool comes with the Debian package prometheus; without it its scenarios are skipped.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import https from 'node:https';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../conformance/support/client.mjs';
import { Hub } from '../page/support/hub.mjs';
import { missing, project_root } from '../system/support/programs.mjs';

const read = (path) => readFileSync(join(project_root, path), 'utf8');
const names_in = (text) => new Set(text.match(/\bbrigade_[a-z_]+/g));
// Of a histogram, rules ask for one of its three parts.
const whole = (name, exported) => exported.has(name) ? name : name.replace(/_(bucket|sum|count)$/, '');

const no_promtool = spawnSync('promtool', ['--version']).error ? 'promtool is not installed; it comes with the Debian package prometheus' : false;
function promtool(args, input) {
  const ran = spawnSync('promtool', args, { cwd: join(project_root, 'config/monitoring'), input, encoding: 'utf8' });
  assert.equal(ran.status, 0, `promtool ${args.join(' ')}\n${ran.stdout}${ran.stderr}`);
}

describe('monitoring: the files, by themselves', () => {
  it('promtool takes the rules and the example', { skip: no_promtool }, () => {
    promtool(['check', 'rules', '--lint=all', '--lint-fatal', 'alerts.yml']);
    promtool(['check', 'config', '--syntax-only', 'prometheus.yml']);
  });
  it('every alarm rings when it should, and not in the case most like it', { skip: no_promtool }, () => promtool(['test', 'rules', 'alerts_test.yml']));

  const alarms = read('config/monitoring/alerts.yml').split(/- alert: /).slice(1).map((text) => ({ name: text.split('\n')[0], text }));
  it('every alarm has a test, a severity, what has happened, what to do, and a row in the documentation', () => {
    const tests = read('config/monitoring/alerts_test.yml'), page = read('docs/monitoring.md');
    assert.ok(alarms.length > 10);
    for (const { name, text } of alarms) {
      assert.ok(tests.includes(`alertname: ${name}\n        exp_alerts:`), `${name} is never seen ringing`);
      const [, severity] = text.match(/severity: (page|warn|note)\b/) ?? [];
      assert.match(text, /summary: ".+"/, name);
      assert.match(text, /action: ".+"/, name);
      assert.ok(page.includes(`| ${name} | ${severity} |`), `docs/monitoring.md does not know ${name} as ${severity}`);
    }
    for (const [, name] of page.matchAll(/^\| (Brigade\w+) /gm)) assert.ok(alarms.some((alarm) => alarm.name === name), `${name} is documented and is no alarm`);
  });

  it('the dashboard asks the Prometheus that is chosen, and its panels do not overlap', () => {
    const dashboard = JSON.parse(read('config/monitoring/grafana-dashboard.json'));
    const taken = new Map(), ids = new Set();
    assert.equal(dashboard.templating.list[0].type, 'datasource');
    for (const { id, title, type, datasource, targets = [], gridPos: { x, y, w, h } } of dashboard.panels) {
      assert.ok(!ids.has(id), `two panels have the id ${id}`);
      ids.add(id);
      assert.ok(x + w <= 24, `${title} is wider than the page`);
      for (let column = x; column < x + w; ++column) for (let row = y; row < y + h; ++row) {
        assert.equal(taken.get(`${column},${row}`), undefined, `${title} lies over ${taken.get(`${column},${row}`)}`);
        taken.set(`${column},${row}`, title);
      }
      if (type === 'row') continue;
      assert.ok(targets.length > 0, `${title} asks nothing`);
      for (const part of [{ datasource }, ...targets]) assert.equal(part.datasource.uid, '${datasource}', title);
    }
  });
});

describe('monitoring: the files against a real hub', { skip: missing('brigade-hub') }, () => {
  let hub, text, exported;
  before(async () => {
    hub = await Hub.start();
    await eventually(async () => {
      ({ text } = await hub.http.get('/metrics'));
      return text.includes('brigade_figures_ok');
    }, 'the figures to have said how far they are');
    exported = new Set([...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name));
  });
  after(() => hub?.stop());

  for (const file of ['alerts.yml', 'alerts_test.yml', 'grafana-dashboard.json'])
    it(`the hub exports every metric that ${file} names`, () => {
      for (const name of names_in(read(`config/monitoring/${file}`))) assert.ok(exported.has(whole(name, exported)), `nobody exports ${name}`);
    });

  it('every metric that the hub exports is explained, and every one that is explained is exported', () => {
    const explained = new Set([...read('docs/monitoring.md').matchAll(/^\| `(brigade_\w+)` \|/gm)].map(([, name]) => name));
    assert.deepEqual([...explained].sort(), [...exported].sort());
  });

  it('promtool finds nothing wrong with how they are told', { skip: no_promtool }, () => promtool(['check', 'metrics'], text));

  it('a program that trusts the hub\'s certificate and the name brigade reaches it by TLS, and no other name', async () => {
    const [certificate] = readFileSync(join(hub.directory, 'data/hub-key.pem'), 'utf8').match(/-----BEGIN CERTIFICATE-----[^]+?-----END CERTIFICATE-----/);
    const scrape = (servername) => new Promise((resolve, reject) => {
      https.get(`${hub.secure}/metrics`, { ca: certificate, servername, agent: false }, (response) => response.resume().once('end', () => resolve(response.statusCode))).once('error', reject);
    });
    assert.equal(await scrape('brigade'), 200);
    await assert.rejects(scrape('somebody.else'), /altnames/);
  });
});

