// Orders: the newest or the slowest of the days asked for, one by its number, each with where its time went.
import { get } from '../api';
import { h, set_text } from '../dom';
import { go, place_here, place_link } from '../place';
import type { Room } from '../rooms';
import { count_text, t } from '../words';
import type { Order, Orders } from './answers';
import { asking, figures_path, type Asked } from './asking';
import { day_count, day_plus } from './days';
import { order_marks, order_table } from './order_rows';
import { panel } from './panel';
import { on_days, place_values, type Question } from './question';

const AT_ONCE = '25';
const WIDER_DAYS = 28;
const LOOKED_FOR = ['sort', 'number'];

function with_search(values: URLSearchParams): URLSearchParams {
  for (const name of LOOKED_FOR) { const value = place_here().values.get(name); if (value) values.set(name, value); }
  return values;
}
function set_search(name: string, value: string): void {
  const { values } = place_here();
  if (value) values.set(name, value); else values.delete(name);
  go('orders', values);
}

function search_form(): { element: HTMLElement; show(number: string): void } {
  const input = h('input', { id: 'order-number', type: 'search', inputmode: 'numeric', autocomplete: 'off', maxlength: 32 });
  const submit = (event: Event) => { event.preventDefault(); set_search('number', input.value.trim()); };
  const element = h('form', { class: 'row search', role: 'search', onsubmit: submit },
    h('label', { for: 'order-number' }, t('order_number_label')), input, h('button', {}, t('filter_search')));
  return { element, show(number) { if (document.activeElement !== input) input.value = number; } };
}

function sort_choice(): { element: HTMLElement; show(sort: string): void } {
  const buttons = (['newest', 'slowest'] as const).map((sort) =>
    h('button', { type: 'button', value: sort, onclick: () => set_search('sort', sort === 'newest' ? '' : sort) }, t(`sort_${sort}`)));
  return { element: h('div', { class: 'row', role: 'group', 'aria-label': t('sort') }, ...buttons),
    show(sort) { for (const button of buttons) button.setAttribute('aria-pressed', String(button.value === sort)); } };
}

export function orders(): Room {
  const [search, sort] = [search_form(), sort_choice()];
  const list = panel('all-orders', t('orders'), order_marks());
  const more = h('button', { type: 'button', hidden: true }, t('more_orders'));
  const wider = h('a', { class: 'button', hidden: true }, t('search_wider'));
  list.element.append(h('div', { class: 'row' }, more, wider));
  const body = h('div', { class: 'orders' }, h('div', { class: 'row order-tools' }, sort.element, search.element), list.element);

  async function load({ question, dropped, status }: Asked): Promise<void> {
    const { values } = place_here();
    const now = { number: values.get('number') ?? '', sort: values.get('sort') === 'slowest' ? 'slowest' : 'newest' };
    search.show(now.number);
    sort.show(now.sort);
    const page = (after: string | null) => get<Orders>(figures_path('orders', question,
      { limit: AT_ONCE, sort: now.sort, ...(now.number ? { number: now.number } : {}), ...(after ? { after } : {}) }), dropped);
    const all: Order[] = [];
    const show = (answer: Orders) => {
      if (dropped.aborted) return;
      all.push(...answer.orders);
      list.title(t('orders'), t('orders_of', { count: count_text(all.length), of: count_text(answer.total) }));
      list.say(all.length === 0 ? (now.number ? t('order_not_found', { number: now.number }) : t('no_orders')) : '');
      list.body.replaceChildren(order_table(all, question, t('orders'), true));
      more.hidden = !answer.next;
      more.onclick = async () => {
        more.disabled = true;
        try { await page(answer.next).then(show); } catch { set_text(more, t('failed')); } finally { more.disabled = false; }
      };
      show_wider(question, status.today, all.length === 0 && now.number !== '');
    };
    set_text(more, t('more_orders'));
    show(await page(null));
  }
  /** Who does not know the day looks in more of them. */
  function show_wider(question: Question, today: string, useful: boolean): void {
    wider.hidden = !useful || day_count(question.from, question.to) >= WIDER_DAYS;
    wider.href = place_link('orders', with_search(place_values(on_days(question, day_plus(today, 1 - WIDER_DAYS), today))));
  }
  return asking({ room: 'orders', title: t('orders'), body, keeps: with_search, load, leaves: () => place_here().values.has('order') });
}
