// What an installer has when something is wrong: `brigade doctor` says what, `brigade support` gathers it without secrets
// and without guests, `brigade log` makes a program say more for a while.
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../conformance/support/client.mjs';
import { Kitchen } from '../conformance/support/kitchen.mjs';
import { burger, cola, order } from '../conformance/support/orders.mjs';
import { missing, program } from './support/programs.mjs';

const GUEST = 'Siti Rahayuningsih';
const NOTE = 'ring at the blue door';
const ALLERGY = 'lupin flour';
const PHONE = '+62 812 3456 7890';
const PASSWORD = 'correct-horse-battery';
const MANAGER_PIN = '913728';
const TOKEN = 'b0'.repeat(32);
const PLANTED = [GUEST, 'Rahayuningsih', NOTE, ALLERGY, PHONE, PASSWORD, MANAGER_PIN, TOKEN];

const brigade = (args, env = {}) => spawnSync(program('brigade'), args, { encoding: 'utf8', env: { ...process.env, LANG: 'C', LC_ALL: 'C', ...env } });

function everyFile(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? everyFile(path) : [path];
  });
}

describe('looking after a kitchen from afar', { skip: missing('brigade') || missing('brigade-hub') }, () => {
  let kitchen;
  let scratch;
  const config = () => join(kitchen.directory, 'kitchen.toml');
  const data = () => join(kitchen.directory, 'data');
  const doctor = (...args) => {
    const ran = brigade(['doctor', '--json', '--config', config(), '--data', data(), '--hub', kitchen.url, ...args]);
    assert.ok(ran.status === 0 || ran.status === 1, ran.stderr);
    const told = JSON.parse(ran.stdout);
    assert.equal(ran.status === 1, told.harm);
    return told.findings;
  };
  const of = (findings, word) => findings.filter((finding) => finding.word === word);

  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'brigade-support-'));
    kitchen = await Kitchen.start();
    const pos = await kitchen.pos();
    const sent = order([burger({ notes: NOTE }), cola()], { guest: GUEST, notes: `call ${PHONE}`, allergies: [ALLERGY], reference: PHONE });
    pos.send({ type: 'order.submit', id: '1', order: sent });
    await pos.waitFor(({ re, type }) => re === '1' && type === 'ack', { what: 'the ack of the order' });
  });
  after(async () => {
    await kitchen?.stop();
    rmSync(scratch, { recursive: true, force: true });
  });

  it('finds nothing wrong with a hub that serves and its whole files', () => {
    const findings = doctor();
    for (const word of ['config_problem', 'hub_unreachable', 'hub_cannot_write', 'journal_damaged', 'figures_damaged', 'clock_apart', 'version_differs']) {
      assert.deepEqual(of(findings, word), [], word);
    }
  });

  it('says where a configuration is wrong, in English and in Indonesian', () => {
    const broken = join(scratch, 'broken.toml');
    writeFileSync(broken, `${readFileSync(config(), 'utf8')}\n[hubb]\n`);
    cpSync(join(kitchen.directory, 'stations'), join(scratch, 'stations'), { recursive: true });
    const [problem] = of(doctor('--config', broken), 'config_problem');
    assert.match(problem.says, /broken\.toml:\d+:\d+/);
    const indonesian = brigade(['doctor', '--language', 'id', '--config', join(scratch, 'none.toml'), '--data', data()]);
    assert.equal(indonesian.status, 1);
    assert.match(indonesian.stdout, /MASALAH: Konfigurasi hub .*none\.toml tidak ada/);
  });

  it('says that a journal is damaged, and leaves it as it is', () => {
    const copy = join(scratch, 'hub');
    mkdirSync(copy);
    for (const name of readdirSync(data())) if (/^(journal|figures)\.db/.test(name)) cpSync(join(data(), name), join(copy, name));
    const journal = join(copy, 'journal.db');
    const bytes = readFileSync(journal);
    bytes.fill(0x5a, 4096);
    writeFileSync(journal, bytes);
    const before_ = readdirSync(copy).sort();
    const [damaged] = of(doctor('--data', copy), 'journal_damaged');
    assert.equal(damaged?.values[0], journal);
    assert.deepEqual(readFileSync(journal), bytes);
    assert.deepEqual(readdirSync(copy).sort(), before_);
  });

  it('says that nobody answers where the hub should be', () => {
    const [unreachable] = of(doctor('--hub', 'ws://127.0.0.1:9/v1'), 'hub_unreachable');
    assert.match(unreachable.says, /127\.0\.0\.1:9/);
  });

  it('takes no option that it does not know', () => {
    assert.equal(brigade(['doctor', '--dta', 'x']).status, 2);
    assert.equal(brigade(['doctor', '--language', 'xx']).status, 2);
  });

  it('gathers a bundle in which neither a secret nor a guest is found', () => {
    const settings = join(scratch, 'brigade.txt');
    writeFileSync(settings, `kitchen=Warung Ibu\npin_manager=${MANAGER_PIN}\nmanager_pin=${MANAGER_PIN}\nwifi_password=${PASSWORD}\n`);
    const log = join(scratch, 'program.log');
    writeFileSync(log, `order for ${GUEST}\nPIN ${MANAGER_PIN}, ${PASSWORD}, token ${TOKEN}\n${NOTE}; ${ALLERGY}; ${PHONE}\nthe hub serves\n`);
    const screen = join(scratch, 'screen');
    mkdirSync(screen);
    cpSync(join(data(), 'journal.db'), join(screen, 'replica.db'));
    const pin = 'a'.repeat(64);
    writeFileSync(join(screen, 'pairing.json'), JSON.stringify({ format: 1, hub: 'h-1', kitchen: 'Warung Ibu', pins: [pin], token: TOKEN, device: 'd-1', name: 'Grill' }));
    const bundle = join(scratch, 'bundle.tar.gz');
    const ran = brigade(['support', '--output', bundle, '--config', config(), '--data', data(), '--data', screen, '--settings', settings,
                         '--log', log, '--hub', kitchen.url]);
    assert.equal(ran.status, 0, ran.stderr);
    assert.equal(statSync(bundle).mode & 0o777, 0o600);
    const opened = join(scratch, 'opened');
    mkdirSync(opened);
    assert.equal(spawnSync('tar', ['xzf', bundle, '-C', opened]).status, 0);
    const files = everyFile(opened);
    const texts = files.map((file) => { chmodSync(file, 0o600); return [file.slice(opened.length + 1), readFileSync(file, 'utf8')]; });
    for (const planted of PLANTED) {
      assert.deepEqual(texts.filter(([name, text]) => name.includes(planted) || text.includes(planted)).map(([name]) => name), [], planted);
    }
    assert.deepEqual(texts.filter(([name]) => name.startsWith('screens/')), [], 'pictures that nobody asked for');
    const text_of = (pattern) => texts.filter(([name]) => pattern.test(name)).map(([, text]) => text).join('\n');
    assert.match(text_of(/^doctor\.txt$/), /./);
    assert.match(text_of(/^versions\.txt$/), /^brigade \d/);
    assert.match(text_of(/^configuration\/.*kitchen\.toml$/), /Warung Ibu/);
    assert.match(text_of(/^settings\/.*brigade\.txt$/), /kitchen=Warung Ibu\nPIN_MANAGER= ?\[removed\]\n# \[removed\]/);
    assert.match(text_of(/^logs\/.*program\.log$/), /order for \[removed\][^]*the hub serves/);
    const events = text_of(/^journal\/.*data_journal\.db\.events\.jsonl$/).trim().split('\n').map((line) => JSON.parse(line));
    const accepted = events.filter(({ kind }) => kind === 'order_accepted');
    assert.deepEqual(accepted.map(({ lines }) => lines), [2]);
    assert.equal(JSON.parse(text_of(/^journal\/.*data_journal\.db\.json$/)).by_kind.order_accepted, 1);
  });

  it('overwrites no file', () => {
    const bundle = join(scratch, 'mine.txt');
    writeFileSync(bundle, 'mine');
    assert.equal(brigade(['support', '--output', bundle, '--config', config(), '--data', data(), '--hub', kitchen.url]).status, 1);
    assert.equal(readFileSync(bundle, 'utf8'), 'mine');
  });

  /** Until the journal says so; it may have been said before. */
  const audited = async (monitor, action) => {
    const is_it = (event) => event.kind === 'audited' && event.action === action;
    const { events } = await monitor.waitFor(({ type, events = [] }) => type === 'events' && events.some(is_it), { what: `the audit of ${action}` });
    return events.find(is_it);
  };

  it('makes the hub say more for a while, and a screen that is there', async () => {
    const monitor = await kitchen.watcher('monitor');
    const told = brigade(['log', 'debug', '--minutes', '5', '--hub', kitchen.url]);
    assert.equal(told.status, 0, told.stderr);
    assert.match(told.stdout, /the hub logs at debug for 5 minutes/);
    while (!/this machine asks this hub to log at debug for 5 min/.test(kitchen.log)) await once(kitchen.process.stderr, 'data');
    const { actor, subject, detail } = await audited(monitor, 'log_level_set');
    assert.deepEqual([actor, subject, detail], ['this machine', undefined, 'debug for 5 min']);
    const screen = await kitchen.screen('grill');
    const heard = screen.waitFor(({ type }) => type === 'log.level', { what: 'to be told how much to log' });
    const asked = spawn(program('brigade'), ['log', 'debug', '--station', 'grill', '--minutes', '5', '--hub', kitchen.url], { stdio: 'ignore' });
    const { level, seconds } = await heard;
    assert.deepEqual([level, seconds], ['debug', 300]);
    assert.equal(await new Promise((done) => asked.once('exit', done)), 0);
    assert.equal(brigade(['log', 'debug', '--station', 'nowhere', '--hub', kitchen.url]).status, 1);
    assert.equal(brigade(['log', 'loud', '--hub', kitchen.url]).status, 2);
  });

  it('fetches what a screen shows, and the journal says who did', { skip: missing('brigade-station') }, async () => {
    const monitor = await kitchen.watcher('monitor');
    const station = spawn(program('brigade-station'), ['--hub', kitchen.url, '--station', 'drink', '--data', join(scratch, 'drink'), '--headless'],
                          { stdio: 'ignore' });
    const gone = once(station, 'exit');
    const is_there = async () => JSON.parse((await kitchen.http.post('/api/v1/requests', { type: 'device.list' })).text)
      .devices.some((device) => device.station === 'drink' && device.frames > 0);
    await eventually(is_there, 'the screen to have shown something');
    const out = join(scratch, 'drink.png');
    const fetched = brigade(['screenshot', '--station', 'drink', '--out', out, '--hub', kitchen.url]);
    assert.equal(fetched.status, 0, fetched.stderr);
    assert.match(fetched.stdout, /drink\.png, 1920 by 1080; it may show guests' names/);
    const png = readFileSync(out);
    assert.equal(png.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [1920, 1080]);
    assert.equal(png.subarray(-8, -4).toString(), 'IEND');
    assert.equal(statSync(out).mode & 0o777, 0o600);
    const { actor, detail } = await audited(monitor, 'screenshot_taken');
    assert.deepEqual([actor, detail], ['this machine', 'drink']);

    const bundle = join(scratch, 'with-screens.tar.gz');
    const gathered = () => brigade(['support', '--with-screens', '--output', bundle, '--config', config(), '--data', data(), '--hub', kitchen.url]);
    const pictures = await eventually(() => {  // one of a screen in two seconds
      rmSync(bundle, { force: true });
      assert.equal(gathered().status, 0);
      const { stdout } = spawnSync('tar', ['tzf', bundle], { encoding: 'utf8' });
      return stdout.split('\n').filter((name) => /^screens\/.*drink\.png$/.test(name)).length > 0 && stdout;
    }, 'a bundle with a picture');
    assert.match(pictures, /^screens\//m);
    station.kill();
    await gone;
  });

  it('says why there is no picture: an older screen, none, no name', async () => {
    const screen = await kitchen.screen('dessert');
    const [older, none, unnamed] = await Promise.all([['--station', 'dessert'], ['--station', 'nowhere'], []].map(async (args) => {
      const asked = spawn(program('brigade'), ['screenshot', ...args, '--hub', kitchen.url], { stdio: ['ignore', 'ignore', 'pipe'] });
      const said = asked.stderr.setEncoding('utf8').toArray();
      const [status] = await once(asked, 'exit');
      return [status, (await said).join('')];
    }));
    assert.equal(older[0], 1);
    assert.match(older[1], /dessert-screen runs an older program, which sends no pictures; update it/);
    assert.equal(none[0], 1);
    assert.match(none[1], /no screen of nowhere is connected/);
    assert.equal(unnamed[0], 2);
    assert.deepEqual(screen.log.filter(({ type }) => type === 'screenshot'), []);
  });
});
