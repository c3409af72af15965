// A card with a chart and the same as a table. The table is always there for screen readers; a press shows it to everybody,
// in the place of the chart.
import { h, set_text } from '../dom';
import { t } from '../words';

export interface Panel {
  element: HTMLElement;
  body: HTMLElement;
  title(text: string, note?: string): void;
  table(table: HTMLElement | null): void;
  /** In place of what there is nothing of; "" for nothing to say. */
  say(text: string): void;
}

export interface KeyMark { text: string; mark: string }  // `mark` is a class of the style sheet

export function panel(name: string, text: string, marks: KeyMark[] = []): Panel {
  const title = h('h2', {}, text);
  const note = h('span', { class: 'quiet' });
  const legend = h('ul', { class: 'legend', hidden: marks.length === 0 },
    ...marks.map((key) => h('li', {}, h('i', { class: `swatch ${key.mark}`, 'aria-hidden': 'true' }), key.text)));
  const turn = () => { as_table = !as_table; show(); };
  const toggle = h('button', { type: 'button', class: 'small plain as-table', 'aria-pressed': 'false', hidden: true, onclick: turn }, t('as_table'));
  const body = h('div', { class: 'panel-body' });
  const empty = h('p', { class: 'quiet panel-empty', hidden: true });
  const other = h('div', { class: 'panel-table unseen' });
  const element = h('section', { class: `card panel ${name}`, 'aria-label': text },
    h('div', { class: 'panel-head' }, h('div', {}, title, note, legend), toggle), body, empty, other);
  let as_table = false;
  function show(): void {
    toggle.setAttribute('aria-pressed', String(as_table));
    body.hidden = as_table || !empty.hidden;
    other.className = as_table ? 'panel-table' : 'panel-table unseen';
    if (as_table) { other.tabIndex = 0; } else { other.removeAttribute('tabindex'); }  // it scrolls
  }
  return {
    element, body,
    title(words, more = '') { set_text(title, words); set_text(note, more); element.setAttribute('aria-label', words); },
    table(table) { other.replaceChildren(...(table ? [table] : [])); toggle.hidden = !table; if (!table) as_table = false; show(); },
    say(words) { set_text(empty, words); empty.hidden = !words; show(); },
  };
}
