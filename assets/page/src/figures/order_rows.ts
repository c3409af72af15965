// Orders as rows: number, and how long it waited, was cooked, and stood at the pass.
import { h } from '../dom';
import { place_here, place_link } from '../place';
import { t } from '../words';
import type { Order } from './answers';
import { day_short } from './days';
import { service_text } from './filters';
import type { KeyMark } from './panel';
import { place_values, type Question } from './question';
import { instant_text, time_text } from './values';

const parts = (order: Order): [name: 'waiting' | 'cooking' | 'pass', ms: number][] =>
  [['waiting', order.waiting_ms ?? 0], ['cooking', order.cooking_ms ?? 0], ['pass', order.pass_ms ?? 0]];
const whole = (order: Order): number => parts(order).reduce((sum, [, ms]) => sum + ms, 0);

/** From the list of orders back to it as it was searched and sorted. */
export function order_link(question: Question, id: string): string {
  const here = place_here();
  const values = here.room === 'orders' ? here.values : place_values(question);
  values.set('order', id);
  return place_link('orders', values);
}

function end_text({ state, order_time_ms }: Order): string {
  if (state === 'voided') return t('state_voided');
  return order_time_ms === null ? t(state === 'held' ? 'state_held' : 'state_open') : time_text(order_time_ms);
}
const late_mark = (): HTMLElement => h('span', { class: 'late-mark', title: t('late') },
  h('span', { 'aria-hidden': 'true' }, ' ◆'), h('span', { class: 'unseen' }, ` ${t('late')}`));

function order_row(order: Order, most: number, question: Question, full: boolean): HTMLElement {
  const bar = h('div', { class: 'order-bar', 'aria-hidden': 'true' }, ...parts(order).map(([name, ms]) => {
    const part = h('i', { class: `part-${name}` });
    part.style.setProperty('--part', `${(100 * ms) / most}%`);
    return part;
  }));
  const said = t('order_parts', { waiting: time_text(order.waiting_ms), cooking: time_text(order.cooking_ms), pass: time_text(order.pass_ms) });
  const about = [question.from === question.to ? '' : day_short(order.day), instant_text(order.accepted_at, false, order.utc_offset_min),
    service_text(order.service), order.channel, order.table && t('table_number', { table: order.table })].filter(Boolean).join(' · ');
  const link = h('a', { href: order_link(question, order.id) }, h('span', { class: 'unseen' }, `${t('order')} `), order.number || '–');
  return h('tr', { class: order.late ? 'late' : '' }, h('th', { scope: 'row' }, link),
    ...(full ? [h('td', { class: 'quiet about' }, about)] : []),
    h('td', { class: 'bar-cell', title: said }, full ? h('span', { class: 'quiet about-small' }, about) : null, bar, h('span', { class: 'unseen' }, said)),
    h('td', {}, end_text(order), order.late && late_mark()));
}

/** What the parts of the bars are. */
export const order_marks = (): KeyMark[] =>
  [{ text: t('waiting'), mark: 'part-waiting' }, { text: t('cooking'), mark: 'part-cooking' }, { text: t('pass_short'), mark: 'part-pass' }];

/** `full` says more of each: when, service, channel, table. */
export function order_table(orders: Order[], question: Question, name: string, full: boolean): HTMLTableElement {
  const most = Math.max(1, ...orders.map(whole));
  const heads = [t('order'), ...(full ? [t('accepted')] : []), t('order_bars'), t('order_time')];
  return h('table', { class: full ? 'orders-table full' : 'orders-table' }, h('caption', { class: 'unseen' }, name),
    h('thead', { class: 'unseen' }, h('tr', {}, ...heads.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, ...orders.map((order) => order_row(order, most, question, full))));
}
