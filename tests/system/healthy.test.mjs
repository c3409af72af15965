// Whether a new system is kept: what /usr/libexec/brigade/healthy takes for well, with a systemctl that says what a box
// might say.
import { spawnSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { project_root } from './support/programs.mjs';

const HEALTHY = join(project_root, 'systemd/appliance/libexec/healthy');
const hub = { ActiveState: 'active', NRestarts: '0' };
const grill = { ActiveState: 'active', StatusText: 'on the screen', NRestarts: '0' };
const good = { 'brigade-hub.service': hub, 'brigade-station@grill.service': grill };

describe('a box on trial', () => {
  let work;
  before(() => { work = mkdtempSync(join(tmpdir(), 'brigade-healthy-')); });
  after(() => rmSync(work, { recursive: true, force: true }));

  /** A directory with a systemctl that knows these units, and displays as the kernel tells of them. */
  const machine = (units, displays) => {
    const place = mkdtempSync(join(work, 'box-'));
    mkdirSync(join(place, 'drm'));
    for (const [name, state] of Object.entries(displays)) {
      mkdirSync(join(place, 'drm', name));
      writeFileSync(join(place, 'drm', name, 'status'), `${state}\n`);
    }
    const known = { 'brigade.target': { Wants: ['brigade-first-boot.service', ...Object.keys(units)].join(' ') }, ...units };
    const cases = Object.entries(known).flatMap(([unit, values]) => Object.entries(values).map(([name, value]) => `  ${unit}:${name}) ${value.startsWith('$') ? value.slice(1) : `echo '${value}'`} ;;`));
    writeFileSync(join(place, 'systemctl'), `#!/bin/sh\nplace=${place}\nname=\${2#--property=}\ncase "$5:$name" in\n${cases.join('\n')}\n  *) echo ;;\nesac\n`);
    chmodSync(join(place, 'systemctl'), 0o755);
    return place;
  };
  const judged = (units, { displays = { 'card0-HDMI-A-1': 'connected', 'card0-HDMI-A-2': 'disconnected' }, steady = 0, within = 0 } = {}) => {
    const place = machine(units, displays);
    const ran = spawnSync('sh', [HEALTHY, String(within), String(steady), join(place, 'drm')], { encoding: 'utf8', env: { ...process.env, PATH: `${place}:${process.env.PATH}` } });
    return { well: ran.status === 0, said: ran.stdout + ran.stderr };
  };
  const with_grill = (more) => ({ ...good, 'brigade-station@grill.service': { ...grill, ...more } });

  it('is well when its hub serves and its screen shows tickets', () => assert.deepEqual(judged(good), { well: true, said: 'this box is well\n' }));

  it('is well as a hub without a screen, and as a screen without a hub', () => {
    assert.ok(judged({ 'brigade-hub.service': hub }).well);
    assert.ok(judged({ 'brigade-station@grill.service': grill }).well);
  });

  it('is not well while its hub has not opened its journal', () => {
    const { well, said } = judged({ ...good, 'brigade-hub.service': { ...hub, ActiveState: 'activating' } });
    assert.ok(!well);
    assert.match(said, /brigade-hub\.service is activating/);
  });

  it('is not well when a screen ends', () => assert.match(judged(with_grill({ ActiveState: 'failed' })).said, /not well: brigade-station@grill\.service is failed/));

  it('is not well when its screen can only say why it cannot start', () => {
    assert.match(judged(with_grill({ StatusText: 'why it cannot start is on the screen' })).said, /not well: brigade-station@grill\.service: why it cannot start/);
  });

  it('is well without a display, for somebody may have switched it off', () => {
    const none = { StatusText: 'there is no display' };
    assert.ok(judged(with_grill(none), { displays: { 'card0-HDMI-A-1': 'disconnected' } }).well);
    assert.ok(!judged(with_grill(none)).well);
  });

  it('is not well without a graphics card: a driver was lost', () => {
    assert.ok(!judged(with_grill({ StatusText: 'there is no display' }), { displays: {} }).well);
  });

  it('is not well when nothing of Brigade was started', () => assert.match(judged({}).said, /nothing of Brigade is wanted/));

  it('is not well while something is started again and again', () => {
    const counting = { ...hub, NRestarts: '$n=$(cat $place/n 2> /dev/null || echo 0); echo $((n + 1)) | tee $place/n' };
    const { well, said } = judged({ ...good, 'brigade-hub.service': counting }, { steady: 1, within: 3 });
    assert.ok(!well);
    assert.match(said, /start again and again/);
  });

  it('has to stay well for a while', () => {
    const late = { ...hub, ActiveState: '$n=$(cat $place/n 2> /dev/null || echo 0); echo $((n + 1)) > $place/n; [ $n -lt 2 ] && echo activating || echo active' };
    assert.ok(judged({ ...good, 'brigade-hub.service': late }, { steady: 1, within: 20 }).well);
  });
});
