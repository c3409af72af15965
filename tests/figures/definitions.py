"""docs/figures.md, read by somebody who has not seen the product's code, and written down in Python."""
import math
from kitchen_facts import MINUTE

# --- durations: None where they have not ended or do not count ------------------------------------------------


def between(start, end, without_ms=0):
    if start is None or end is None:
        return None
    return max(0, end - start - without_ms)


def ticket_time(ticket):
    return between(ticket.fired, ticket.bumped, ticket.held_ms)


def glass_time(ticket):
    return between(ticket.fired, ticket.shown)


def counts(line):
    """It was not transferred away and is not void."""
    return not line.gone and not line.voided


def prep_time(line):
    return between(line.fired, line.done, line.held_ms) if counts(line) and not line.by_expo else None


def time_to_start(line):
    return between(line.fired, line.started) if counts(line) else None


def order_time(order):
    return between(order.fired, order.ready)


def pass_time(order):
    """Not of an order that was served as it became ready, or before: it never waited there."""
    if order.ready is None or order.served is None or order.served <= order.ready:
        return None
    return between(order.ready, order.served)


def last_done(order):
    """[(station, when it was done)] of the stations that cooked the order, in the order's sequence."""
    done = []
    for ticket in order.tickets:
        lines = [line for line in ticket.lines if counts(line)]
        if lines and not any(line.by_expo for line in lines) and all(line.done is not None for line in lines):
            done.append((ticket.station, max(line.done for line in lines)))
    return done


def last_station(order):
    """(station, how long the order waited for it), of an order that at least two stations cooked and that is ready."""
    done = last_done(order)
    if order.ready is None or len(done) < 2:
        return None
    latest = max(at for _, at in done)
    station = next(station for station, at in done if at == latest)
    before = max(at for other, at in done if other != station)
    return station, latest - before


# --- when ------------------------------------------------------------------------------------------------------


def local_minute(order, at):
    return (at // MINUTE + order.offset_min) % (24 * 60)


def order_minute(order):
    return local_minute(order, order.fired if order.fired is not None else order.accepted)


def ticket_minute(ticket):
    return local_minute(ticket.order, ticket.fired) if ticket.fired is not None else order_minute(ticket.order)


def weekday(day_number):
    """1 is Monday; 1970-01-01 was a Thursday."""
    return (day_number + 3) % 7 + 1


# --- filters ---------------------------------------------------------------------------------------------------


class Filters:
    KINDS = ('station', 'item', 'daypart', 'service', 'channel', 'cook')

    def __init__(self, chosen, dayparts):
        """`chosen`: a list of (kind, value). `dayparts`: id to (from minute, to minute)."""
        for kind in self.KINDS:
            setattr(self, kind, {value for of, value in chosen if of == kind})
        self.dayparts = dayparts
        self.none = not chosen
        self.of_tickets = self.station or self.item or self.cook

    def in_daypart(self, minute):
        if not self.daypart:
            return True
        for name in self.daypart:
            begin, end = self.dayparts[name]
            if (begin <= minute < end) if begin < end else (minute >= begin or minute < end):
                return True
        return False

    def of_order(self, order):
        return (not self.service or order.service in self.service) and \
            (not self.channel or order.channel in self.channel)

    def line(self, line):
        return self.none or (
            (not self.station or line.ticket.station in self.station) and
            (not self.item or line.key in self.item) and (not self.cook or line.done_by in self.cook) and
            self.of_order(line.order) and self.in_daypart(ticket_minute(line.ticket)))

    def ticket(self, ticket):
        return self.none or (
            (not self.station or ticket.station in self.station) and
            (not self.cook or ticket.bumped_by in self.cook) and self.of_order(ticket.order) and
            self.in_daypart(ticket_minute(ticket)) and
            (not self.item or any(line.key in self.item and not line.gone for line in ticket.lines)))

    def order(self, order):
        return self.none or (
            self.of_order(order) and self.in_daypart(order_minute(order)) and
            (not self.of_tickets or any(self.ticket(ticket) for ticket in order.tickets)))


# --- statistics --------------------------------------------------------------------------------------------------


def spread(values):
    values = sorted(value for value in values if value is not None)

    def at(percent):
        return values[math.ceil(percent * len(values) / 100) - 1] if values else None

    return {'n': len(values), 'median_ms': at(50), 'p90_ms': at(90), 'p95_ms': at(95), 'max_ms': at(100)}


def share(of, count):
    return {'of': of, 'count': count}
