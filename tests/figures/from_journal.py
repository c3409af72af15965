#!/usr/bin/env python3
"""Facts straight from the journal's events, held against the exported facts, so that the fold of events into facts is
not merely consistent with itself.

usage: from_journal.py JOURNAL FACTS

JOURNAL is the journal.db of a hub that has stopped, FACTS the directory of its exported facts. Amended orders are left
out (story.py). Exit status: 0 all are equal, 1 not.
"""
import json
import sqlite3
import sys

from kitchen_facts import instant, read_facts
from story import Story


def bodies(journal):
    database = sqlite3.connect(f'file:{journal}?mode=ro', uri=True)
    return (body for (body,) in database.execute('SELECT body FROM events ORDER BY seq'))


def stories_of(journal):
    stories, day = {}, ''
    for body in bodies(journal):
        event = json.loads(body)
        now = kitchen_time(event)
        if event['kind'] == 'day_opened':
            day = event['day']
        elif event['kind'] == 'order_accepted':
            story = stories[event['order_id']] = Story(event, now, day)
            story.look()
        elif 'order_id' in event:
            stories[event['order_id']].take(event, now, day)
    return stories


def kitchen_time(event):
    """What the kitchen's clock says: it never goes back, whatever people set their clocks to."""
    return instant(event['at']) - event.get('wall_offset_ms', 0)


def day_spans(journal):
    """Service day to (opened, closed) in kitchen time; the newest is closed by the newest event."""
    spans, body, open_day = {}, None, None
    for body in bodies(journal):
        if '"kind":"day_opened"' in body[:200]:
            event = json.loads(body)
            now = kitchen_time(event)
            if open_day:
                spans[open_day[0]] = (open_day[1], now)
            open_day = (event['day'], now)
    if open_day:
        spans[open_day[0]] = (open_day[1], kitchen_time(json.loads(body)))
    return spans


def times_out(journal):
    """(item, from, to or None) in kitchen time, of everything that was 86'd."""
    ended, out = [], {}
    for body in bodies(journal):
        if '"kind":"availability_set"' not in body[:200]:
            continue
        event = json.loads(body)
        if not event['available']:
            out.setdefault(event['item'], kitchen_time(event))
        elif event['item'] in out:
            ended.append((event['item'], out.pop(event['item']), kitchen_time(event)))
    return ended + [(item, start, None) for item, start in out.items()]


class Comparison:
    def __init__(self):
        self.compared, self.differences = {}, []

    def check(self, what, name, here, there):
        self.compared[what] = self.compared.get(what, 0) + 1
        if here != there:
            self.differences.append(f'{name}: {what} is {here} by the events, {there} by the facts')


def compare_order(check, story, exported):
    def label(at):
        return None if at is None else at + story.offset

    check('order day', story.id, story.day, exported.day)
    check('order accepted_at', story.id, label(story.accepted), exported.accepted)
    check('order fired_at', story.id, label(story.first_fired()), exported.fired)
    check('order ready_at', story.id, label(story.ready), exported.ready)
    check('order served_at', story.id, label(story.served), exported.served)
    check('order voided_at', story.id, label(story.voided), exported.voided)
    check('order tickets', story.id, sorted(story.stations()), sorted(ticket.station for ticket in exported.tickets))
    for ticket in exported.tickets:
        compare_ticket(check, story, ticket, label)


def compare_ticket(check, story, ticket, label):
    name = f'{story.id} at {ticket.station}'
    shares = story.of(ticket.station)
    bumped = story.bumped.get(ticket.station)
    check('ticket fired_at', name, label(min((s.fired for s in shares if s.fired is not None), default=None)), ticket.fired)
    check('ticket shown_at', name, label(story.shown.get(ticket.station)), ticket.shown)
    check('ticket bumped_at', name, label(bumped), ticket.bumped)
    check('ticket recalls', name, story.recalls.get(ticket.station, 0), ticket.recalls)
    if bumped is not None:
        check('ticket held_ms', name, story.held_ms(ticket.station), ticket.held_ms)
    check('ticket lines', name, sorted(share.line for share in shares), sorted(line.id for line in ticket.lines))
    for line in ticket.lines:
        share = story.shares.get((line.id, ticket.station))
        if share is not None:
            compare_line(check, share, line, f'{story.id} line {line.id} at {ticket.station}', label)


def compare_line(check, share, line, name, label):
    check('line gone', name, share.gone, line.gone)
    if share.gone:
        return
    check('line voided', name, share.voided, line.voided)
    check('line fired_at', name, label(share.fired), line.fired)
    check('line started_at', name, label(share.started), line.started)
    check('line recalls', name, share.recalls, line.recalls)
    if share.voided:
        return
    check('line done_at', name, label(share.done), line.done)
    check('line done_by', name, share.done_by, line.done_by)
    check('line by_expo', name, share.by_expo, line.by_expo)
    if share.done is not None:
        check('line held_ms', name, share.parked_ms(), line.held_ms)


def main(journal, directory):
    stories = stories_of(journal)
    facts = read_facts(directory)
    comparison = Comparison()
    comparison.check('items out', 'all of them', len(times_out(journal)), len(facts.unavailable))
    comparison.check('orders', 'all of them', len(stories), len(facts.by_id))
    followed = [story for story in stories.values() if story.followed]
    for story in followed:
        exported = facts.by_id.get(story.id)
        comparison.check('order exported', story.id, True, exported is not None)
        if exported is not None:
            compare_order(comparison.check, story, exported)
    for what, count in comparison.compared.items():
        print(f'  {what:<20} {count:>9}')
    for difference in comparison.differences[:40]:
        print(f'  differs: {difference}')
    print(f'{len(followed)} of {len(stories)} orders followed by their events alone, '
          f'{sum(not story.simple for story in followed)} of them recalled, voided, transferred or completed by the pass')
    print(f'{sum(comparison.compared.values())} values compared, {len(comparison.differences)} differ')
    return 1 if comparison.differences or not followed else 0


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
