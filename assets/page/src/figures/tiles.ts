// The six figures of the range, each beside what it was at other times.
import { h } from '../dom';
import { tile } from '../tile';
import { count_text, t } from '../words';
import type { Figures, Period } from './answers';
import { count_difference, share_difference, show_difference, time_difference, type Difference } from './compared';
import type { Question } from './question';
import { moment_text, percent_text, time_text } from './values';

export const compared_with = (figures: Figures, question: Question): Period | null => figures[question.compare];

/** "8 min", "7:30": the one target, if all tickets have the same. */
export const target_text = (target_s: number): string => (target_s % 60 === 0 ? t('minutes', { count: target_s / 60 }) : time_text(target_s * 1000));

export function figure_tiles(): { element: HTMLElement; show(figures: Figures, question: Question, where: string): void } {
  const tiles = {
    orders: tile(t('orders')), median: tile(t('ticket_time_median')), p90: tile(t('ticket_time_p90')),
    on_time: tile(t('on_time')), pass: tile(t('pass_p90')), glass: tile(t('glass_p95')),
  };
  for (const each of Object.values(tiles)) each.show('–', '\u00a0');
  const element = h('dl', { class: 'tiles figures' }, ...Object.values(tiles).map((each) => each.element));
  return { element, show(figures, question, where) {
    const { now } = figures;
    const before = compared_with(figures, question);
    const put = (name: keyof typeof tiles, value: string, difference: Difference | null) => {
      tiles[name].show(value, '');
      show_difference(tiles[name].note, difference, where);
    };
    tiles.on_time.name(now.target_s ? t('on_time_target', { target: target_text(now.target_s) }) : t('on_time'));
    put('orders', count_text(now.orders), before && count_difference(now.orders, before.orders));
    put('median', time_text(now.ticket_time.median_ms), before && time_difference(now.ticket_time.median_ms, before.ticket_time.median_ms));
    put('p90', time_text(now.ticket_time.p90_ms), before && time_difference(now.ticket_time.p90_ms, before.ticket_time.p90_ms));
    put('on_time', percent_text(now.on_time), before && share_difference(now.on_time, before.on_time, true));
    put('pass', time_text(now.pass_time.p90_ms), before && time_difference(now.pass_time.p90_ms, before.pass_time.p90_ms));
    tiles.glass.show(moment_text(now.glass_time.p95_ms), t('shown_of', { count: count_text(now.shown.count), of: count_text(now.shown.of) }));
  } };
}
