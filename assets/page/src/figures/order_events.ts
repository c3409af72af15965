// Every event of an order as a list that reads from top to bottom: when, what, where, who.
import { h } from '../dom';
import { age } from '../time';
import { t, tables, type Key } from '../words';
import type { EventLine, OrderEvent } from './answers';
import { instant_text, moment_text } from './values';

/** A press that came this much later than it was made is worth a word. */
const LATE_PRESS_MS = 2_000;
const ALARMS = ['recalled', 'late', 'undelivered', 'voided'];
type Named = (station: string) => string;

const worded = (key: string, otherwise: string): string => (Object.hasOwn(tables.en, key) ? t(key as Key) : otherwise);
const since = (ms: number): string => `${ms < 0 ? '–' : '+'}${age(Math.abs(ms))}`;

/** "status_reached" says which status; it is that which happened. */
const what_text = ({ kind, status }: OrderEvent): string =>
  (kind === 'status_reached' ? worded(`reached_${status}`, status ?? kind) : worded(`event_${kind}`, kind));

function line_text(line: EventLine): string {
  const part = line.done !== undefined && line.done < line.quantity ? `${line.done}/` : '';
  const change = line.change && line.change !== 'none' ? ` (${worded(`change_${line.change}`, line.change)})` : '';
  return `${part}${line.quantity} × ${line.name}${change}${line.held ? ` (${t('state_held')})` : ''}`;
}

function about_text(event: OrderEvent, station: Named): string {
  const { lines, to, priority, fires_ms, pressed_ms, after_ms, cook } = event;
  const behind = pressed_ms === undefined ? 0 : after_ms - pressed_ms;
  return [lines.map(line_text).join(', '), to ? `→ ${station(to)}` : '', priority ? worded(`priority_${priority}`, priority) : '',
    fires_ms === undefined ? '' : t('fires_after', { time: since(fires_ms) }), cook ? t('by', { who: cook }) : '',
    behind > LATE_PRESS_MS ? t('pressed_before', { time: moment_text(behind) }) : ''].filter(Boolean).join(' · ');
}

function event_row(event: OrderEvent, station: Named, utc_offset_min: number | undefined): HTMLElement {
  const about = about_text(event, station);
  return h('li', { class: ALARMS.includes(event.status ?? '') ? 'event alarm' : 'event' },
    h('span', { class: 'event-after' }, since(event.after_ms)),
    h('div', {}, h('b', {}, what_text(event)), ' ', event.station ? h('span', { class: 'tag' }, station(event.station)) : null,
      about ? h('p', { class: 'quiet' }, about) : null),
    h('time', { class: 'quiet', datetime: event.at }, instant_text(event.at, true, utc_offset_min)));
}

export const timeline = (events: OrderEvent[], station: Named, utc_offset_min: number | undefined): HTMLElement =>
  h('ol', { class: 'card timeline' }, ...events.map((event) => event_row(event, station, utc_offset_min)));
