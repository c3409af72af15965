// Answers of docs/analytics-api.md, made up, always the same: for how the page looks and what it does when answers are
// late, wrong or missing. That the hub counts right is shown elsewhere.
export const TODAY = '2026-11-20';

const spread = (median_s, n = 40) => (n === 0 ? { n: 0, median_ms: null, p90_ms: null, p95_ms: null, max_ms: null }
  : { n, median_ms: median_s * 1000 + 120, p90_ms: Math.round(median_s * 1.83) * 1000 + 700, p95_ms: Math.round(median_s * 2.1) * 1000, max_ms: median_s * 3000 });
const share = (of, count) => ({ of, count });
const HOURS = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22];
const BY_HOUR = [305, 340, 470, 560, 430, 350, 315, 360, 465, 635, 545, 390, 330];  // seconds
const ROWS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const STATIONS = [['grill', 'Grill', 504], ['drinks', 'Drinks', 126], ['dessert', 'Dessert', 275]];
const ITEMS = [['ribeye', 'Ribeye 300 g', 774, 720], ['sea-bass', 'Sea Bass', 671, 600], ['burger', 'Classic Burger', 485, 540], ['wings', 'Chicken Wings', 462, 480],
  ['nasi-goreng', 'Nasi Goreng Kampung Spesial dengan Telur', 384, 420], ['satay', 'Sate Ayam', 361, 420], ['gado', 'Gado-gado', 322, 400], ['soto', 'Soto Ayam', 301, 400]];
const plus = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
/** By the clock of a kitchen in Jakarta. */
const OFFSET_MIN = 420;
const at = (hour, minute, second = 0) => new Date(Date.parse(`${TODAY}T00:00:00.120Z`) + ((hour * 60 + minute - OFFSET_MIN) * 60 + second) * 1000).toISOString();

function period(from, to, orders, median_s) {
  return { from, to, orders, items: orders * 3, tickets: orders * 2, open: 12, ticket_time: spread(median_s, orders * 2), prep_time: spread(median_s - 60, orders * 3),
    time_to_start: spread(40), order_time: spread(median_s + 30, orders), pass_time: spread(52, orders), glass_time: { n: orders, median_ms: 18, p90_ms: 31, p95_ms: 38, max_ms: 140 },
    on_time: share(820, Math.round(820 * (1.42 - median_s / 580))), late: share(820, 41), promised: share(30, 28), recalled: share(820, 7), recalls: 9, voided: share(1260, 24), shown: share(orders * 2, orders * 2),
    orders_per_hour: orders / 12, items_per_hour: orders / 4, unavailable_min: 95, target_s: 480,
    longest: { order_id: 'o-428', number: '428', station: 'grill', at: at(19, 12), time_ms: 1_261_000 }, bottleneck: { station: 'grill', of: 300, count: 201, wait: spread(138) } };
}

function order(place) {
  const [waiting, cooking, pass] = [18 + (place * 37) % 80, 260 + (place * 173) % 480, 20 + (place * 53) % 160].map((seconds) => seconds * 1000);
  const number = 431 - place;
  return { id: `o-${number}`, number: String(number), day: TODAY, service: ['dine_in', 'takeaway', 'delivery'][place % 3], channel: place % 3 === 2 ? 'gofood' : '', table: place % 3 === 0 ? String(place + 3) : '',
    accepted_at: at(21, 59 - place % 60), fired_at: at(21, 59 - place % 60, 1), ready_at: at(22, 10), served_at: place === 0 ? null : at(22, 11), voided_at: null,
    utc_offset_min: OFFSET_MIN, waiting_ms: waiting, cooking_ms: cooking, pass_ms: place === 0 ? null : pass, order_time_ms: waiting + cooking, late: waiting + cooking > 720_000,
    stations: ['grill', 'drinks'], items: 3, recalls: place === 3 ? 1 : 0, state: place === 0 ? 'ready' : 'served' };
}

function one_order(id) {
  const burger = { line: '1', name: 'Classic Burger', quantity: 2 }, cola = { line: '2', name: 'Cola', quantity: 1 };
  const events = [['order_accepted', 0, { status: 'accepted', lines: [burger, cola] }], ['ticket_shown', 61, { station: 'grill', status: 'shown' }], ['line_started', 30_000, { station: 'grill', cook: 'ani', lines: [burger] }],
    ['lines_bumped', 140_000, { station: 'drinks', lines: [{ ...cola, done: 1 }], pressed_ms: 119_000 }], ['status_reached', 720_000, { station: 'grill', status: 'late' }], ['lines_bumped', 761_000, { station: 'grill', cook: 'ani', lines: [{ ...burger, done: 2 }] }],
    ['ticket_recalled', 790_000, { station: 'grill', cook: 'ani', status: 'recalled', lines: [burger] }], ['lines_bumped', 870_000, { station: 'grill', cook: 'ani', lines: [{ ...burger, done: 2 }] }],
    ['status_reached', 870_000, { status: 'ready' }], ['lines_served', 902_000, { cook: 'rina', status: 'served', lines: [burger, cola] }]];
  return { type: 'analytics_order', order: { ...order(3), id, number: id.slice(2) }, forgotten: false,
    tickets: [{ station: 'grill', fired_at: at(21, 56, 1), bumped_at: at(22, 3, 1), ticket_time_ms: 389_980, glass_time_ms: 21, late: false, bumped_by: 'ani', recalls: 0,
      lines: [{ line_id: '1', name: 'Classic Burger', quantity: 2, modifiers: '– onion', state: 'done', prep_time_ms: 389_960, done_by: 'ani' }] },
      { station: 'drinks', fired_at: at(21, 56, 1), bumped_at: at(21, 58), ticket_time_ms: 119_000, glass_time_ms: 18, late: false, bumped_by: '', recalls: 0,
        lines: [{ line_id: '2', name: 'Cola', quantity: 1, modifiers: '', state: 'done', prep_time_ms: 119_000, done_by: '' }] }],
    events: events.map(([kind, after_ms, more], place) => ({ seq: place + 5, at: at(21, 56 + Math.floor(after_ms / 60_000) % 4, Math.floor(after_ms / 1000) % 60), kind, station: null, cook: null, status: null, lines: [], after_ms, ...more })) };
}

const questions = {
  status: () => ({ type: 'analytics_status', seq: 41_207, journal_seq: 41_207, rebuilding: false, progress: 1, first_day: '2026-08-22', today: TODAY, as_of: at(22, 14, 7), trouble: null }),
  choices: () => ({ stations: STATIONS.map(([id, name]) => ({ id, name })), items: ITEMS.map(([key, name], place) => ({ key, name, lines: 412 - place })), services: ['dine_in', 'takeaway', 'delivery'],
    channels: ['gofood', 'grabfood'], cooks: ['ani', 'budi'], dayparts: [{ id: 'lunch', from: '11:00', to: '15:00' }, { id: 'dinner', from: '18:00', to: '22:00' }] }),
  figures: (from, to, ask) => ({ complete: true, now: period(from, to, ask.has('station') ? 205 : 412, 412), previous: period(from, to, 398, 420), weekdays: period(from, to, 389, 388) }),
  hours: () => ({ hours: Array.from({ length: 24 }, (_, place) => {
    const hour = (place + 4) % 24, found = HOURS.indexOf(hour);
    return { hour, orders: found < 0 ? 0 : 32, tickets: found < 0 ? 0 : 64, ticket_time: spread(BY_HOUR[found], found < 0 ? 0 : 64), weekdays: { ticket_time: spread(Math.round((BY_HOUR[found] ?? 0) * 0.93), found < 0 ? 0 : 240), orders: 30 } };
  }) }),
  heat: () => ({ cells: ROWS.flatMap((_, day) => HOURS.map((hour, place) => ({ weekday: day + 1, hour, tickets: 80, ticket_time: spread(Math.round(BY_HOUR[place] * (0.8 + ((day * 5 + place * 3) % 7) / 14)), 80) }))) }),
  days: (from, to) => {
    const days = [];
    for (let day = from; day <= to; day = plus(day, 1)) {
      const place = days.length, closed = place % 14 === 3;
      days.push({ day, orders: closed ? 0 : 350 + (place * 31) % 90, items: 0, tickets: closed ? 0 : 700, ticket_time: spread(380 + (place * 53) % 110, closed ? 0 : 700), on_time: share(700, 500), late: share(closed ? 0 : 700, 40) });
    }
    return { by: 'day', days };
  },
  stations: () => ({ stations: STATIONS.map(([station, name, median]) => ({ station, name, tickets: 300, items: 500, ticket_time: spread(median + 40), prep_time: spread(median), time_to_start: spread(30), on_time: share(300, 240), late: share(300, 12), recalled: share(300, 3), target_s: 480 })),
    pass: { orders: 400, pass_time: spread(54) } }),
  items: () => ({ total: 60, items: ITEMS.map(([item, name, median, planned_s]) => ({ item, name, quantity: 80, lines: 78, prep_time: spread(median), planned_s, recalls: 1 })) }),
  distribution: () => ({ step_s: 30, target_s: 480, late_s: 720, steps: Array.from({ length: 121 }, (_, place) => ({ from_s: place * 30, tickets: place < 48 ? Math.round(90 * Math.exp(-(((place - 12) / 7) ** 2))) : 0 })) }),
  orders(from, to, ask) {
    const limit = Number(ask.get('limit') ?? 20), after = Number(ask.get('after') ?? 0), number = ask.get('number');
    const all = Array.from({ length: 60 }, (_, place) => order(place)).filter((each) => !number || each.number === number);
    if (ask.get('sort') === 'slowest') all.sort((a, b) => b.order_time_ms - a.order_time_ms);
    return { total: all.length, next: after + limit < all.length ? String(after + limit) : null, orders: all.slice(after, after + limit) };
  },
  live: () => ({ as_of: at(22, 14), today: { orders: 412, tickets: 820, ticket_time: spread(412), on_time: share(820, 582), late: share(820, 41) },
    stations: STATIONS.map(([station, name, median]) => ({ station, name, today: { tickets: 300, ticket_time: spread(median), late: share(300, 12) }, hour: { tickets: 40, ticket_time: spread(median + 50), late: share(40, 3), on_time: share(40, 30) } })) }),
};

/** Two rows a day. */
function facts(ask) {
  const rows = ['1', '2'].map((number) => ({ order_id: `${ask.get('from')}/${number}`, day: ask.get('from'), number }));
  if (ask.get('format') !== 'csv') return { type: 'analytics_facts', what: ask.get('what'), rows };
  return { status: 200, contentType: 'text/csv; charset=utf-8', body: `order_id,day,number\r\n${rows.map((row) => Object.values(row).join(',')).join('\r\n')}\r\n` };
}

/** What the hub would answer to `url`; undefined: it knows no such question. */
export function made_up(url) {
  const { pathname, searchParams: ask } = new URL(url);
  const path = pathname.replace('/api/v1/analytics/', '');
  if (path.startsWith('orders/')) return one_order(decodeURIComponent(path.slice(7)));
  if (path === 'facts') return facts(ask);
  const from = ask.get('from') ?? TODAY;
  return questions[path]?.(from, ask.get('to') ?? from, ask);
}

/** Lets a page of a real hub have these. `change` may hold an answer up, or give another: (path, answer, url) → answer. */
export async function answer_made_up(page, change = (_, answer) => answer) {
  await page.route('**/api/v1/analytics/**', async (route) => {
    const url = route.request().url();
    const answer = await change(new URL(url).pathname.replace('/api/v1/analytics/', ''), made_up(url), url);
    await route.fulfill(answer?.status ? answer : { json: answer }).catch(() => {});
  });
}

/** The same of days on which nothing was cooked. */
export function of_nothing(answer) {
  const lists = ['stations', 'items', 'orders', 'cells', 'steps'];
  return JSON.parse(JSON.stringify(answer), (name, value) => {
    if (lists.includes(name) && Array.isArray(value)) return [];
    if (['longest', 'bottleneck', 'previous', 'weekdays', 'pass', 'target_s', 'next', 'orders_per_hour', 'items_per_hour'].includes(name)) return null;
    if (value && 'median_ms' in Object(value)) return { n: 0, median_ms: null, p90_ms: null, p95_ms: null, max_ms: null };
    if (value && 'of' in Object(value)) return { ...value, of: 0, count: 0 };
    return ['orders', 'tickets', 'total', 'unavailable_min', 'recalls'].includes(name) ? 0 : value;
  });
}
