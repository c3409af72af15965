// The manual's pages as their sources in docs/man have them, and what programs say of themselves.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const bin = process.env.BRIGADE_BIN ?? join(root, 'build/dev/bin');

export const helpOf = (program, ...command) => execFileSync(join(bin, program), [...command, '--help'], { encoding: 'utf8' });

/** The options that a page of --help names in its usage, explains on lines of their own, or beside another one ("may be repeated, as may"). */
export function optionsOfHelp(help) {
  const usage = [...help.matchAll(/^(?:usage:| {7}brigade) .*$/gm)].flatMap(([line]) => line.match(/--[a-z-]+/g) ?? []);
  const explained = [...help.matchAll(/^ {2}--[a-z-]+(?:, --[a-z-]+)*/gm)].flatMap(([names]) => names.match(/--[a-z-]+/g));
  const beside = [...help.matchAll(/as may ((?:--[a-z-]+ [A-Z]+(?:,\s+| and\s+)?)+)/g)].flatMap(([, list]) => list.match(/--[a-z-]+/g));
  return new Set([...usage, ...explained, ...beside]);
}

/** The same of a page's source, or of a part of it: what stands in bold at the beginning of a line, and what may be repeated beside it. */
export function optionsOfPage(source) {
  const explained = source.split('\n').filter((line) => line.startsWith('*--')).flatMap((line) => line.match(/\*--[a-z-]+\*/g));
  const beside = [...source.matchAll(/as may ((?:\*--[a-z-]+\* _[A-Z]+_(?:,\s+| and\s+)?)+)/g)].flatMap(([, list]) => list.match(/--[a-z-]+/g));
  return new Set([...explained, ...beside].map((option) => option.replaceAll('*', '')));
}

export const pageOf = (name) => readFileSync(join(root, 'docs/man', `${name}.scd`), 'utf8');

/** The part of brigade(1) that is one command's. */
export const commandOf = (page, name) => page.split(/^#+ /m).find((part) => part.match(/^brigade ([a-z]+)/)?.[1] === name);

export const commandsOfHelp = (help) => [...help.matchAll(/^ {2}([a-z]+) +\S/gm)].map(([, name]) => name);
