// The head of a room that asks about figures: which days, what counts, how far the hub has counted, and what went wrong.
// There is one question at a time: a newer one drops the older, whose answers nobody sees any more.
import { get, HubError, told } from '../api';
import { h, set_text } from '../dom';
import { go, place_here } from '../place';
import type { Room } from '../rooms';
import { t } from '../words';
import type { Choices, Status } from './answers';
import { range_text } from './days';
import { filter_bar } from './filters';
import { range_picker } from './picker';
import { ask_values, no_filters, place_values, question_of, resolved, type Question } from './question';
import { instant_text } from './values';

/** Today's figures are counted anew this often, and only if something has happened. */
const AGAIN_MS = 15_000;
const AGAIN_COUNTING_MS = 5_000;
const TRY_AGAIN_MS = 6_000;

export const figures_path = (what: string, question: Question, more: Record<string, string> = {}): string =>
  `/api/v1/analytics/${what}?${ask_values(question, more)}`;

export interface Asked { question: Question; status: Status; choices: Choices; dropped: AbortSignal }

interface Parts {
  room: string;
  title: string;
  beside?: HTMLElement[];          // beside the title
  body: HTMLElement;
  keeps?: (values: URLSearchParams) => URLSearchParams;  // what else of the address stays when the question changes
  leaves?: () => boolean;  // the address names something that this room does not show
  load(asked: Asked): Promise<void>;
}

export function asking(parts: Parts): Room {
  const change = (next: Question) => go(parts.room, parts.keeps ? parts.keeps(place_values(next)) : place_values(next));
  let question = question_of(place_here().values);
  let status: Status | undefined;
  let choices: Choices | undefined;
  let running: AbortController | undefined;
  let loaded: { seq: number; at: number; counting: boolean } | undefined;
  let failed_at = 0;

  const picker = range_picker((from, to) => change({ ...question, from, to }));
  const filters = filter_bar(change);
  const said = h('p', { class: 'unseen', role: 'status' });
  const as_of = h('p', { class: 'quiet as-of' }, t('loading'));
  const notice = h('p', { class: 'notice', hidden: true });
  const problem = h('p', { class: 'problem notice', role: 'alert' });
  const element = h('div', { class: 'asking' },
    h('div', { class: 'row title' }, h('h1', {}, parts.title), as_of, ...(parts.beside ? [h('div', { class: 'beside' }, ...parts.beside)] : [])), said,
    h('div', { class: 'choose' }, picker.element, filters.menus),
    filters.chosen, notice, problem, parts.body);

  const wanted = (): Question => (status ? resolved(question, status.today) : question);
  function show_head(): void {
    const { from, to } = wanted();
    filters.show(question, choices);
    if (!status || !from) return;
    picker.show(from, to, status.today, status.first_day);
    set_text(notice, status.trouble ? t('figures_trouble', { why: status.trouble })
      : status.rebuilding ? t('figures_rebuilding', { percent: Math.floor(status.progress * 100) }) : '');
    notice.hidden = !notice.textContent;
  }

  /** `aloud`: somebody has asked, and hears when it is there. */
  async function load(aloud: boolean): Promise<void> {
    if (!status) return;
    running?.abort();
    const mine = new AbortController();
    running = mine;
    const asked_of = status;
    const now = wanted();
    parts.body.setAttribute('aria-busy', 'true');
    if (aloud) set_text(said, t('counting'));
    try {
      const known = await get<Choices>(figures_path('choices', { ...now, filters: no_filters() }), mine.signal);
      if (mine.signal.aborted) return;
      choices = known;
      show_head();
      await parts.load({ question: now, status: asked_of, choices: known, dropped: mine.signal });
      if (mine.signal.aborted) return;
      loaded = { seq: asked_of.seq, at: Date.now(), counting: asked_of.rebuilding };
      failed_at = 0;
      set_text(problem, '');
      set_text(as_of, t('as_of', { time: instant_text(asked_of.as_of) }));
      if (aloud) set_text(said, t('counted', { range: range_text(now.from, now.to) }));
    } catch (error) {
      if (mine.signal.aborted) return;
      failed_at = Date.now();
      set_text(problem, t('figures_failed', { why: told(error) }));
      if (aloud) set_text(said, '');
    } finally {
      if (running === mine) { running = undefined; parts.body.removeAttribute('aria-busy'); }
    }
  }

  function due(now: Status): boolean {
    if (running) return false;
    if (failed_at) return Date.now() - failed_at > TRY_AGAIN_MS;
    if (!loaded) return true;
    const age = Date.now() - loaded.at;
    if (loaded.counting) return age > AGAIN_COUNTING_MS;
    return wanted().to >= now.today && now.seq !== loaded.seq && age > AGAIN_MS;
  }

  return {
    element,
    moved() {
      if (parts.leaves?.()) return false;
      question = question_of(place_here().values);
      show_head();
      void load(true);
      return true;
    },
    async refresh() {
      try {
        status = await get<Status>('/api/v1/analytics/status');
      } catch (error) {
        if (!(error instanceof HubError) || error.status !== 404) throw error;
        return void set_text(problem, t('figures_none'));
      }
      show_head();
      if (due(status)) void load(!loaded);
    },
  };
}
