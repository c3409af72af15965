"""Coming back: how long a hub takes from its start until it serves, by the length of its journal, and a screen until
its tickets are to be seen. Cold: no file of the journal is in the kernel's cache; the programs are."""
import functools
import time

from cell import Cell
from pasts import EVENTS_PER_ORDER, ORDERS_PER_DAY, cool, copied, drop_snapshots, past, snapshots, start_ms
from watched import WatchedStation, place_orders

TICKETS = 24
WRITTEN_S = 1  # what a screen has received is on its disk by then


def past_of(world, events, **more):
    days = max(1, round(events / EVENTS_PER_ORDER / ORDERS_PER_DAY))
    return past(world, days, round(events / EVENTS_PER_ORDER / days), **more)


def hub_starts(world, events):
    """The newest snapshot is at the journal's end, as after a hub that was ended in order."""
    room = past_of(world, events)
    warm = start_ms(world, room)
    cool(room)
    return {'serving_warm_ms': [warm], 'serving_cold_ms': [start_ms(world, room)]}


def hub_replays(world, events):
    """No snapshot is whole: every event is read, checked and applied."""
    return start_times(world, copied(world, past_of(world, events), f'past of {events} events without snapshots'), -1)


def start_times(world, room, snapshot):
    """With no newer snapshot than that; each start is killed before it can save one."""
    times = {}
    for metric, makes_cold in (('serving_warm_ms', False), ('serving_cold_ms', True)):
        drop_snapshots(room, after=snapshot)
        if makes_cold:
            cool(room)
        times[metric] = [start_ms(world, room, ends_in_order=False)]
    return times


def hub_was_killed(world, events):
    """At the end of a full day: its newest snapshot is the one with which the day began, about as long ago as any can
    be, and all of the day is replayed. The next one opens as it starts."""
    room = past_of(world, events, killed=True)
    name = f'{room.name}: its snapshot'
    world.kept.setdefault(name, snapshots(room)[0])
    return start_times(world, room, world.kept[name])


def shows(tickets):
    return lambda event, shown: shown >= tickets


def screen_starts(world, has_copy, has_hub):
    """With its own copy of the kitchen or without; its hub there or, as long as the copy lasts, not."""
    with world.used('screen') as room, world.hub(room) as hub:
        place_orders(hub, TICKETS, 'grill', lines=3)
        if has_copy:
            with WatchedStation(world, hub, room) as screen:
                screen.seconds_until(shows(TICKETS))
                time.sleep(WRITTEN_S)
        if not has_hub:
            hub.kill()
        first, tickets = [], []
        end = time.monotonic() + world.seconds
        while not tickets or time.monotonic() < end:
            place = room if has_copy else world.room('screen-anew')
            with WatchedStation(world, hub, place) as screen:
                first.append(screen.seconds_until(shows(0)) * 1000)
                tickets.append(screen.seconds_until(shows(TICKETS)) * 1000)
        return {'first_picture_ms': first, 'tickets_ms': tickets}


def cells():
    cells = []
    for events in (10_000, 100_000, 1_000_000):
        cells.append(Cell('recovery', f'a hub starts on {events:,} events',
                          functools.partial(hub_starts, events=events), quick=events == 100_000))
        cells.append(Cell('recovery', f'a hub starts on {events:,} events without a snapshot',
                          functools.partial(hub_replays, events=events)))
    cells.append(Cell('recovery', 'a hub that was killed after a full day starts on 1,000,000 events',
                      functools.partial(hub_was_killed, events=1_000_000)))
    for name, has_copy, has_hub in (('its copy and its hub there', True, True), ('its copy there, no hub', True, False),
                                    ('no copy, its hub there', False, True)):
        cells.append(Cell('recovery', f'a screen starts, {name}',
                          functools.partial(screen_starts, has_copy=has_copy, has_hub=has_hub)))
    return cells
