// `brigade export` against a real hub, and out of its directory: whole tables, or none.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hub } from '../page/support/hub.mjs';
import { lunch } from '../page/support/lunch.mjs';
import { missing, program } from './support/programs.mjs';

function export_(...args) {
  return spawnSync(program('brigade'), ['export', ...args], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
}

/** Rows of cells; no cell of these orders has a quote or a line break. */
const rows_of = (csv) => csv.split('\r\n').slice(0, -1).map((row) => row.split(','));

describe('brigade export', { skip: missing('brigade') || missing('brigade-hub') }, () => {
  let hub;
  const at_hub = () => ['--hub', `${hub.plain.replace('http', 'ws')}/v1`];
  before(async () => { hub = await Hub.start(); await lunch(hub); });
  after(() => hub?.stop());

  for (const what of ['orders', 'tickets', 'lines', 'unavailable']) {
    it(`writes ${what} as one table, the same as CSV and JSON, from the hub and from its files`, async () => {
      const csv = export_('facts', '--what', what, '--from', 'first', ...at_hub());
      assert.equal(csv.status, 0, csv.stderr);
      const [header, ...rows] = rows_of(csv.stdout);
      assert.ok(rows.length >= 6 && rows.every((row) => row.length === header.length || what === 'lines'), csv.stdout.slice(0, 300));
      const json = export_('facts', '--what', what, '--from', 'first', '--format', 'json', ...at_hub());
      const objects = json.stdout.trim().split('\n').map((line) => JSON.parse(line));
      assert.equal(objects.length, rows.length);
      assert.deepEqual(Object.keys(objects[0]), header);
      const files = export_('facts', '--what', what, '--from', 'first', '--data', join(hub.directory, 'data'));
      assert.equal(files.status, 0, files.stderr);
      assert.equal(files.stdout, csv.stdout);
    });
  }

  it('tells the same totals as the figures do', async () => {
    const { stdout } = export_('facts', '--what', 'orders', '--format', 'json', ...at_hub());
    const orders = stdout.trim().split('\n').map((line) => JSON.parse(line)).filter(({ fired_at, voided_at }) => fired_at && !voided_at);
    const { body } = await hub.http.get('/api/v1/analytics/figures');
    assert.equal(orders.length, body.now.orders);
    const figures = export_('figures', ...at_hub());
    assert.equal(figures.status, 0, figures.stderr);
    const [header, now] = rows_of(figures.stdout);
    assert.equal(now[header.indexOf('orders')], String(body.now.orders));
    for (const by of ['hours', 'days', 'heat', 'stations', 'items', 'distribution']) {
      const table = export_('figures', '--by', by, ...at_hub());
      assert.equal(table.status, 0, `${by}: ${table.stderr}`);
      assert.ok(rows_of(table.stdout).length > 1, by);
    }
  });

  it('narrows to what was asked for', () => {
    const lines = (...filters) => rows_of(export_('facts', '--what', 'tickets', ...filters, ...at_hub()).stdout).length - 1;
    assert.ok(lines() > lines('--station', 'grill') && lines('--station', 'grill') > 0);
    assert.equal(lines(), lines('--station', 'grill') + lines('--station', 'drink'));
    assert.equal(lines('--channel', 'gofood') + lines('--channel', ''), lines());
    assert.equal(lines('--station', 'no such'), 0);
  });

  it('leaves what was there where it fails, and says why', async () => {
    const file = join(hub.directory, 'orders.csv');
    writeFileSync(file, 'before');
    const refused = export_('facts', '--what', 'orders', '--service', 'brunch', '--out', file, ...at_hub());
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /^brigade export: it must be dine_in/);
    assert.equal(readFileSync(file, 'utf8'), 'before');
    assert.ok(!existsSync(`${file}.part`));
    const done = export_('facts', '--what', 'orders', '--out', file, ...at_hub());
    assert.equal(done.status, 0, done.stderr);
    assert.match(done.stderr, /orders\.csv: \d+ orders of 1 days\n$/);
    assert.match(readFileSync(file, 'utf8'), /^order_seq,/);
  });

  it('knows wrong usage from a hub that is not there', () => {
    assert.equal(export_('facts', '--what', 'guests', ...at_hub()).status, 2);
    assert.equal(export_('facts', ...at_hub()).status, 2);
    assert.equal(export_('figures', '--by', 'moon', ...at_hub()).status, 2);
    assert.equal(export_('facts', '--what', 'lines', '--from', '2026-13-01', ...at_hub()).status, 2);
    assert.equal(export_('facts', '--what', 'lines', '--data', '/tmp', ...at_hub()).status, 2);
    assert.equal(export_('facts', '--what', 'lines', '--hub', 'ws://127.0.0.1:1/v1').status, 3);
    assert.equal(export_('facts', '--what', 'lines', '--data', join(hub.directory, 'nowhere')).status, 1);
  });
});
