// Prep times: how the kitchen did, in a day or over weeks, and where the time went.
import { get } from '../api';
import { h } from '../dom';
import { place_link, go } from '../place';
import type { Room } from '../rooms';
import { spoken, t } from '../words';
import type { Cell, Days, Distribution, Figures, Hour, ItemFigures, Orders, Stations } from './answers';
import { asking, figures_path, type Asked } from './asking';
import { bars_panel, stations_panel } from './bars_panel';
import { day_count, range_text, weekday_of, weekday_text } from './days';
import { distribution_panel } from './distribution_panel';
import { heat_panel } from './heat_panel';
import { order_marks, order_table } from './order_rows';
import { panel } from './panel';
import { ask_values, can_compare_weekdays, in_context, on_days, place_values, type Compare, type Question } from './question';
import { figure_tiles } from './tiles';
import { days_panel, hours_panel } from './time_panels';
import { worth_panel } from './worth_panel';

const ITEMS = '8';
const ORDERS = '10';

function weekdays_text({ from, to }: Question): string {
  return from === to ? t('four_weekdays', { weekday: weekday_text(weekday_of(from), 'long') }) : t('four_weeks');
}
function compared_text(question: Question): string {
  if (question.compare === 'weekdays') return weekdays_text(question);
  return day_count(question.from, question.to) === 1 ? t('day_before') : t('days_before', { count: day_count(question.from, question.to) });
}

/** What the figures are compared with. */
function compare_choice(): { element: HTMLElement; show(question: Question): void } {
  let question: Question | undefined;
  const options = { weekdays: h('option', { value: 'weekdays' }), previous: h('option', { value: 'previous' }) };
  const change = () => { if (question) go('prep', place_values({ ...question, compare: choice.value as Compare })); };
  const choice = h('select', { id: 'compare', onchange: change }, options.weekdays, options.previous);
  return { element: h('div', { class: 'compare' }, h('label', { for: 'compare' }, t('compared_with')), choice), show(now) {
    question = now;
    for (const name of ['weekdays', 'previous'] as const) options[name].textContent = compared_text({ ...now, compare: name });
    options.weekdays.disabled = !can_compare_weekdays(now);
    choice.value = now.compare;
  } };
}

export function prep(): Room {
  const tiles = figure_tiles();
  const [hours, heat, bars, days] = [hours_panel(), heat_panel(), bars_panel(), days_panel()];
  const [distribution, stations, worth] = [distribution_panel(), stations_panel(), worth_panel()];
  const latest = panel('latest', t('latest_orders'), order_marks());
  const more_orders = h('a', { class: 'more' }, t('all_orders'));
  latest.element.append(more_orders);
  const compare = compare_choice();
  const csv = h('a', { class: 'button' }, 'CSV');
  const print = h('a', { class: 'button', target: '_blank', rel: 'noopener' }, t('print'));
  const body = h('div', { class: 'prep' }, tiles.element,
    h('div', { class: 'panels' }, ...[hours, heat, bars, latest, days, worth, distribution, stations].map((each) => each.element)));

  /** The comparison that can be made: with the same weekdays for a month at most. */
  const comparable = (question: Question): Question => (can_compare_weekdays(question) ? question : { ...question, compare: 'previous' });

  async function load({ question: asked, choices, dropped }: Asked): Promise<void> {
    const question = comparable(asked);
    const context = in_context(question);
    const ask = <T>(what: string, about: Question, more: Record<string, string> = {}) => get<T>(figures_path(what, about, more), dropped);
    const station = (id: string) => choices.stations.find((each) => each.id === id)?.name ?? id;
    const where = compared_text(question);
    compare.show(question);
    csv.href = place_link('export', place_values(question));
    more_orders.href = place_link('orders', place_values(question));
    print.href = `/api/v1/analytics/report?${ask_values(on_days(question, '', ''), { day: question.to, lang: spoken() })}`;
    hours.title(t('by_hour'));
    heat.title(t('heat'), range_text(context.from, context.to));
    days.title(t('by_day'), range_text(context.from, context.to));

    const figures = ask<Figures>('figures', question);
    const by_hour = ask<{ hours: Hour[] }>('hours', question);
    const by_station = ask<Stations>('stations', question);
    const by_item = ask<{ items: ItemFigures[] }>('items', question, { limit: ITEMS });
    const newest = ask<Orders>('orders', question, { limit: ORDERS });
    const cells = ask<{ cells: Cell[] }>('heat', context);
    const by_day = ask<Days>('days', context);
    const steps = ask<Distribution>('distribution', question);
    const all = await Promise.all([figures, by_hour, by_station, by_item, newest, cells, by_day, steps]);
    if (dropped.aborted) return;

    const [counted, in_hours, in_stations, in_items, orders, in_cells, in_days, in_steps] = all;
    const { target_s } = counted.now;
    tiles.show(counted, question, where);
    worth.show(counted.now, question, station);
    hours.show(in_hours.hours, target_s, weekdays_text(question));
    heat.show(in_cells.cells, in_hours.hours[0]?.hour ?? 0);
    bars.show(in_stations, in_items.items);
    stations.show(in_stations);
    days.show(in_days, target_s);
    distribution.show(in_steps);
    latest.say(orders.orders.length === 0 ? t('no_orders') : '');
    latest.body.replaceChildren(order_table(orders.orders, question, t('latest_orders'), false));
  }
  return asking({ room: 'prep', title: t('prep'), beside: [compare.element, csv, print], body, load });
}
