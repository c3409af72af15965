// Facts for a file: asked for day by day, so that no answer is too large, and put together here.
import { HubError } from '../api';
import { day_plus } from './days';
import { ask_values, on_days, type Question } from './question';

export type Format = 'csv' | 'json';
/** What is a row each; the others are figures, and one answer. */
export const FACTS = ['orders', 'tickets', 'lines'] as const;
export const FIGURES = ['figures', 'hours', 'days', 'heat', 'stations', 'items'] as const;
export type What = (typeof FACTS)[number] | (typeof FIGURES)[number] | 'unavailable';

const DAY_ANSWER_MS = 60_000;
const BUSY_WAIT_MS = 1_000;
const TRIES = 5;

async function ask_once(path: string, dropped: AbortSignal): Promise<Response> {
  const slow = new AbortController();
  const timer = setTimeout(() => slow.abort(), DAY_ANSWER_MS);
  const stop = () => slow.abort();
  dropped.addEventListener('abort', stop, { once: true });
  try {
    const response = await fetch(path, { signal: slow.signal, cache: 'no-store', credentials: 'same-origin', redirect: 'error' });
    if (response.ok) return new Response(await response.blob());
    const body = await response.json();
    throw new HubError(response.status, body.code ?? '', body.message ?? '', body.path ?? '', body.retry_ms);
  } finally {
    clearTimeout(timer);
    dropped.removeEventListener('abort', stop);
  }
}

/** A hub that has others to answer is asked again a little later. */
async function ask(path: string, dropped: AbortSignal): Promise<Response> {
  for (let tries = 1; ; tries += 1) {
    dropped.throwIfAborted();
    try {
      return await ask_once(path, dropped);
    } catch (error) {
      if (!(error instanceof HubError) || error.status !== 429 || tries === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, error.retry_ms ?? BUSY_WAIT_MS));
    }
  }
}

const analytics = (what: string, question: Question, more: Record<string, string>): string => `/api/v1/analytics/${what}?${ask_values(question, more)}`;

/** The rows of one day as they stand in the file; of CSV without the heads if `more` stand above them. */
async function day_rows(response: Response, format: Format, more: boolean): Promise<{ text: string; rows: number }> {
  if (format === 'json') {
    const { rows } = await response.json() as { rows: unknown[] };
    return { text: `${more && rows.length > 0 ? ',\n' : ''}${rows.map((row) => JSON.stringify(row)).join(',\n')}`, rows: rows.length };
  }
  const text = await response.text();
  const end = text.indexOf('\n') + 1;
  return { text: more ? text.slice(end) : text, rows: 0 };
}

async function facts(what: What, question: Question, format: Format, told: (days: number) => void, dropped: AbortSignal): Promise<Blob> {
  const parts: Blob[] = format === 'json' ? [new Blob(['[\n'])] : [];
  let rows = 0;
  for (let day = question.from, done = 0; day <= question.to; day = day_plus(day, 1)) {
    const response = await ask(analytics('facts', on_days(question, day, day), { what, format }), dropped);
    const more = await day_rows(response, format, format === 'json' ? rows > 0 : done > 0);
    parts.push(new Blob([more.text]));  // the browser may keep it on its disk
    rows += more.rows;
    done += 1;
    told(done);
  }
  if (format === 'json') parts.push(new Blob(['\n]\n']));
  return new Blob(parts, { type: format === 'json' ? 'application/json' : 'text/csv;charset=utf-8' });
}

/** `told` hears how many days are there already. */
export function gather(what: What, question: Question, format: Format, told: (days: number) => void, dropped: AbortSignal): Promise<Blob> {
  if ((FACTS as readonly string[]).includes(what)) return facts(what, question, format, told, dropped);
  const path = what === 'unavailable' ? analytics('facts', question, { what, format })
    : analytics(what, question, { format, ...(what === 'items' ? { limit: '1000' } : {}) });
  return ask(path, dropped).then((response) => response.blob());
}

export function save_as(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
