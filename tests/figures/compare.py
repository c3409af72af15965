"""Holds one hub's answers to one range and filter against what the facts say."""
import questions as q
from definitions import Filters
from plan import days_before, same_weekdays


class Tally:
    def __init__(self):
        self.compared, self.differences = {}, []

    def same(self, where, query, here, there):
        """`here` is counted from facts, `there` the hub's answer; what `here` does not name is not looked at."""
        if isinstance(here, dict):
            if not isinstance(there, dict):
                return self.note(where, query, here, there, False)
            for key, value in here.items():
                self.same(f'{where}.{key}', query, value, there.get(key, 'missing'))
        elif isinstance(here, float):
            self.note(where, query, round(here, 3), there, isinstance(there, (int, float)) and abs(here - there) <= 0.0501)
        else:
            self.note(where, query, here, there, here == there and not isinstance(there, float))

    def note(self, where, query, here, there, equal):
        compared = self.compared.setdefault(where, [0, 0])
        compared[0] += 1
        if not equal:
            compared[1] += 1
            self.differences.append(f'{where} of {query}: {here} by the facts, {there} by the hub')

    def print(self):
        print(f'{"field":<52}{"compared":>10}{"differ":>8}')
        for where, (compared, differ) in sorted(self.compared.items()):
            print(f'{where:<52}{compared:>10}{differ:>8}')
        for difference in self.differences[:60]:
            print(f'differs: {difference}')
        print(f'{sum(compared for compared, _ in self.compared.values())} values compared, '
              f'{len(self.differences)} differ')


QUESTIONS = {'figures': [], 'hours': [], 'days': [], 'orders': [('limit', '200')], 'heat': [], 'stations': [],
             'items': [('limit', '1000')], 'distribution': []}


def heard(hub, query):
    """All that a hub answers about a query; what it is held against may take its time."""
    return {question: hub.ask(question, [*query.parameters(), *more]) for question, more in QUESTIONS.items()}


def one(answers, facts, spans, query, dayparts, tally):
    filters = Filters(query.chosen, dayparts)
    counted = q.Counted(facts, query.days, filters)
    compare_figures(answers['figures'], facts, spans, query, counted, tally)
    compare_table('hours', answers['hours']['hours'], lambda row: row['hour'], q.hours(counted), query, tally)
    days = q.days(counted) if len(query.days) <= 92 else q.weeks(counted)
    compare_table('days', answers['days']['days'], lambda row: row['day'], days, query, tally)
    compare_orders(answers['orders'], facts, counted, query, tally)
    cells = answers['heat']['cells']
    compare_table('heat', cells, lambda row: (row['weekday'], row['hour']), q.heat(counted), query, tally)
    stations = answers['stations']
    compare_table('stations', stations['stations'], lambda row: row['station'], q.stations(counted), query, tally)
    tally.same('stations.pass', query, q.the_pass(counted), stations['pass'])
    compare_items(answers['items'], q.items_table(counted), query, tally)
    steps = {row['from_s']: row['tickets'] for row in answers['distribution']['steps'] if row['tickets']}
    tally.same('distribution', query, sorted(q.distribution(counted).items()), sorted(steps.items()))


def compare_figures(answer, facts, spans, query, counted, tally):
    compare_period('figures.now', answer['now'], facts, [counted], spans, query, tally)
    before = days_before(query.days[0], len(query.days))
    compare_period('figures.previous', answer['previous'], facts, with_orders(facts, [before], counted), spans, query,
                   tally)
    compare_period('figures.weekdays', answer['weekdays'], facts,
                   with_orders(facts, same_weekdays(query.days), counted), spans, query, tally)


def with_orders(facts, periods, like):
    """The periods on which there was anything at all."""
    return [q.Counted(facts, days, like.filters) for days in periods if any(day in facts.days for day in days)]


def compare_period(where, answer, facts, periods, spans, query, tally):
    """Several periods are taken together: sums are told as one period's on average, of weeks that had anything."""
    if not periods:
        return tally.note(where, query, None, answer, answer is None)
    if answer is None:
        return tally.note(where, query, 'something', None, False)
    expected = q.figures(facts, q.together(periods))
    for name in ('orders', 'items', 'tickets', 'recalls'):
        expected[name] = rounded(expected[name], len(periods))
    if spans is not None:
        out = sum(q.out_ms(facts, [spans[day] for day in each.days if day in spans], each.filters.item)
                  for each in periods)
        expected['unavailable_min'] = rounded(out, len(periods)) // 60_000
    bottleneck = expected.pop('bottleneck')
    tally.same(where, query, expected, answer)
    compare_bottleneck(f'{where}.bottleneck', answer['bottleneck'], bottleneck, query, tally)


def rounded(total, periods):
    """Halves are rounded up."""
    return (2 * total + periods) // (2 * periods)


def compare_bottleneck(where, there, expected, query, tally):
    if expected is None:
        return tally.note(where, query, None, there, there is None)
    any_of = expected.pop('any_of')
    if there is None or there['station'] not in any_of:
        return tally.note(where, query, any_of, there, False)
    tally.same(where, query, {**expected, 'wait': any_of[there['station']]}, there)


def compare_table(where, rows, key_of, expected, query, tally):
    """Rows that hold nothing may be left out or told with zeros."""
    there = {key_of(row): row for row in rows}
    tally.note(f'{where} rows once', query, len(rows), len(there), len(rows) == len(there))
    for key, values in expected.items():
        if key in there:
            tally.same(where, query, values, there[key])
        else:
            is_empty = not any(value for value in values.values() if isinstance(value, int))
            tally.note(f'{where} row', query, f'{key}: {values}', 'missing', is_empty)
    for key in there.keys() - expected.keys():
        row = there[key]
        tally.note(f'{where} row', query, 'nothing', f'{key}: {row}', not row.get('tickets') and not row.get('orders'))


def compare_items(answer, expected, query, tally):
    compare_table('items', answer['items'], lambda row: row['item'], expected, query, tally)
    slowest = [row['prep_time']['median_ms'] for row in answer['items']]
    with_time = [time for time in slowest if time is not None]
    in_order = with_time == sorted(with_time, reverse=True) and slowest[:len(with_time)] == with_time
    tally.note('items the slowest first', query, True, in_order, in_order)


def compare_orders(answer, facts, counted, query, tally):
    tally.note('orders.total', query, len(counted.orders), answer['total'], len(counted.orders) == answer['total'])
    newest = sorted((order.seq for order in counted.orders), reverse=True)[:200]
    listed = [facts.by_id[row['id']].seq for row in answer['orders']]
    tally.note('orders the newest first', query, newest, listed, newest == listed)
    for row in answer['orders']:
        order = facts.by_id[row['id']]
        tally.same('orders.row', f'{query}: {order.id}', q.order_row(order), row)
