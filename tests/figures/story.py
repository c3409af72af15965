"""What became of an order, from the journal's events alone (src/core/EVENTS.md), in kitchen time.

Amended orders are left out: what an amendment does to a line is the core's to know. All else is followed.
"""
NEVER = float('inf')

FOLLOWED = {'order_accepted', 'lines_fired', 'line_started', 'lines_bumped', 'lines_served', 'ticket_shown',
            'status_reached', 'priority_set', 'changes_confirmed', 'order_held', 'order_released', 'order_voided',
            'ticket_recalled', 'serve_recalled', 'ticket_transferred'}


class Share:
    """One line at one station."""

    def __init__(self, line, station, now, fired):
        self.line, self.station = line, station
        self.fired = now if fired else None
        self.started = self.done = None
        self.done_by = ''
        self.cooking = [[now, NEVER]]  # from when to when it was to be cooked
        self.parked = []
        self.parked_before = 0
        self.begun = self.voided = self.gone = self.by_expo = False
        self.recalls = 0

    def is_open(self):
        return self.cooking[-1][1] == NEVER and not self.gone

    def close(self, at):
        if self.cooking[-1][1] == NEVER:
            self.cooking[-1][1] = at

    def is_to_be_cooked(self, at):
        return any(start <= at < end for start, end in self.cooking)

    def could_be_cooked(self, at):
        return self.is_to_be_cooked(at) and self.fired is not None and self.fired <= at and \
            not any(start <= at < end for start, end in self.parked[self.parked_before:])

    def parked_ms(self):
        return sum(max(0, min(end, self.done) - max(start, self.fired)) for start, end in self.parked)

    def moved_to(self, station, waits_since):
        other = Share(self.line, station, waits_since, False)
        other.fired, other.started, other.begun, other.recalls = self.fired, self.started, self.begun, self.recalls
        other.parked = [list(span) for span in self.parked]
        other.parked_before = max(0, len(self.parked) - 1)  # the ticket that it comes to remembers the last time alone
        return other


class Story:
    def __init__(self, event, now, day):
        self.id, self.offset, self.accepted, self.day = event['order_id'], event.get('wall_offset_ms', 0), now, day
        self.quantity = {line['id']: line['quantity'] for line in event['order']['lines']}
        self.shares, self.bumped, self.recalls, self.shown = {}, {}, {}, {}
        self.ready = self.served = self.voided = self.last_served = None
        self.followed, self.simple = True, True
        for placement in event['placements']:
            for station in placement['stations']:
                self.shares[placement['line'], station] = Share(placement['line'], station, now, not placement.get('held'))

    def of(self, station):
        return [share for (_, at), share in self.shares.items() if at == station]

    def stations(self):
        return {station for _, station in self.shares}

    def first_fired(self):
        return min((share.fired for share in self.shares.values() if share.fired is not None), default=None)

    def take(self, event, now, day):
        kind = event['kind']
        if not self.followed or kind not in FOLLOWED or event.get('reason'):
            self.followed = False
            return
        self.simple = self.simple and kind not in ('order_voided', 'ticket_recalled', 'serve_recalled', 'ticket_transferred')
        fired_before = self.first_fired()
        getattr(self, kind, lambda *_: None)(event, now, now - event.get('age_ms', 0))
        if fired_before is None and self.first_fired() is not None:
            self.day = day
        if event.get('status') == 'served':
            self.served = self.last_served
        self.look()

    def look(self):
        """A ticket ends with the last bump that left nothing to cook, an order with the last of its tickets."""
        for station in self.stations():
            there = [share for share in self.of(station) if not share.gone]
            done = [share.done for share in there if share.done is not None and not share.voided]
            if any(share.is_open() for share in there):
                self.bumped[station] = None
            elif done:
                self.bumped[station] = max(done + [self.bumped.get(station) or 0])
        is_open = any(share.is_open() for share in self.shares.values())
        bumps = [at for at in self.bumped.values() if at is not None]
        self.ready = None if is_open or not bumps else max(bumps + [self.ready or 0])

    def lines_fired(self, event, now, _):
        for share in self.shares.values():
            if share.line in event['lines'] and share.fired is None and share.is_open():
                share.fired = now

    def line_started(self, event, _, pressed):
        share = self.shares[event['line'], event['station']]
        share.begun = True
        share.started = pressed if share.started is None else share.started

    def lines_bumped(self, event, _, pressed):
        for entry in event['lines']:
            share = self.shares[entry['line'], event['station']]
            share.begun = True
            if entry['done'] == self.quantity[entry['line']]:
                share.done, share.done_by = pressed, event.get('cook', '')
                share.close(pressed)

    def lines_served(self, event, _, pressed):
        if event['lines']:  # else the rest of the order was voided, and it is served by that
            self.last_served = pressed
        for part in event['lines']:
            for line in part['lines']:
                share = self.shares[line, part['station']]
                if share.is_open():
                    share.by_expo, share.done, share.done_by = True, pressed, event.get('cook', '')
                    share.close(pressed)
                    self.simple = False

    def ticket_shown(self, event, now, _):
        self.shown.setdefault(event['station'], now)

    def order_held(self, _, now, __):
        for share in self.shares.values():
            if share.is_open() and not share.begun:
                share.parked.append([now, NEVER])

    def order_released(self, _, now, __):
        for share in self.shares.values():
            if share.parked and share.parked[-1][1] == NEVER:
                share.parked[-1][1] = now

    def order_voided(self, event, now, _):
        for share in self.shares.values():
            if share.line in event['lines'] and not share.gone:
                share.voided = True
                share.close(now)
        if event.get('whole'):
            self.voided = now

    def ticket_recalled(self, event, now, _):
        station = event['station']
        self.served = None
        if self.bumped.get(station) is not None:
            self.recalls[station] = self.recalls.get(station, 0) + 1
        for line, done in zip(event['lines'], event.get('done', [0] * len(event['lines']))):
            share = self.shares[line, station]
            share.recalls += 1
            share.begun = done > 0 or (share.is_open() and share.begun and share.started is not None)
            if not share.is_open():
                share.done, share.by_expo, share.done_by = None, False, ''
                share.cooking.append([now, NEVER])

    def serve_recalled(self, *_):
        self.served = None

    def ticket_transferred(self, event, now, _):
        # A ticket that had left waits for the line since then, one that had not begun has it as long as it could be
        # cooked, and one that is open from now on.
        had_begun = any(share.fired is not None for share in self.of(event['to']))
        since = self.bumped.get(event['to']) or (now if had_begun else None)
        for line in event['lines']:
            left = self.shares[line, event['station']]
            there = self.shares.get((line, event['to']))
            if there is None or there.voided or there.gone:
                self.shares[line, event['to']] = left.moved_to(event['to'], since or left.fired or now)
            left.gone = True
            left.close(now)

    def held_ms(self, station):
        """While something was to be cooked and nothing of it could be."""
        shares = self.of(station)
        start = min(share.fired for share in shares if share.fired is not None)
        end = self.bumped[station]
        cuts = {start, end} | {at for share in shares for span in share.cooking + share.parked for at in span}
        cuts |= {share.fired for share in shares if share.fired is not None}
        cuts = sorted(cut for cut in cuts if start <= cut <= end)
        return sum(after - at for at, after in zip(cuts, cuts[1:])
                   if any(share.is_to_be_cooked(at) for share in shares) and
                   not any(share.could_be_cooked(at) for share in shares))
