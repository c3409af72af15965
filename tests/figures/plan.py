"""Which ranges and filters are asked about: by chance, from a seed, but each kind of both for certain."""
import datetime
import random


class Query:
    def __init__(self, days, chosen):
        self.days, self.chosen = days, chosen

    def parameters(self):
        return [('from', self.days[0]), ('to', self.days[-1]), *self.chosen]

    def __str__(self):
        return ' '.join([f'{self.days[0]}..{self.days[-1]}', *(f'{kind}={value}' for kind, value in self.chosen)])


def days_between(first, last):
    first, last = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return [(first + datetime.timedelta(n)).isoformat() for n in range((last - first).days + 1)]


def days_before(day, count):
    day = datetime.date.fromisoformat(day)
    return [(day - datetime.timedelta(n)).isoformat() for n in range(count, 0, -1)]


def same_weekdays(days):
    """The same days of the week in each of the four weeks before, of ranges beyond a week in as many weeks as they need."""
    if len(days) > 31:
        return []
    step = -(-len(days) // 7) * 7
    first = datetime.date.fromisoformat(days[0])
    return [[(first - datetime.timedelta(back * step - n)).isoformat() for n in range(len(days))]
            for back in (1, 2, 3, 4)]


def choices(facts, dayparts):
    orders = [order for day in sorted(facts.days) for order in facts.days[day]]
    tickets = [ticket for order in orders for ticket in order.tickets]
    return {'station': sorted({ticket.station for ticket in tickets}),
            'item': sorted({line.key for ticket in tickets for line in ticket.lines}),
            'daypart': sorted(dayparts), 'service': sorted({order.service for order in orders}),
            'channel': sorted({order.channel for order in orders if order.channel}),
            'cook': sorted({ticket.bumped_by for ticket in tickets if ticket.bumped_by})}


def filters(chance, possible, how_many):
    chosen = []
    for kind in chance.sample([kind for kind in possible if possible[kind]], how_many):
        for value in chance.sample(possible[kind], min(len(possible[kind]), chance.randint(1, 3))):
            chosen.append((kind, value))
    return chosen


def plan(facts, status, dayparts, ranges, seed):
    chance = random.Random(seed)
    all_days = days_between(status['first_day'], status['today'])
    possible = choices(facts, dayparts)
    lengths = [1, 1, 1, 2, 7, 7, 14, 28, 31, len(all_days)]
    queries = [Query(all_days, []), Query([all_days[-1]], []), Query(all_days[-2:-1] or all_days, [])]
    queries += [Query(all_days, [(kind, values[0])]) for kind, values in possible.items() if values]
    while len(queries) < max(ranges, 9):
        length = min(chance.choice(lengths), len(all_days))
        start = chance.randint(0, len(all_days) - length)
        days = all_days[start:start + length]
        queries.append(Query(days, filters(chance, possible, chance.choice([0, 0, 1, 1, 2, 3]))))
    return queries
