// Every text of the page is used somewhere. (That no language lacks one is the compiler's to say.)
import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';

const source = new URL('../../assets/page/src/', import.meta.url);
const read = (name) => readFileSync(new URL(name, source), 'utf8');

describe("the words of the managers' page", () => {
  const [english, indonesian] = [read('words_en.ts'), read('words_id.ts')];
  const texts = (part) => Object.fromEntries([...part.matchAll(/^ {2}(\w+): (?:'(.*)'|"(.*)"),$/gm)].map(([, key, one, other]) => [key, one ?? other]));
  const rooms = ['', 'figures/'].flatMap((directory) => readdirSync(new URL(`./${directory}`, source)).map((name) => `${directory}${name}`));
  const code = rooms.filter((name) => name.endsWith('.ts') && !name.startsWith('words_')).map(read).join('\n');

  it('are each used', () => {
    const made = [...code.matchAll(/`(\w+_)\$\{/g)].map(([, beginning]) => beginning);  // `role_${role}`
    const keys = Object.keys(texts(english));
    assert.ok(keys.length > 100);
    assert.deepEqual(keys.filter((key) => !code.includes(`'${key}'`) && !new RegExp(`\\b${key}: (\\(|action|tile)`).test(code) && !made.some((beginning) => key.startsWith(beginning))), []);
  });

  it('name the same values in every language', () => {
    const values = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const [en, id] = [texts(english), texts(indonesian)];
    for (const key of Object.keys(en)) assert.deepEqual(values(id[key]), values(en[key]), key);
  });
});
