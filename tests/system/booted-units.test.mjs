// The services under a real systemd, with all their confinement, as far as that goes without a display: this machine's
// own systemd is started once more, in namespaces, on a throw-away copy of this machine's files (support/boot.sh).
import { spawnSync } from 'node:child_process';
import { describe } from 'node:test';
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { missing, program, project_root } from './support/programs.mjs';
import { unless } from './support/unless.mjs';

function impossible() {
  if (process.getuid() !== 0) return 'only root may start a systemd in namespaces';
  for (const file of ['/lib/systemd/systemd', '/usr/sbin/avahi-daemon', '/usr/bin/dbus-daemon']) if (!existsSync(file)) return `${file} is not installed`;
  const tried = spawnSync('unshare', ['--mount', '--pid', '--fork', '--cgroup', '--net', 'bash', '-c',
                                      'mount --make-rprivate / && mount -t tmpfs none /mnt && mkdir /mnt/{a,b,c,g} && mount -t cgroup2 cgroup2 /mnt/g && mount -t overlay overlay -o lowerdir=/,upperdir=/mnt/a,workdir=/mnt/b /mnt/c']);
  return tried.status === 0 ? false : 'no systemd can be started in namespaces here';
}

const { after, before, it } = unless(missing('brigade-station') || missing('brigade-hub') || missing('brigade') || impossible());

describe('the services under systemd', () => {
  let work;
  let report = '';
  const said = (name) => report.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1];

  before(() => {
    work = mkdtempSync(join(tmpdir(), 'brigade-boot-'));
    cpSync(join(project_root, 'tests/system/support/inside.sh'), join(work, 'root-inside'));
    const ran = spawnSync(join(project_root, 'tests/system/support/boot.sh'), [work, project_root, dirname(program('brigade'))], { encoding: 'utf8' });
    report = existsSync(join(work, 'report')) ? readFileSync(join(work, 'report'), 'utf8') : '';
    assert.ok(report, `the box did not boot: ${ran.stderr}`);
  });
  after(() => rmSync(work, { recursive: true, force: true }));
  const confined = (unit, user) => assert.equal(said(unit), `active ${user} capabilities 0000000000000000 seccomp 2`, report);

  it('the hub serves, is announced, and lets its figures step back', () => {
    confined('brigade-hub.service', 'brigade-hub');
    assert.equal(JSON.parse(said('hub-answers')).status, 'ok');
    assert.match(said('hub-log'), /192\.168\.77\.5/, report);
    assert.equal(said('hub-steps-back'), '10', report);
  });

  it('a screen is ready with its first picture, finds its hub, and is paired', () => {
    confined('brigade-station@grill.service', 'brigade-station');
    assert.equal(said('screen-status'), 'on the screen');
    assert.match(said('paired'), /paired/, report);
    assert.match(said('devices'), /now/, report);
  });

  it('a screen that stands still is ended and started again', () => {
    assert.equal(said('restarts-before'), '0', report);
    assert.match(said('restarts-after-standing-still'), /^[1-9]\d* active$/, report);
  });

  it('a screen whose program ends again and again has a fault screen, and is tried again after it', () => {
    confined('brigade-fault@broken.service', 'brigade-station');
    assert.match(said('fault-says'), /exit-code/, report);
    assert.equal(said('tried-again'), 'yes', report);
  });
});
