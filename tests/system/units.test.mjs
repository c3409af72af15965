// The service units, as systemd's own tools read them: they are understood to the last line, they are confined as
// far as docs/services.md says, and what they start is there to be started. Nothing is started.
import { spawnSync } from 'node:child_process';
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missing, program, project_root } from './support/programs.mjs';
import { unless } from './support/unless.mjs';

const SOURCE = join(project_root, 'systemd');
const MOST_EXPOSED = { 'brigade-hub.service': 1.5, 'brigade-station@.service': 1.8, 'brigade-fault@.service': 1.8 };
const ALL = ['brigade-hub.service', 'brigade-station@grill.service', 'brigade-fault@grill.service', 'brigade-first-boot.service', 'brigade-reset-keys.service', 'brigade.target',
  'brigade-healthy.service', 'brigade-update.service', 'brigade-update.timer', 'brigade-update-stick@sdb1.service'];
// What the units of others are named for; here they need only be known.
const OTHERS = ['basic.target', 'sysinit.target', 'multi-user.target', 'network.target', 'network-pre.target', 'local-fs.target', 'shutdown.target', 'umount.target',
  'boot-complete.target', 'timers.target', 'network-online.target'];

const analyze = (...words) => spawnSync('systemd-analyze', ['--no-pager', ...words], { encoding: 'utf8' });
const version = Number(analyze('--version').stdout?.match(/^systemd (\d+)/)?.[1] ?? 0);
const { after, before, it } = unless(version >= 250 ? false : 'systemd-analyze of systemd 250 or newer is not installed');

const text = (unit) => readFileSync(join(SOURCE, unit), 'utf8');
const lines = (unit) => text(unit).split('\n').filter((line) => /^[A-Z]/.test(line));
const value = (unit, name) => lines(unit).find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
const is_confinement = (line) =>
  /^(Restrict|Protect|Private|SystemCall|Capability|NoNew|LockPers|Keyring|RemoveIPC|MemoryDeny|DevicePolicy|DeviceAllow|UMask|User=|SupplementaryGroups)/.test(line);

describe('the service units', () => {
  let root;
  const system = () => join(root, 'usr/lib/systemd/system');
  // Where a machine would have them, with programs of the right names.
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'brigade-units-'));
    mkdirSync(system(), { recursive: true });
    mkdirSync(join(root, 'usr/bin'));
    for (const unit of OTHERS) writeFileSync(join(system(), unit), '[Unit]\nDescription=another\n');
    for (const name of ['brigade', 'brigade-first-boot', 'brigade-hub', 'brigade-station', 'sh', 'systemctl']) {
      writeFileSync(join(root, 'usr/bin', name), '#!/bin/sh\n');
      chmodSync(join(root, 'usr/bin', name), 0o755);
    }
    mkdirSync(join(root, 'usr/libexec/brigade'), { recursive: true });
    for (const name of readdirSync(join(SOURCE, 'appliance/libexec'))) cpSync(join(SOURCE, 'appliance/libexec', name), join(root, 'usr/libexec/brigade', name));
    for (const unit of readdirSync(SOURCE).filter((name) => /\.(service|target|timer)$/.test(name))) cpSync(join(SOURCE, unit), join(system(), unit));
  });
  after(() => rmSync(root, { recursive: true, force: true }));
  const add = (folder) => {
    for (const entry of readdirSync(join(SOURCE, folder)).filter((name) => name.endsWith('.service.d')))
      cpSync(join(SOURCE, folder, entry), join(system(), entry), { recursive: true });
  };
  const verified = () => {
    const ran = analyze('verify', `--root=${root}`, 'brigade-first-boot-screen.service', ...ALL);
    return { status: ran.status, said: (ran.stdout + ran.stderr).split('\n').filter((line) => line.includes('brigade')).join('\n') };
  };

  it('are understood by systemd to the last line', () => {
    assert.deepEqual(verified(), { status: 0, said: '' });
  });

  it('are understood with what the image and a newer systemd add to them', () => {
    add('appliance');
    if (version >= 254) add('from-254');
    assert.deepEqual(verified(), { status: 0, said: '' });
  });

  it('would be noticed with a line that systemd does not know, or a program that is not there', () => {
    const unit = join(system(), 'brigade-hub.service');
    writeFileSync(unit, text('brigade-hub.service').replace('ProtectHome=yes', 'ProtectHouse=yes'));
    assert.match(verified().said, /ProtectHouse/);
    writeFileSync(unit, text('brigade-hub.service').replace('ExecStart=brigade-hub', 'ExecStart=brigade-hubb'));
    assert.notEqual(verified().status, 0);
    writeFileSync(unit, text('brigade-hub.service'));
  });

  for (const [unit, most] of Object.entries(MOST_EXPOSED))
    it(`${unit} is exposed to no more than ${most}`, (t) => {
      const ran = analyze('security', '--offline=yes', `--threshold=${most * 10}`, join(SOURCE, unit));
      const exposure = ran.stdout.match(/exposure level for \S+: ([\d.]+)/)?.[1];
      t.diagnostic(`${unit}: ${exposure} of at most ${most}, by systemd ${version}`);
      assert.equal(ran.status, 0, `${unit} is exposed to ${exposure}`);
    });

  it('would be noticed if one of them lost its confinement', () => {
    const unit = join(root, 'brigade-hub.service');
    writeFileSync(unit, text('brigade-hub.service').replace(/^(SystemCallFilter|ProtectSystem|PrivateUsers|PrivateDevices)=.*$/gm, ''));
    assert.notEqual(analyze('security', '--offline=yes', '--threshold=15', unit).status, 0);
  });

  it('confine the fault screen as the screen itself', () => {
    const missing_there = lines('brigade-station@.service').filter((line) => is_confinement(line) && !lines('brigade-fault@.service').includes(line));
    assert.deepEqual(missing_there, []);
  });

  it('show a fault for as long as the screen may not be started, or longer', () => {
    assert.ok(Number(value('brigade-fault@.service', 'RuntimeMaxSec')) >= Number(value('brigade-station@.service', 'StartLimitIntervalSec')));
  });

  it('wait for the data partition and do not need it where a missing one has to be said', () => {
    assert.match(text('brigade-first-boot.service'), /^After=.*\bvar-lib-brigade\.mount\b/m);
    for (const unit of ['brigade-first-boot.service', 'brigade-first-boot-screen.service', 'appliance/brigade-first-boot.service.d/provision.conf'])
      assert.doesNotMatch(text(unit), /^(RequiresMountsFor|Requires|BindsTo)=/m, unit);
  });

  // `brigade doctor` judges by them what the screen may open.
  for (const users of ['systemd/sysusers.d', 'image/root/etc/sysusers.d'])
    it(`have of ${users} a user in the groups that they give it`, () => {
      const members = readFileSync(join(project_root, users, 'brigade-station.conf'), 'utf8');
      for (const group of value('brigade-station@.service', 'SupplementaryGroups').split(' '))
        assert.match(members, new RegExp(`^m brigade-station ${group}$`, 'm'));
    });

  it('tell iwd where the country of brigade.txt is', () => {
    const place = text('appliance/iwd.service.d/brigade.conf').match(/^Environment=CONFIGURATION_DIRECTORY=\/(\S+)$/m)?.[1];
    assert.ok(readFileSync(join(project_root, 'src/provision/planned_network.cpp'), 'utf8').includes('run_place) + "/iwd/main.conf"'));
    assert.equal(place, 'run/brigade/iwd');
  });

  it('say in drop-ins alone what systemd 252 does not know', () => {
    for (const unit of readdirSync(SOURCE).filter((name) => name.endsWith('.service')))
      assert.doesNotMatch(text(unit), /^(RestartSteps|RestartMaxDelaySec|RestartMode)=/m, unit);
  });
});

describe('what the service units start', () => {
  const started = unless(missing('brigade-station') || missing('brigade-hub'));
  for (const unit of ['brigade-hub.service', 'brigade-station@.service', 'brigade-fault@.service'])
    started.it(`${unit} gives its program options that it knows`, () => {
      const [name, ...words] = value(unit, 'ExecStart').split(' ');
      const help = spawnSync(program(name), ['--help'], { encoding: 'utf8' }).stdout;
      const known = new Set([...help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option));
      for (const option of words.filter((word) => word.startsWith('--'))) assert.ok(known.has(option), `${name} has no ${option}`);
    });
});
