"""What the hub should answer to the questions of docs/analytics-api.md, counted from facts by definitions.py.

Each function yields the fields that can be counted from facts; what else an answer holds (names of stations, say) is
not looked at.
"""
import datetime

import definitions as d
from kitchen_facts import day_number
from definitions import share, spread

HOUR = 60


class Counted:
    """The orders, tickets and lines of some days that a filter lets through.

    `once` has a line at two stations once, at the first of them that counts: it is one line of its order.
    """

    def __init__(self, facts, days, filters):
        self.days, self.filters = days, filters
        self.orders, self.tickets, self.lines, self.once = [], [], [], []
        for order in facts.orders(days):
            if filters.order(order):
                self.orders.append(order)
            places = set()
            for ticket in order.tickets:
                if filters.ticket(ticket):
                    self.tickets.append(ticket)
                for line in ticket.lines:
                    if line.gone or not (line.fired is not None or line.voided) or not filters.line(line):
                        continue
                    self.lines.append(line)
                    if line.place not in places:
                        places.add(line.place)
                        self.once.append(line)

    def part(self, orders, tickets, lines, once):
        part = Counted.__new__(Counted)
        part.days, part.filters = self.days, self.filters
        part.orders, part.tickets, part.lines, part.once = orders, tickets, lines, once
        return part


def together(counted):
    """Several periods as one. A period in which nothing happened adds nothing."""
    whole = counted[0].part([], [], [], [])
    whole.days = [day for each in counted for day in each.days]
    for each in counted:
        whole.orders += each.orders
        whole.tickets += each.tickets
        whole.lines += each.lines
        whole.once += each.once
    return whole


def ordered(orders):
    return [order for order in orders if order.fired is not None and order.voided is None]


def quantity(lines):
    return sum(line.quantity for line in lines)


def items(once):
    return quantity(line for line in once if not line.voided)


def on_time(tickets):
    timed = [(ticket, d.ticket_time(ticket)) for ticket in tickets]
    timed = [(ticket, time) for ticket, time in timed if time is not None]
    return share(len(timed), sum(time <= ticket.target_s * 1000 for ticket, time in timed))


def late(tickets):
    timed = [(ticket, d.ticket_time(ticket)) for ticket in tickets]
    timed = [(ticket, time) for ticket, time in timed if time is not None]
    return share(len(timed), sum(time > ticket.late_s * 1000 for ticket, time in timed))


def recalled(tickets):
    bumped_once = [ticket for ticket in tickets if ticket.bumped is not None or ticket.recalls > 0]
    return share(len(bumped_once), sum(ticket.recalls > 0 for ticket in bumped_once))


def fired(tickets):
    return [ticket for ticket in tickets if ticket.fired is not None]


def promised(orders):
    kept = [order.ready <= order.promised for order in orders if order.promised is not None and order.ready is not None]
    return share(len(kept), sum(kept))


def voided(once):
    return share(quantity(once), quantity(line for line in once if line.voided))


def busy_hours(facts, days, filters):
    """(day, clock hour) in which anything fired."""
    hours = set()
    for order in facts.orders(days):
        if order.fired is not None and filters.order(order):
            hours.add((order.day, d.order_minute(order) // HOUR))
        for ticket in order.tickets:
            if ticket.fired is not None and filters.ticket(ticket):
                hours.add((order.day, d.ticket_minute(ticket) // HOUR))
    return hours


def one_of_all(values):
    values = set(values)
    return values.pop() if len(values) == 1 else None


def longest(tickets):
    best = None
    for ticket in tickets:
        time = d.ticket_time(ticket)
        if time is not None and (best is None or time > best[0]):
            best = (time, ticket)
    if best is None:
        return None
    ticket = best[1]
    return {'order_id': ticket.order.id, 'number': ticket.order.number, 'station': ticket.station,
            'at': told_instant(ticket.fired), 'time_ms': best[0]}


def told_instant(ms):
    at = datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=ms)
    return at.isoformat(timespec='milliseconds') + 'Z'


def last_stations(orders):
    """[(order, station, wait)]"""
    found = []
    for order in orders:
        last = d.last_station(order)
        if last is not None:
            found.append((order, *last))
    return found


def bottleneck(orders):
    last = last_stations(orders)
    stations = {station for _, station, _ in last}
    if not stations:
        return None
    waits = {station: [wait for _, of, wait in last if of == station] for station in stations}
    most = max(len(each) for each in waits.values())
    return {'of': len(last), 'count': most,
            'any_of': {station: spread(each) for station, each in waits.items() if len(each) == most}}


def figures(facts, counted):
    orders, tickets, lines = ordered(counted.orders), counted.tickets, counted.lines
    hours = len(busy_hours(facts, counted.days, counted.filters))
    return {
        'orders': len(orders), 'items': items(counted.once), 'tickets': len(fired(tickets)),
        'ticket_time': spread(map(d.ticket_time, tickets)), 'prep_time': spread(map(d.prep_time, lines)),
        'time_to_start': spread(map(d.time_to_start, lines)), 'order_time': spread(map(d.order_time, orders)),
        'pass_time': spread(map(d.pass_time, orders)), 'glass_time': spread(map(d.glass_time, tickets)),
        'on_time': on_time(tickets), 'late': late(tickets), 'promised': promised(orders),
        'recalled': recalled(tickets), 'recalls': sum(ticket.recalls for ticket in tickets), 'voided': voided(counted.once),
        'shown': share(len(fired(tickets)), sum(ticket.shown is not None for ticket in fired(tickets))),
        'orders_per_hour': len(orders) / hours if hours else None,
        'items_per_hour': items(counted.once) / hours if hours else None,
        'target_s': one_of_all(ticket.target_s for ticket in fired(tickets)),
        'longest': longest(tickets), 'bottleneck': bottleneck(orders)}


def hour_of_order(order):
    return d.order_minute(order) // HOUR


def hour_of_ticket(ticket):
    return d.ticket_minute(ticket) // HOUR


def grouped(counted, of_order, of_ticket):
    """The counted, parted by what `of_order` says of an order and `of_ticket` of a ticket and its lines."""
    groups = {}

    def group(key):
        return groups.setdefault(key, ([], [], [], []))

    for order in counted.orders:
        group(of_order(order))[0].append(order)
    for ticket in counted.tickets:
        group(of_ticket(ticket))[1].append(ticket)
    for line in counted.lines:
        group(of_ticket(line.ticket))[2].append(line)
    for line in counted.once:
        group(of_ticket(line.ticket))[3].append(line)
    return {key: counted.part(*parts) for key, parts in groups.items()}


def brief(counted):
    return {'orders': len(ordered(counted.orders)), 'items': items(counted.once), 'tickets': len(fired(counted.tickets)),
            'ticket_time': spread(map(d.ticket_time, counted.tickets)), 'on_time': on_time(counted.tickets),
            'late': late(counted.tickets)}


def hours(counted):
    return {hour: brief(part) for hour, part in grouped(counted, hour_of_order, hour_of_ticket).items()}


def days(counted):
    return {day: brief(part) for day, part in
            grouped(counted, lambda order: order.day, lambda ticket: ticket.order.day).items()}


def monday_of(day):
    date = datetime.date.fromisoformat(day)
    return (date - datetime.timedelta(date.weekday())).isoformat()


def weeks(counted):
    return {week: brief(part) for week, part in
            grouped(counted, lambda order: monday_of(order.day), lambda ticket: monday_of(ticket.order.day)).items()}


def order_row(order):
    lines = {line.place: line.quantity for ticket in order.tickets for line in ticket.lines
             if not line.gone and not line.voided}
    instants = {f'{name}_at': None if at is None else told_instant(at)
                for name, at in (('accepted', order.accepted), ('fired', order.fired), ('ready', order.ready),
                                 ('served', order.served), ('voided', order.voided))}
    late = any((d.ticket_time(ticket) or 0) > ticket.late_s * 1000 for ticket in order.tickets)
    return {**instants, 'number': order.number, 'day': order.day, 'service': order.service, 'channel': order.channel,
            'table': order.table, 'order_time_ms': d.order_time(order), 'pass_ms': d.pass_time(order),
            'items': sum(lines.values()), 'recalls': order.recalls, 'late': late, 'state': order.state}


def heat(counted):
    def cell(of_day, hour):
        return d.weekday(day_number(of_day)), hour

    parts = grouped(counted, lambda order: cell(order.day, hour_of_order(order)),
                    lambda ticket: cell(ticket.order.day, hour_of_ticket(ticket)))
    return {key: {'tickets': len(fired(part.tickets)), 'ticket_time': spread(map(d.ticket_time, part.tickets))}
            for key, part in parts.items() if fired(part.tickets)}


def stations(counted):
    by_station = {}
    for ticket in counted.tickets:
        by_station.setdefault(ticket.station, ([], []))[0].append(ticket)
    for line in counted.lines:
        by_station.setdefault(line.ticket.station, ([], []))[1].append(line)
    last = last_stations(ordered(counted.orders))
    answer = {}
    for station, (tickets, lines) in by_station.items():
        waits = [wait for _, of, wait in last if of == station]
        answer[station] = {
            'tickets': len(fired(tickets)), 'items': quantity(line for line in lines if not line.voided),
            'ticket_time': spread(map(d.ticket_time, tickets)), 'prep_time': spread(map(d.prep_time, lines)),
            'time_to_start': spread(map(d.time_to_start, lines)), 'on_time': on_time(tickets), 'late': late(tickets),
            'recalled': recalled(tickets), 'glass_time': spread(map(d.glass_time, tickets)),
            'last': share(len(last), len(waits)), 'wait_for_last': spread(waits),
            'target_s': one_of_all(ticket.target_s for ticket in fired(tickets))}
    return answer


def the_pass(counted):
    times = [time for time in map(d.pass_time, ordered(counted.orders)) if time is not None]
    return {'orders': len(times), 'pass_time': spread(times)}


def items_table(counted):
    by_key = {}
    for line in counted.lines:
        by_key.setdefault(line.key, ([], []))[0].append(line)
    for line in counted.once:
        by_key[line.key][1].append(line)
    answer = {}
    for key, (lines, once) in by_key.items():
        there = [line for line in once if not line.voided]
        answer[key] = {
            'quantity': quantity(there), 'lines': len(there), 'prep_time': spread(map(d.prep_time, lines)),
            'time_to_start': spread(map(d.time_to_start, lines)),
            'planned_s': spread(line.prep_s for line in lines)['median_ms'], 'voided': voided(once),
            'recalls': sum(line.recalls for line in lines)}
    return answer


def distribution(counted):
    steps = {}
    for ticket in counted.tickets:
        time = d.ticket_time(ticket)
        if time is not None:
            step = min(time // 30_000 * 30, 3600)
            steps[step] = steps.get(step, 0) + 1
    return steps


def out_ms(facts, spans, items):
    """86: `spans` are the (opened, closed) of the days asked for; what lies outside does not count."""
    total = 0
    for item, start, end in facts.unavailable:
        for opened, closed in spans if not items or item in items else ():
            total += max(0, min(end if end is not None else closed, closed) - max(start, opened))
    return total
