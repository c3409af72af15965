// Which service days: those asked for most by one press, the neighbours by the arrows, any others by two dates.
import { h } from '../dom';
import { menu } from '../menu';
import { t, type Key } from '../words';
import { day_count, day_plus, day_text, is_day, range_text } from './days';

export interface Picker { element: HTMLElement; show(from: string, to: string, today: string, first_day: string | null): void }

interface Choice { key: Key; days: (today: string) => [string, string] }
const CHOICES: Choice[] = [
  { key: 'today', days: () => ['', ''] },
  { key: 'yesterday', days: (today) => [day_plus(today, -1), day_plus(today, -1)] },
  { key: 'last_week', days: (today) => [day_plus(today, -6), today] },
  { key: 'last_weeks', days: (today) => [day_plus(today, -27), today] },
];

/** `change` is told "" twice for the day that is on now. */
export function range_picker(change: (from: string, to: string) => void): Picker {
  let [from, to, today] = ['', '', ''];
  const press = (choice: Choice) => () => { if (today) change(...choice.days(today)); };
  const buttons = CHOICES.map((choice) => h('button', { type: 'button', onclick: press(choice) }, t(choice.key)));
  const step = (sign: number) => () => {
    if (!from) return;
    const days = sign * day_count(from, to);
    change(day_plus(from, days), day_plus(to, days));
  };
  const before = h('button', { type: 'button', class: 'step', 'aria-label': t('range_before'), onclick: step(-1) }, '‹');
  const after = h('button', { type: 'button', class: 'step', 'aria-label': t('range_after'), onclick: step(1) }, '›');
  const dates = { from: h('input', { id: 'range-from', type: 'date', required: true }), to: h('input', { id: 'range-to', type: 'date' }) };
  const problem = h('p', { class: 'problem', role: 'alert' });
  const submit = (event: Event) => {
    event.preventDefault();
    const [first, last] = [dates.from.value, dates.to.value || dates.from.value];
    problem.textContent = !is_day(first) ? t('range_no_day') : first > last ? t('range_turned') : day_count(first, last) > 800 ? t('range_long') : '';
    if (problem.textContent) return;
    board.close();
    change(first, last);
  };
  const board = menu(h('form', { novalidate: true, onsubmit: submit },
    h('div', { class: 'field' }, h('label', { for: 'range-from' }, t('range_from')), dates.from),
    h('div', { class: 'field' }, h('label', { for: 'range-to' }, t('range_to')), dates.to, h('p', { class: 'quiet' }, t('range_one_day'))),
    problem, h('button', { class: 'main' }, t('range_show'))),
    () => { dates.from.value = from; dates.to.value = to === from ? '' : to; problem.textContent = ''; dates.from.focus(); });
  board.name(t('range'));
  const element = h('div', { class: 'picker', role: 'group', 'aria-label': t('range_pick') },
    ...buttons, h('div', { class: 'steps' }, before, board.element, after));

  return { element, show(now_from, now_to, now_today, first_day) {
    [from, to, today] = [now_from, now_to, now_today];
    CHOICES.forEach((choice, place) => {
      const [first, last] = choice.days(today);
      const here = (first || today) === from && (last || today) === to;
      buttons[place]?.setAttribute('aria-pressed', String(here));
    });
    board.name(from === to ? day_text(from) : range_text(from, to), !buttons.some((button) => button.getAttribute('aria-pressed') === 'true'));
    after.disabled = to >= today;
    before.disabled = first_day !== null && from <= first_day;
    for (const date of Object.values(dates)) { date.max = today; date.min = first_day ?? ''; }
  } };
}
