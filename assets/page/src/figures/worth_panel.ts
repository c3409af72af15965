// What else is worth a look: who was waited for, the longest wait, recalls, voids, 86, promises.
import { h } from '../dom';
import { count_text, t } from '../words';
import type { Period, Share } from './answers';
import { order_link } from './order_rows';
import { panel, type Panel } from './panel';
import type { Question } from './question';
import { instant_text, NONE, percent_text, time_text } from './values';

interface Remark { name: string; value: string; more: (string | HTMLElement)[] }

const of = ({ of: all, count }: Share): string => t('count_of', { count: count_text(count), of: count_text(all) });

function remarks(now: Period, question: Question, station: (id: string) => string): Remark[] {
  const { bottleneck, longest } = now;
  const each_hour = (count: number | null) => (count === null ? NONE : count_text(Math.round(count)));
  const waited = bottleneck ? t('bottleneck_more', { share: percent_text(bottleneck), wait: time_text(bottleneck.wait.median_ms) }) : t('bottleneck_none');
  const found = longest ? [h('a', { href: order_link(question, longest.order_id) }, t('order_number', { number: longest.number })),
    ` · ${station(longest.station)} · ${instant_text(longest.at, false)}`] : [];
  return [
    { name: t('bottleneck'), value: bottleneck ? station(bottleneck.station) : NONE, more: [waited] },
    { name: t('longest_wait'), value: time_text(longest?.time_ms), more: found },
    { name: t('late'), value: percent_text(now.late), more: [of(now.late)] },
    { name: t('recalled'), value: percent_text(now.recalled), more: [of(now.recalled), ' · ', t('recalls_count', { count: count_text(now.recalls) })] },
    { name: t('voided'), value: percent_text(now.voided), more: [of(now.voided)] },
    { name: t('promised'), value: percent_text(now.promised), more: [of(now.promised)] },
    { name: t('unavailable'), value: t('minutes', { count: count_text(now.unavailable_min) }), more: [t('unavailable_more')] },
    { name: t('per_hour'), value: each_hour(now.orders_per_hour), more: [t('per_hour_more', { items: each_hour(now.items_per_hour) })] },
  ];
}

export function worth_panel(): Panel & { show(now: Period, question: Question, station: (id: string) => string): void } {
  const made = panel('worth', t('worth_a_look'));
  const list = h('dl', { class: 'worth-list' });
  made.body.append(list);
  return { ...made, show(now, question, station) {
    list.replaceChildren(...remarks(now, question, station).map(({ name, value, more }) =>
      h('div', {}, h('dt', {}, name), h('dd', {}, value), h('dd', { class: 'quiet' }, ...more))));
  } };
}
