// Today, live: what is open, what is late, and which station it waits at, from the boards that the screens show.
import { get } from './api';
import { h, keyed, set_text, type Keyed } from './dom';
import type { Board, Ticket } from './facts';
import type { LiveFigures, LiveShare } from './figures/answers';
import { percent_text, time_text } from './figures/values';
import type { Room } from './rooms';
import { tile } from './tile';
import { age, clock } from './time';
import { count_text, t, type Key } from './words';

const CHIPS_MAX = 18;

interface Load { station: Board; covered_by: string | undefined; hour: LiveShare | undefined }

const is_open = (ticket: Ticket): boolean => ticket.state === 'open';
const dishes = (ticket: Ticket): number =>
  ticket.lines.filter((line) => !line.held && (line.state === 'open' || line.state === 'started')).reduce((sum, line) => sum + line.quantity - line.done, 0);

function chip(): Keyed<Ticket> {
  const number = h('b', {});
  const time = h('span', {});
  const element = h('li', {}, number, time);
  return { element, update(ticket) {
    set_text(number, `${ticket.late ? '◆ ' : ''}${ticket.number}`);
    set_text(time, age(ticket.age_ms));
    element.className = ticket.late ? 'chip late' : 'chip';
    element.setAttribute('aria-label', t(ticket.late ? 'ticket_age_late' : 'ticket_age', { number: ticket.number, age: age(ticket.age_ms) }));
  } };
}

function station_card(): Keyed<Load> {
  const name = h('h3', {});
  const kind = h('span', { class: 'quiet' });
  const oldest = h('span', { class: 'age' });
  const count = h('p', { class: 'quiet' });
  const bar = h('div', { class: 'bar', 'aria-hidden': 'true' }, h('i', { class: 'bar-late' }), h('i', { class: 'bar-open' }));
  const chips = h('ul', { class: 'chips' });
  const more = h('p', { class: 'quiet' });
  const last_hour = h('p', { class: 'quiet last-hour' });
  const show = keyed<Ticket>(chips, (ticket) => ticket.order_id, chip);
  const element = h('li', { class: 'card station' }, h('div', { class: 'row' }, name, kind, oldest), count, bar, chips, more, last_hour);
  return { element, update({ station, covered_by, hour }) {
    const open = station.tickets.filter(is_open);
    const late = open.filter((ticket) => ticket.late).length;
    const lines = open.reduce((sum, ticket) => sum + dishes(ticket), 0);
    set_text(name, station.name);
    set_text(kind, covered_by ? t('station_covered', { station: covered_by }) : t(`kind_${station.kind}` as Key));
    set_text(oldest, open.length > 0 ? age(Math.max(...open.map((ticket) => ticket.age_ms))) : '');
    const parts = [open.length === 1 ? t('station_ticket') : t('station_tickets', { count: open.length }), t('station_lines', { count: lines })];
    set_text(count, open.length === 0 ? t('station_all_done') : [...parts, ...(late > 0 ? [t('station_late', { count: late })] : [])].join(' · '));
    element.classList.toggle('late', late > 0);
    bar.style.setProperty('--late', String(late));
    bar.style.setProperty('--open', String(open.length - late));
    show(open.slice(0, CHIPS_MAX));
    set_text(last_hour, hour_text(hour));
    last_hour.hidden = !hour;
    set_text(more, open.length > CHIPS_MAX ? t('station_more', { count: open.length - CHIPS_MAX }) : '');
  } };
}

function hour_text(hour: LiveShare | undefined): string {
  if (!hour || hour.ticket_time.n === 0) return t('last_hour_none');
  const { ticket_time, late } = hour;
  return t('last_hour', { median: time_text(ticket_time.median_ms), p90: time_text(ticket_time.p90_ms), late: count_text(late.count), count: count_text(late.of) });
}

/** Orders, not tickets: one that three stations cook is one. */
function orders(loads: Load[]): { open: Map<string, Ticket>; late: Set<string>; held: Set<string> } {
  const open = new Map<string, Ticket>();
  const [late, held] = [new Set<string>(), new Set<string>()];
  for (const ticket of loads.filter(({ station }) => station.kind === 'prep').flatMap(({ station }) => station.tickets)) {
    if (ticket.state === 'held') held.add(ticket.order_id);
    if (!is_open(ticket)) continue;
    if (ticket.age_ms >= (open.get(ticket.order_id)?.age_ms ?? 0)) open.set(ticket.order_id, ticket);
    if (ticket.late) late.add(ticket.order_id);
  }
  return { open, late, held };
}

export function today(): Room {
  const tiles = { open: tile(t('open_orders')), late: tile(t('late_orders')), oldest: tile(t('oldest_order')), pass: tile(t('at_the_pass')), so_far: tile(t('so_far')), late_share: tile(t('late_so_far')) };
  const stations = h('ul', { class: 'stations' });
  const as_of = h('p', { class: 'quiet as-of' }, t('loading'));
  const show = keyed<Load>(stations, ({ station }) => station.id, station_card);
  const element = h('div', { class: 'today' }, h('div', { class: 'row title' }, h('h1', {}, t('today')), as_of),
    h('dl', { class: 'tiles' }, ...Object.values(tiles).map((each) => each.element)), h('h2', {}, t('stations')), stations);

  let figures: LiveFigures | undefined;
  function show_tiles(loads: Load[]): void {
    const { open, late, held } = orders(loads);
    const oldest = [...open.values()].sort((a, b) => b.age_ms - a.age_ms)[0];
    const ready = new Set(loads.filter(({ station }) => station.kind === 'expo').flatMap(({ station }) => station.tickets).filter(({ state }) => state === 'ready').map(({ order_id }) => order_id));
    tiles.open.show(count_text(open.size), held.size > 0 ? `${t('held_orders')}: ${count_text(held.size)}` : '\u00a0');
    tiles.late.show(count_text(late.size), late.size > 0 ? t('of_open', { count: open.size }) : t('all_on_time'), late.size > 0);
    tiles.oldest.show(oldest ? age(oldest.age_ms) : '–', oldest ? t('order_number', { number: oldest.number }) : t('nothing_open'), oldest?.late === true);
    tiles.pass.show(count_text(ready.size), '\u00a0');
    tiles.pass.element.hidden = !loads.some(({ station }) => station.kind === 'expo');
  }

  function show_figures(now: LiveFigures | undefined): void {
    figures = now;
    for (const each of [tiles.so_far, tiles.late_share]) each.element.hidden = !figures;
    if (!figures) return;
    const { ticket_time, late } = figures.today;
    tiles.so_far.show(time_text(ticket_time.median_ms), t('so_far_more', { p90: time_text(ticket_time.p90_ms) }));
    tiles.late_share.show(percent_text(late), t('count_of', { count: count_text(late.count), of: count_text(late.of) }));
  }

  return { element, async refresh() {
    // The boards wait for no figures.
    void get<LiveFigures>('/api/v1/analytics/live').then(show_figures, () => show_figures(undefined));
    const { boards: all } = await get<{ boards: Board[] }>('/api/v1/boards');
    const name_of = (id: string | undefined) => all.find((station) => station.id === id)?.name ?? id;
    const loads = all.map((station) => ({ station, covered_by: name_of(station.covered_by), hour: figures?.stations.find((each) => each.station === station.id)?.hour }));
    show_tiles(loads);
    show(loads.filter(({ station }) => station.kind === 'prep'));
    set_text(as_of, t('as_of', { time: clock(new Date()) }));
  } };
}
