// When it gets slow: weekday by hour. A table in colours, with the minutes in each cell, so that nobody needs the colours.
import { h } from '../dom';
import { count_text, t } from '../words';
import type { Cell } from './answers';
import { weekday_text } from './days';
import { panel, type Panel } from './panel';
import { hour_text } from './time_panels';
import { time_text } from './values';

const LEVELS = 7;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** The hours in which there was anything, in the order of the service day. */
function hours_of(cells: Cell[], first: number): number[] {
  const places = cells.map(({ hour }) => (hour - first + 24) % 24);
  const [from, to] = [Math.min(...places), Math.max(...places)];
  return Array.from({ length: to - from + 1 }, (_, place) => (from + place + first) % 24);
}

export function heat_panel(): Panel & { show(cells: Cell[], first_hour: number): void } {
  const made = panel('heat', t('heat'));
  return { ...made, show(all, first_hour) {
    const cells = all.filter(({ ticket_time }) => ticket_time.median_ms !== null);
    made.say(cells.length === 0 ? t('no_tickets') : '');
    if (cells.length === 0) return made.body.replaceChildren();
    const values = cells.map(({ ticket_time }) => ticket_time.median_ms ?? 0);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    const level = (ms: number) => Math.min(LEVELS - 1, Math.floor((LEVELS * (ms - least)) / Math.max(1, most - least)));
    const cell = (weekday: number, hour: number) => {
      const found = cells.find((each) => each.weekday === weekday && each.hour === hour);
      const ms = found?.ticket_time.median_ms;
      if (!found || ms === null || ms === undefined) return h('td', { class: 'heat-none' });
      const words = `${time_text(ms)}, ${t('tickets_count', { count: count_text(found.tickets) })}`;
      return h('td', { class: `heat-${level(ms)}`, title: `${weekday_text(weekday, 'long')} ${hour_text(hour)}: ${words}` },
        h('span', { 'aria-hidden': 'true' }, String(Math.floor(ms / 60_000))), h('span', { class: 'unseen' }, words));
    };
    const hours = hours_of(cells, first_hour);
    const head = (hour: number) => h('th', { scope: 'col' }, h('span', { 'aria-hidden': 'true' }, String(hour)), h('span', { class: 'unseen' }, hour_text(hour)));
    const row = (weekday: number) => h('tr', {}, h('th', { scope: 'row' }, weekday_text(weekday, 'short')), ...hours.map((hour) => cell(weekday, hour)));
    const scale = Array.from({ length: LEVELS }, (_, each) => h('i', { class: `heat-${each}` }));
    made.body.replaceChildren(h('div', { class: 'heat-box', tabindex: '0', role: 'group', 'aria-label': t('heat') }, h('table', { class: 'heat-table' },
      h('caption', { class: 'unseen' }, t('heat')),
      h('thead', {}, h('tr', {}, h('td', {}), ...hours.map(head))),
      h('tbody', {}, ...WEEKDAYS.map(row)))),
      h('p', { class: 'heat-scale quiet', 'aria-hidden': 'true' }, time_text(least), ...scale, time_text(most)));
  } };
}
