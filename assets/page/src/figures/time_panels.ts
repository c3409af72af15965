// Ticket time over time: by the hour of the day, and day by day.
import { count_text, t } from '../words';
import type { Days, Hour } from './answers';
import { chart } from './chart';
import { day_short, day_text, weekday_of, weekday_text } from './days';
import { panel, type Panel } from './panel';
import { data_table } from './table';
import { target_text } from './tiles';
import { minutes, NONE, percent_text, time_text } from './values';

export const hour_text = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
const across = (target_s: number | null) => (target_s ? { value: target_s / 60, text: t('target', { target: target_text(target_s) }), across: true } : undefined);

/** Without the hours before the first and after the last in which there was anything. */
function busy(hours: Hour[]): Hour[] {
  const any = hours.map(({ ticket_time, weekdays }) => ticket_time.n > 0 || (weekdays?.ticket_time.n ?? 0) > 0);
  return any.includes(true) ? hours.slice(any.indexOf(true), any.lastIndexOf(true) + 1) : [];
}

export function hours_panel(): Panel & { show(hours: Hour[], target_s: number | null, where: string): void } {
  const made = panel('hours', t('by_hour'), [{ text: t('median'), mark: 'median' }, { text: 'p90', mark: 'p90' }, { text: t('weekdays_before'), mark: 'before' }]);
  const drawn = chart();
  made.body.append(drawn.element);
  return { ...made, show(all, target_s, where) {
    const hours = busy(all);
    made.say(hours.length === 0 ? t('no_tickets') : '');
    if (hours.length === 0) return made.table(null);
    const before = (hour: Hour) => hour.weekdays?.ticket_time.median_ms ?? null;
    const value = (hour: Hour, name: 'median_ms' | 'p90_ms') => hour.ticket_time[name];
    drawn.show({ steps: hours.map(({ hour }) => String(hour)), unit: t('unit_minutes'), target: across(target_s),
      lines: [
        { colour: '--before', width: 1.5, values: hours.map((hour) => minutes(before(hour))) },
        { colour: '--p90', width: 1.75, values: hours.map((hour) => minutes(value(hour, 'p90_ms'))) },
        { colour: '--median', width: 3, values: hours.map((hour) => minutes(value(hour, 'median_ms'))) },
      ],
      tip: (step) => hours.slice(step, step + 1).flatMap((hour) => [hour_text(hour.hour), `${t('median')} ${time_text(value(hour, 'median_ms'))}`,
        `p90 ${time_text(value(hour, 'p90_ms'))}`, `${where} ${time_text(before(hour))}`, t('tickets_count', { count: count_text(hour.tickets) })]) });
    made.table(data_table(t('by_hour'), [t('hour'), t('orders'), t('tickets'), t('median'), 'p90', where],
      hours.map((hour) => ({ head: hour_text(hour.hour), cells: [count_text(hour.orders), count_text(hour.tickets),
        time_text(value(hour, 'median_ms')), time_text(value(hour, 'p90_ms')), time_text(before(hour))] }))));
  } };
}

export function days_panel(): Panel & { show(days: Days, target_s: number | null): void } {
  const made = panel('days', t('by_day'), [{ text: t('median'), mark: 'median' }, { text: 'p90', mark: 'p90' }]);
  const drawn = chart();
  made.body.append(drawn.element);
  return { ...made, show({ by, days }, target_s) {
    const any = days.some(({ ticket_time }) => ticket_time.n > 0);
    made.say(any ? '' : t('no_tickets'));
    if (!any) return made.table(null);
    const name = (day: string) => (by === 'week' ? t('week_of', { day: day_text(day) }) : day_text(day));
    const step = (day: string) => (by === 'week' || days.length > 31 ? day_short(day) : `${weekday_text(weekday_of(day), 'short')} ${Number(day.slice(8))}`);
    drawn.show({ steps: days.map(({ day }) => step(day)), unit: t('unit_minutes'), target: across(target_s),
      lines: [
        { colour: '--p90', width: 1.75, values: days.map(({ ticket_time }) => minutes(ticket_time.p90_ms)) },
        { colour: '--median', width: 3, values: days.map(({ ticket_time }) => minutes(ticket_time.median_ms)) },
      ],
      tip: (place) => days.slice(place, place + 1).flatMap(({ day, orders, ticket_time, late }) => [name(day), `${t('median')} ${time_text(ticket_time.median_ms)}`,
        `p90 ${time_text(ticket_time.p90_ms)}`, t('orders_count', { count: count_text(orders) }), `${t('late')} ${percent_text(late)}`]) });
    made.table(data_table(t('by_day'), [t(by === 'week' ? 'week' : 'day'), t('orders'), t('tickets'), t('median'), 'p90', t('late')],
      days.map(({ day, orders, tickets, ticket_time, late }) => ({ head: name(day), cells: [count_text(orders), count_text(tickets),
        time_text(ticket_time.median_ms), time_text(ticket_time.p90_ms), tickets ? percent_text(late) : NONE] }))));
  } };
}
