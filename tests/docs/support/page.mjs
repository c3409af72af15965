// docs/protocol.md as a list of things to do, in the order of the page:
//   {kind: 'example', schema, value}            a ```json block after the comment <!-- SCHEMA -->
//   {kind: 'curl', words, answer}               a ```sh block that begins with curl; its answer is the next
//                                               ```json block after the comment <!-- STATUS SCHEMA -->
//   {kind: 'session', steps}                    a ```session block: who, → or ←, and a message; an indented line
//                                               goes on; "close" or "close 1008" instead of a message
//   {kind: 'program', text}                     a ```js block
// Each carries `line` and `place`, where it stands.
import { readFileSync } from 'node:fs';

export const page_path = new URL('../../../docs/protocol.md', import.meta.url);

export function readPage(text = readFileSync(page_path, 'utf8')) {
  const things = [];
  for (const block of fencedBlocks(text)) {
    const { language, content, comment, line, heading } = block;
    const place = `${heading}, line ${line}`;
    if (language === 'session') things.push({ kind: 'session', line, place, steps: stepsOf(content, line) });
    else if (language === 'js') things.push({ kind: 'program', line, place, text: content });
    else if (language === 'sh' && content.startsWith('curl')) things.push({ kind: 'curl', line, place, words: shellWords(content) });
    else if (language === 'json') addJson(things, comment, parsed(content, line), { line, place });
  }
  return things;
}

function addJson(things, comment, value, { line, place }) {
  const [, status, schema] = comment?.match(/^(?:(\d{3}) )?(\S+\.schema\.json\S*)$/) ?? [];
  if (!schema) throw new Error(`line ${line}: a json block needs a comment before it that names its schema`);
  if (!status) return void things.push({ kind: 'example', line, place, schema, value });
  const asked = things.at(-1);
  if (asked?.kind !== 'curl' || asked.answer) throw new Error(`line ${line}: an answer without its curl`);
  asked.answer = { status: Number(status), schema, value };
}

function fencedBlocks(text) {
  const blocks = [];
  const lines = text.split('\n');
  let heading;
  for (let n = 0; n < lines.length; n += 1) {
    heading = lines[n].match(/^#+ (.*)$/)?.[1] ?? heading;
    const [, language] = lines[n].match(/^```(\w+)$/) ?? [];
    if (!language) continue;
    const end = lines.indexOf('```', n + 1);
    if (end < 0) throw new Error(`line ${n + 1}: a block that never ends`);
    const [, comment] = lines[n - 1]?.match(/^<!-- (.*) -->$/) ?? [];
    blocks.push({ language, comment, heading, line: n + 1, content: lines.slice(n + 1, end).join('\n') });
    n = end;
  }
  return blocks;
}

function stepsOf(content, first_line) {
  const steps = [];
  content.split('\n').forEach((text, n) => {
    const [, who, arrow, rest] = text.match(/^(\S+) ([→←]) (.*)$/) ?? [];
    if (who) steps.push({ who, arrow, text: rest, line: first_line + n + 1 });
    else if (/^\s/.test(text) && steps.length) steps.at(-1).text += text.trim();
    else throw new Error(`line ${first_line + n + 1}: neither a message nor the rest of one`);
  });
  return steps.map(({ text, ...step }) => {
    const [closing, code] = text.match(/^close ?(\d*)$/) ?? [];
    return closing ? { ...step, close: Number(code) } : { ...step, message: parsed(text, step.line) };
  });
}

function parsed(text, line) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`line ${line}: ${error.message}`);
  }
}

/** What a shell makes of one command: quotes, and lines that go on after a backslash. */
function shellWords(command) {
  const pieces = command.replaceAll('\\\n', ' ').match(/'[^']*'|"[^"]*"|\S+/g);
  return pieces.map((piece) => (/^['"]/.test(piece) ? piece.slice(1, -1) : piece));
}
