// Where the time goes: each station's prep time, the pass, and the items that take longest; median as a bar, p90 behind it.
import { h } from '../dom';
import { count_text, t } from '../words';
import type { ItemFigures, Spread, Stations } from './answers';
import { panel, type Panel } from './panel';
import { data_table } from './table';
import { percent_text, time_text } from './values';

interface Bar { name: string; spread: Spread; over: boolean }

function bar_row({ name, spread, over }: Bar, most: number): HTMLElement {
  const bar = h('div', { class: over ? 'time-bar over' : 'time-bar', 'aria-hidden': 'true' }, h('i', { class: 'p90' }), h('i', { class: 'median' }));
  bar.style.setProperty('--median-part', `${(100 * (spread.median_ms ?? 0)) / most}%`);
  bar.style.setProperty('--p90-part', `${(100 * (spread.p90_ms ?? 0)) / most}%`);
  const mark = h('span', { class: 'over-mark', title: t('over_plan'), 'aria-hidden': 'true' }, '◆ ');
  return h('tr', {},
    h('th', { scope: 'row' }, over && mark, name, over && h('span', { class: 'unseen' }, ` (${t('over_plan')})`)),
    h('td', { class: 'bar-cell' }, bar), h('td', {}, h('b', {}, time_text(spread.median_ms))), h('td', { class: 'quiet' }, time_text(spread.p90_ms)));
}

const head = (name: string) => h('thead', { class: 'unseen' },
  h('tr', {}, h('th', { scope: 'col' }, name), h('td', {}), ...[t('median'), 'p90'].map((each) => h('th', { scope: 'col' }, each))));
const over = (spread: Spread, seconds: number | null): boolean => seconds !== null && spread.median_ms !== null && spread.median_ms > seconds * 1000;

export function bars_panel(): Panel & { show(stations: Stations, items: ItemFigures[]): void } {
  const made = panel('bars', t('where_time_goes'),
    [{ text: t('median'), mark: 'within' }, { text: 'p90', mark: 'p90-bar' }, { text: t('over_plan'), mark: 'beyond' }]);
  return { ...made, show({ stations, pass }, items) {
    const bar = (name: string, spread: Spread, planned_s: number | null): Bar[] => (spread.n > 0 ? [{ name, spread, over: over(spread, planned_s) }] : []);
    const above = stations.flatMap((each) => bar(each.name, each.prep_time, each.target_s));
    if (pass) above.push(...bar(t('the_pass'), pass.pass_time, null));
    const below = items.flatMap((each) => bar(each.name, each.prep_time, each.planned_s));
    made.say(above.length + below.length === 0 ? t('no_tickets') : '');
    const most = Math.max(1, ...[...above, ...below].map(({ spread }) => spread.p90_ms ?? 0));
    const table = (name: string, bars: Bar[]) => (bars.length === 0 ? [] : [h('table', { class: 'bars-table' }, h('caption', { class: 'unseen' }, name),
      h('colgroup', {}, ...['name', '', 'value', 'value'].map((column) => h('col', { class: column }))),
      head(name), h('tbody', {}, ...bars.map((each) => bar_row(each, most))))]);
    made.body.replaceChildren(...table(t('stations'), above), ...table(t('slowest_items'), below));
  } };
}

export function stations_panel(): Panel & { show(stations: Stations): void } {
  const made = panel('stations-table', t('stations'));
  return { ...made, show({ stations }) {
    made.say(stations.length === 0 ? t('no_tickets') : '');
    made.body.replaceChildren(h('div', { class: 'table-box', tabindex: '0', role: 'group', 'aria-label': t('stations') },
      data_table(t('stations'), [t('station'), t('tickets'), t('dishes'), t('ticket_time_median'), t('ticket_time_p90'), t('on_time'), t('late')],
        stations.map((each) => ({ head: each.name, cells: [count_text(each.tickets), count_text(each.items), time_text(each.ticket_time.median_ms),
          time_text(each.ticket_time.p90_ms), percent_text(each.on_time), percent_text(each.late)] })))));
  } };
}
