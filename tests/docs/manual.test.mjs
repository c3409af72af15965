// The manual's pages name what there is: the options and commands that the programs explain themselves, and every key of the
// configuration that comes with Brigade. So does the shell's completion, and packages are called what they hold.
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { bin, commandOf, commandsOfHelp, helpOf, optionsOfHelp, optionsOfPage, pageOf, root } from './support/manual.mjs';

const sorted = (names) => [...names].sort();
const commands = commandsOfHelp(helpOf('brigade'));

/** What the shell offers for the last of these words. */
function offered(...words) {
  const script = '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _brigade; printf "%s\\n" "${COMPREPLY[@]}"';
  const completed = execFileSync('bash', ['-c', script, '-', join(root, 'completions/brigade'), ...words],
                                 { encoding: 'utf8', env: { ...process.env, PATH: `${bin}:${process.env.PATH}` } });
  return new Set(completed.split('\n').filter(Boolean));
}

/** The keys and tables of a TOML file, those in comments such as `# backup = "drink"` too. */
const keysOf = (text) => new Set([...text.matchAll(/^(?:# )?([a-z_]+) = |^\[+([a-z]+)\b/gm)].map(([, key, table]) => key ?? table));

describe('the manual', () => {
  for (const program of ['brigade-hub', 'brigade-station', 'brigade-first-boot']) {
    it(`explains the options of ${program}, and no others`, () => {
      assert.deepEqual(sorted(optionsOfPage(pageOf(`${program}.1`))), sorted(optionsOfHelp(helpOf(program))));
    });
  }

  it('explains the commands of brigade, and no others', () => {
    const explained = [...pageOf('brigade.1').matchAll(/^## brigade ([a-z]+)/gm)].map(([, name]) => name);
    assert.deepEqual(sorted(explained), sorted(commands));
  });

  for (const command of commands) {
    it(`explains the options of brigade ${command}, and no others`, () => {
      const part = commandOf(pageOf('brigade.1'), command) ?? '';
      assert.deepEqual(sorted(optionsOfPage(part)), sorted(optionsOfHelp(helpOf('brigade', command))));
    });
  }

  it('explains every key of the configuration that comes with Brigade', () => {
    const page = pageOf('brigade.toml.5');
    const files = ['config/brigade.toml', 'config/menu.toml', ...readdirSync(join(root, 'stations')).map((name) => `stations/${name}`)];
    const keys = new Set(files.flatMap((name) => [...keysOf(readFileSync(join(root, name), 'utf8'))]));
    assert.ok(keys.size > 40, `only ${keys.size} keys were found`);
    const missing = sorted(keys).filter((key) => !page.includes(`*${key}*`) && !page.includes(`[${key}]`) && !page.includes(`*[${key}.*`));
    assert.deepEqual(missing, []);
  });
});

describe('the packages', () => {
  it('have the version that the programs say', () => {
    const [, version] = readFileSync(join(root, 'debian/changelog'), 'utf8').match(/^brigade \(([^)]+)\)/);
    for (const program of ['brigade', 'brigade-hub', 'brigade-station', 'brigade-first-boot']) {
      assert.equal(execFileSync(join(bin, program), ['--version'], { encoding: 'utf8' }).trim(), `${program} ${version}`);
    }
  });
});

describe('the completion of the shell', () => {
  it('offers the commands of brigade', () => {
    assert.deepEqual(sorted(offered('brigade', '')), sorted([...commands, '--help', '--version']));
  });

  it('offers the options that a program explains', () => {
    for (const program of ['brigade-hub', 'brigade-station', 'brigade-first-boot']) {
      assert.deepEqual(sorted(offered(program, '--')), sorted(optionsOfHelp(helpOf(program))));
    }
    for (const option of optionsOfHelp(helpOf('brigade', 'replay'))) assert.ok(offered('brigade', 'replay', '--').has(option), option);
  });

  it('offers the words that an option may have', () => {
    assert.deepEqual(sorted(offered('brigade-station', '--language', '')), ['en', 'id']);
    assert.deepEqual(sorted(offered('brigade-station', '--shows', 'f')), ['figures']);
  });
});
