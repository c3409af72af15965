// What counts: stations, items and so on, several of each. What is chosen stands below in words and goes with one press.
import { h, set_text } from '../dom';
import { menu, type Menu } from '../menu';
import { count_text, t, tables, type Key } from '../words';
import type { Choices } from './answers';
import { FILTERS, no_filters, with_filter, type Filter, type Question } from './question';

const SEARCH_FROM = 12;
interface Choice { value: string; text: string }

export const service_text = (service: string): string =>
  (Object.hasOwn(tables.en, `service_${service}`) ? t(`service_${service}` as Key) : service || t('service_none'));

function choices_of(choices: Choices): Record<Filter, Choice[]> {
  const same = (values: string[]) => values.filter(Boolean).map((value) => ({ value, text: value }));
  return {
    station: choices.stations.map(({ id, name }) => ({ value: id, text: name })),
    item: choices.items.map(({ key, name }) => ({ value: key, text: name })),
    daypart: choices.dayparts.map(({ id, from, to }) => ({ value: id, text: `${id} · ${from}–${to}` })),
    service: choices.services.filter(Boolean).map((value) => ({ value, text: service_text(value) })),
    channel: same(choices.channels),
    cook: same(choices.cooks),
  };
}

interface One { menu: Menu; show(chosen: string[], choices: Choice[] | undefined): void }

function one_filter(name: Filter, change: (values: string[]) => void): One {
  const search = h('input', { type: 'search', class: 'menu-search', placeholder: t('filter_search'), 'aria-label': t('filter_search'), oninput: () => narrow() });
  const list = h('div', { class: 'menu-list', role: 'group', 'aria-label': t(`filter_${name}`) });
  const board = menu(h('div', {}, search, list), () => { search.value = ''; narrow(); });
  const narrow = () => {
    const looked_for = search.value.trim().toLowerCase();
    for (const row of list.children) (row as HTMLElement).hidden = !row.textContent?.toLowerCase().includes(looked_for);
  };
  let shown = '';
  return { menu: board, show(chosen, known) {
    const all = [...(known ?? []), ...chosen.filter((value) => !known?.some((choice) => choice.value === value)).map((value) => ({ value, text: value }))];
    board.name(chosen.length === 0 ? t(`filter_all_${name}`) : `${t(`filter_${name}`)}: ${count_text(chosen.length)}`, chosen.length > 0);
    board.element.hidden = known !== undefined && all.length === 0;
    search.hidden = all.length < SEARCH_FROM;
    const boxes = () => [...list.querySelectorAll('input')];
    if (JSON.stringify(all) !== shown) {
      shown = JSON.stringify(all);
      list.replaceChildren(...all.map(({ value, text }) => h('label', { class: 'menu-choice' },
        h('input', { type: 'checkbox', value, onchange: () => change(boxes().filter((box) => box.checked).map((box) => box.value)) }), text)));
    }
    for (const box of boxes()) box.checked = chosen.includes(box.value);
  } };
}

export interface FilterBar { menus: HTMLElement; chosen: HTMLElement; show(question: Question, choices: Choices | undefined): void }

export function filter_bar(change: (question: Question) => void): FilterBar {
  let question: Question | undefined;
  const set = (name: Filter, values: string[]) => { if (question) change(with_filter(question, name, values)); };
  const each = Object.fromEntries(FILTERS.map((name) => [name, one_filter(name, (values) => set(name, values))])) as Record<Filter, One>;
  const chips = h('ul', { class: 'filter-chips' });
  const chosen = h('div', { class: 'filter-chosen', role: 'group', 'aria-label': t('filters_chosen'), hidden: true }, chips);
  // Where there is little room they come when asked for.
  const fold = () => unfold.setAttribute('aria-expanded', String(menus.classList.toggle('open')));
  const unfold = h('button', { type: 'button', class: 'unfold', 'aria-expanded': 'false', onclick: fold }, t('filters'));
  const menus = h('div', { class: 'filters', role: 'group', 'aria-label': t('filters') }, unfold, ...FILTERS.map((name) => each[name].menu.element));

  function chip(name: Filter, value: string, text: string): HTMLElement {
    const button = h('button', { type: 'button', class: 'filter-chip', onclick: () => set(name, question?.filters[name].filter((other) => other !== value) ?? []) });
    set_text(button, `${t(`filter_${name}`)}: ${text} ✕`);
    button.setAttribute('aria-label', t('filter_remove', { what: `${t(`filter_${name}`)} ${text}` }));
    return h('li', {}, button);
  }
  return { menus, chosen, show(now, choices) {
    question = now;
    const known = choices ? choices_of(choices) : undefined;
    const active: HTMLElement[] = [];
    for (const name of FILTERS) {
      each[name].show(now.filters[name], known?.[name]);
      for (const value of now.filters[name]) active.push(chip(name, value, known?.[name].find((choice) => choice.value === value)?.text ?? value));
    }
    const all = h('button', { type: 'button', class: 'filter-chip all', onclick: () => change({ ...now, filters: no_filters() }) }, t('filters_none'));
    if (active.length > 1) active.push(h('li', {}, all));
    chips.replaceChildren(...active);
    chosen.hidden = active.length === 0;
  } };
}
