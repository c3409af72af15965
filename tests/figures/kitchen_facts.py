"""The facts of a kitchen as `brigade export facts` writes them, read without any of the product's code.

Only what somebody saw or pressed is taken: instants, flags, names, quantities. What the export has worked out
itself (every duration, `on_time`, `late`, `promise_kept`, `last_station`) is left where it is.
"""
import csv
import sys

MINUTE = 60_000
DAY = 24 * 60 * MINUTE

_midnights = {}


def day_number(day):
    """Days since 1970-01-01 of a date such as 2026-11-20."""
    year, month, of_month = int(day[:4]), int(day[5:7]), int(day[8:10])
    import datetime
    return (datetime.date(year, month, of_month) - datetime.date(1970, 1, 1)).days


def instant(text):
    """Milliseconds of an RFC 3339 instant in UTC; None where it never was."""
    if not text:
        return None
    date = text[:10]
    midnight = _midnights.get(date)
    if midnight is None:
        midnight = _midnights[date] = day_number(date) * DAY
    if text[-1] != 'Z' or text[19] != '.':
        raise ValueError(f'{text} is not an instant with milliseconds in UTC')
    return midnight + ((int(text[11:13]) * 60 + int(text[14:16])) * 60 + int(text[17:19])) * 1000 + int(text[20:-1])


def number(text):
    return int(text) if text else 0


def flag(text):
    if text in ('true', '1', 'yes'):
        return True
    if text in ('', 'false', '0', 'no'):
        return False
    raise ValueError(f'{text} is neither yes nor no')


class Line:
    __slots__ = ('order', 'ticket', 'place', 'id', 'key', 'name', 'quantity', 'prep_s', 'fired', 'started', 'done',
                 'served', 'voided', 'held_ms', 'recalls', 'by_expo', 'gone', 'done_by')


class Ticket:
    __slots__ = ('order', 'station', 'fired', 'shown', 'bumped', 'held_ms', 'target_s', 'late_s', 'recalls',
                 'bumped_by', 'lines')


class Order:
    __slots__ = ('seq', 'id', 'day', 'number', 'service', 'channel', 'table', 'accepted', 'promised', 'fired', 'ready',
                 'served', 'voided', 'offset_min', 'recalls', 'state', 'tickets')


class Facts:
    """All orders by service day, as accepted, and the times that items were out."""

    def __init__(self):
        self.days = {}
        self.by_id = {}
        self.unavailable = []  # (item, from, to or None)

    def orders(self, days):
        for day in days:
            yield from self.days.get(day, ())


def rows(path):
    with open(path, encoding='utf-8', newline='') as file:
        reader = csv.reader(file)
        names = [name.lstrip('\ufeff') for name in next(reader)]
        at = {name: index for index, name in enumerate(names)}
        yield at
        yield from reader


def read_orders(facts, path):
    source = rows(path)
    at = next(source)
    by_seq = {}
    for row in source:
        order = Order()
        order.seq = int(row[at['order_seq']])
        order.id = row[at['order_id']]
        order.day = sys.intern(row[at['day']])
        order.number = row[at['number']]
        order.service = sys.intern(row[at['service']])
        order.channel = sys.intern(row[at['channel']])
        order.table = sys.intern(row[at['table']])
        order.accepted = instant(row[at['accepted_at']])
        order.promised = instant(row[at['promised_at']])
        order.fired = instant(row[at['fired_at']])
        order.ready = instant(row[at['ready_at']])
        order.served = instant(row[at['served_at']])
        order.voided = instant(row[at['voided_at']])
        order.offset_min = int(row[at['utc_offset_min']])
        order.recalls = number(row[at['recalls']])
        order.state = sys.intern(row[at['state']])
        order.tickets = []
        facts.days.setdefault(order.day, []).append(order)
        facts.by_id[order.id] = order
        by_seq[order.seq] = order
    for orders in facts.days.values():
        orders.sort(key=lambda order: order.seq)
    return by_seq


def read_tickets(by_seq, path):
    source = rows(path)
    at = next(source)
    for row in source:
        ticket = Ticket()
        ticket.order = by_seq[int(row[at['order_seq']])]
        ticket.station = sys.intern(row[at['station']])
        ticket.fired = instant(row[at['fired_at']])
        ticket.shown = instant(row[at['shown_at']])
        ticket.bumped = instant(row[at['bumped_at']])
        ticket.held_ms = number(row[at['held_ms']])
        ticket.target_s = number(row[at['target_s']])
        ticket.late_s = number(row[at['late_s']])
        ticket.recalls = number(row[at['recalls']])
        ticket.bumped_by = sys.intern(row[at['bumped_by']])
        ticket.lines = []
        ticket.order.tickets.append(ticket)


def read_lines(by_seq, path):
    source = rows(path)
    at = next(source)
    for row in source:
        line = Line()
        order = by_seq[int(row[at['order_seq']])]
        station = row[at['station']]
        line.order = order
        line.ticket = next(ticket for ticket in order.tickets if ticket.station == station)
        line.place = int(row[at['line']])
        line.id = row[at['line_id']]
        line.name = sys.intern(row[at['name']])
        line.key = sys.intern(row[at['item']] or row[at['name']])
        line.quantity = int(row[at['quantity']])
        line.prep_s = number(row[at['prep_s']])
        line.fired = instant(row[at['fired_at']])
        line.started = instant(row[at['started_at']])
        line.done = instant(row[at['done_at']])
        line.served = instant(row[at['served_at']])
        line.voided = instant(row[at['voided_at']]) is not None or row[at['state']] == 'void'
        line.held_ms = number(row[at['held_ms']])
        line.recalls = number(row[at['recalls']])
        line.by_expo = flag(row[at['by_expo']])
        line.gone = flag(row[at['gone']])
        line.done_by = sys.intern(row[at['done_by']])
        line.ticket.lines.append(line)


def read_facts(directory):
    facts = Facts()
    by_seq = read_orders(facts, f'{directory}/orders.csv')
    read_tickets(by_seq, f'{directory}/tickets.csv')
    read_lines(by_seq, f'{directory}/lines.csv')
    source = rows(f'{directory}/unavailable.csv')
    at = next(source)
    facts.unavailable = [(row[at['item']], instant(row[at['from']]), instant(row[at['to']])) for row in source]
    return facts
