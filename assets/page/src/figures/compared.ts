// How a figure stands to that of another time, in words: an arrow and a colour only repeat them.
import { h } from '../dom';
import { t, type Key } from '../words';
import { percent, time_text } from './values';
import type { Period } from './answers';

export interface Difference { arrow: '▲' | '▼' | '='; text: string; good: boolean | null; before: string }

const said = (difference: number, words: [more: Key, less: Key], by: string, more_is_good: boolean | null, before: string): Difference => ({
  arrow: difference > 0 ? '▲' : '▼', before, text: t(words[difference > 0 ? 0 : 1], { by }),
  good: more_is_good === null ? null : (difference > 0) === more_is_good });
const same = (before: string): Difference => ({ arrow: '=', text: t('compared_same'), good: null, before });

/** Longer is worse. */
export function time_difference(now: number | null, before: number | null): Difference | null {
  if (now === null || before === null) return null;
  const difference = Math.trunc(now / 1000) - Math.trunc(before / 1000);
  if (difference === 0) return same(time_text(before));
  return said(difference, ['compared_slower', 'compared_faster'], time_text(Math.abs(difference) * 1000), false, time_text(before));
}

export function count_difference(now: number, before: number): Difference | null {
  if (before === 0) return null;
  const difference = Math.round((100 * (now - before)) / before);
  return difference === 0 ? same(String(before)) : said(difference, ['compared_more', 'compared_fewer'], `${Math.abs(difference)}\u00a0%`, null, String(before));
}

export function share_difference(now: Period['on_time'], before: Period['on_time'], more_is_good: boolean): Difference | null {
  const [one, other] = [percent(now), percent(before)];
  if (one === null || other === null) return null;
  const difference = Math.round(one) - Math.round(other);
  const was = `${Math.round(other)}\u00a0%`;
  const points = Math.abs(difference) === 1 ? t('point') : t('points', { count: Math.abs(difference) });
  return difference === 0 ? same(was) : said(difference, ['compared_more', 'compared_fewer'], points, more_is_good, was);
}

export function show_difference(place: HTMLElement, difference: Difference | null, where: string): void {
  if (!difference) return void place.replaceChildren(t('compared_nothing'));
  const look = difference.good === null ? 'difference' : difference.good ? 'difference better' : 'difference worse';
  place.replaceChildren(h('span', { class: look, title: t('compared_before', { value: difference.before, where }) },
    h('span', { 'aria-hidden': 'true' }, `${difference.arrow} `), difference.text),
    h('span', { class: 'unseen' }, ` ${t('compared_before', { value: difference.before, where })}`));
}
