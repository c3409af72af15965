// One order: what became of it, station by station, and everything that happened to it, in order, with the time since it
// was accepted. A link to it may be given to somebody else.
import { get, HubError, told } from '../api';
import { h, set_text } from '../dom';
import { place_here, place_link } from '../place';
import type { Room } from '../rooms';
import { t, tables, type Key } from '../words';
import type { Choices, Order, OrderTicket, WholeOrder } from './answers';
import { day_text } from './days';
import { service_text } from './filters';
import { timeline } from './order_events';
import { data_table } from './table';
import { instant_text, moment_text, NONE, time_text } from './values';

const state_text = (state: string): string => (Object.hasOwn(tables.en, `state_${state}`) ? t(`state_${state}` as Key) : state);

function about(order: Order): string {
  const table = order.table && t('table_number', { table: order.table });
  return [day_text(order.day), service_text(order.service), order.channel, table, state_text(order.state)].filter(Boolean).join(' · ');
}

function parts(order: Order): HTMLElement {
  const part = (name: string, value: string, late = false) =>
    h('div', { class: late ? 'card tile late' : 'card tile' }, h('dt', {}, name), h('dd', { class: 'big' }, value));
  return h('dl', { class: 'tiles' }, part(t('order_time'), time_text(order.order_time_ms), order.late), part(t('part_waiting'), time_text(order.waiting_ms)),
    part(t('part_cooking'), time_text(order.cooking_ms)), part(t('part_pass'), time_text(order.pass_ms)));
}

function ticket_card(ticket: OrderTicket, station: (id: string) => string, utc_offset_min: number | undefined): HTMLElement {
  const clock = (at: string | null) => instant_text(at, true, utc_offset_min);
  const remarks = [`${t('ticket_time')} ${time_text(ticket.ticket_time_ms)}`, ticket.late ? `◆ ${t('late')}` : '', `${t('fired')} ${clock(ticket.fired_at)}`,
    ticket.glass_time_ms === null || ticket.glass_time_ms === undefined ? '' : t('shown_after', { time: moment_text(ticket.glass_time_ms) }),
    ticket.bumped_at ? `${t('bumped')} ${clock(ticket.bumped_at)}` : '',
    ticket.bumped_by ? t('by', { who: ticket.bumped_by }) : '', ticket.recalls > 0 ? t('recalls_count', { count: ticket.recalls }) : ''];
  const lines = ticket.lines.map((line) => ({ head: `${line.quantity} × ${line.name}${line.modifiers ? `, ${line.modifiers}` : ''}`,
    cells: [state_text(line.state), line.done_by || NONE, time_text(line.prep_time_ms)] }));
  return h('section', { class: 'card ticket' }, h('h3', {}, station(ticket.station)), h('p', { class: 'quiet' }, remarks.filter(Boolean).join(' · ')),
    h('div', { class: 'table-box', tabindex: '0', role: 'group', 'aria-label': station(ticket.station) },
      data_table(station(ticket.station), [t('dish'), t('state'), t('filter_cook'), t('prep_time')], lines)));
}

export function order(): Room {
  const { values } = place_here();
  const id = values.get('order') ?? '';
  values.delete('order');
  const title = h('h1', {}, t('order'));
  const as_of = h('p', { class: 'quiet as-of' }, t('loading'));
  const problem = h('p', { class: 'problem notice', role: 'alert' });
  const place = h('div', { 'aria-busy': 'true' });
  const back = h('p', { class: 'back' }, h('a', { href: place_link('orders', values) }, `‹ ${t('all_orders')}`));
  const element = h('div', { class: 'one-order' }, back, h('div', { class: 'row title' }, title, as_of), problem, place);
  let shown = '';
  let names: Choices['stations'] | undefined;

  async function refresh(): Promise<void> {
    try {
      const whole = await get<WholeOrder>(`/api/v1/analytics/orders/${encodeURIComponent(id)}`);
      names ??= (await get<Choices>(`/api/v1/analytics/choices?from=${whole.order.day}&to=${whole.order.day}`)).stations;
      set_text(problem, '');
      if (JSON.stringify(whole) === shown) return;
      shown = JSON.stringify(whole);
      show(whole, (station) => names?.find((each) => each.id === station)?.name ?? station);
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      set_text(as_of, '');
      set_text(problem, error.status === 404 ? t('order_unknown') : t('figures_failed', { why: told(error) }));
    }
  }
  function show({ order: now, tickets, events, forgotten }: WholeOrder, station: (id: string) => string): void {
    set_text(title, `${t('order')} ${now.number}`);
    set_text(as_of, about(now));
    place.removeAttribute('aria-busy');
    place.replaceChildren(parts(now), h('div', { class: 'order-columns' },
      h('div', {}, h('h2', {}, t('tickets')), ...tickets.map((ticket) => ticket_card(ticket, station, now.utc_offset_min))),
      h('div', {}, h('h2', {}, t('timeline')), forgotten ? h('p', { class: 'notice' }, t('events_forgotten')) : null,
        h('p', { class: 'quiet' }, t('timeline_from', { time: instant_text(now.accepted_at, true, now.utc_offset_min) })),
        timeline(events, station, now.utc_offset_min))));
  }
  return { element, refresh };
}
