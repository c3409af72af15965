"""Made-up pasts for hubs to start on: made once in a run, with everything that is derived from them, as a box has them
that was switched off in the evening and on again."""
import contextlib
import datetime
import os
import pathlib
import sqlite3
import subprocess
import time

from programs import configuration

ORDERS_PER_DAY = 1_667  # 350 in the busiest hour, which is what the best restaurants reach
EVENTS_PER_ORDER = 15.8
EVERYTHING = (('retention_days = 90', 'retention_days = 3650'),)  # changes of a configuration that forgets nothing
MAKING_S_MAX = 3_600


def last_evening(now):
    """The newest 23:00 in Jakarta, where the kitchen is, after which a night has passed: the last day of a past is a
    whole one at whatever hour it is made, and whoever starts a hub on it opens the next."""
    earliest = now - datetime.timedelta(hours=6)
    evening = earliest.replace(hour=16, minute=0, second=0, microsecond=0)
    return evening if evening <= earliest else evening - datetime.timedelta(days=1)


def past(world, days, orders_per_day=ORDERS_PER_DAY, forget=False, killed=False):
    """The directory of a hub with so many days behind it; the same one for all who ask for the same. `forget`: it kept
    90 days at any time. `killed`: nobody switched it off, and it saved a snapshot as each day opened."""
    orders_per_day = orders_per_day if world.seconds >= 1 else 10  # who only tries whether all works need not wait
    name = f'past-{days}-{orders_per_day}' + ('-forget' if forget else '') + ('-killed' if killed else '')
    if name not in world.kept:
        world.kept[name] = make(world, world.room(name), days, orders_per_day, forget, killed)
    return world.kept[name]


def make(world, room, days, orders_per_day, forget, killed):
    changes = () if forget else EVERYTHING
    until = last_evening(datetime.datetime.now(datetime.timezone.utc)).strftime('%Y-%m-%dT%H:%M:%SZ')
    world.output_of(['brigade', 'history', '--config', configuration(room, changes), '--data', room / 'hub',
                     '--days', days, '--orders-per-day', orders_per_day, '--until', until,
                     *(['--forget'] if forget or killed else [])], MAKING_S_MAX)
    if not killed:
        with world.hub(room, changes=changes) as hub:
            hub.await_figures()  # a hub that was there yesterday does not make them anew
    return room


def copied(world, room, name):
    """Another directory with the same in it, for what would spoil the first."""
    if name not in world.kept:
        copy = world.room(name)
        subprocess.run(['cp', '-a', '--reflink=auto', f'{room}/.', copy], check=True)
        world.kept[name] = copy
    return world.kept[name]


def snapshots(room):
    """Of which events there are some, the oldest first. Only while nobody has the journal open; so below."""
    with contextlib.closing(sqlite3.connect(room / 'hub/journal.db')) as journal:
        return [seq for seq, in journal.execute('SELECT seq FROM snapshots ORDER BY seq')]


def drop_snapshots(room, after=-1):
    """As if those after that event had never been whole; a start then replays what follows on the others."""
    with contextlib.closing(sqlite3.connect(room / 'hub/journal.db')) as journal, journal:
        journal.execute('DELETE FROM snapshots WHERE seq > ?', (after,))


def cool(room):
    """The files of a hub leave the kernel's page cache, as after a night without power; programs stay in it."""
    for file in pathlib.Path(room, 'hub').iterdir():
        descriptor = os.open(file, os.O_RDONLY)
        try:
            os.fsync(descriptor)  # what is not on the disk yet cannot leave
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(descriptor)


def start_ms(world, room, changes=EVERYTHING, ends_in_order=True):
    """From a hub's start to its serving: it says so itself, and then it must answer."""
    hub = world.hub(room, changes=changes)
    began = time.monotonic()
    with hub:
        took = time.monotonic() - began
        if hub.ask('/healthz')['status'] != 'ok':
            raise RuntimeError('a hub said that it listens and does not serve')
        if not ends_in_order:
            hub.kill()
    return took * 1000


def journal_sizes(room):
    """In megabytes: the journal's pages, also those that are still in its log, what of them is the order ids, which are
    kept for ever, and what is free for reuse. Beside them stands the log, which has one size for ever."""
    with contextlib.closing(sqlite3.connect(f'file:{room}/hub/journal.db?mode=ro', uri=True)) as journal:
        page_mb, pages, free = (journal.execute(f'PRAGMA {what}').fetchone()[0] * scale for what, scale in
                                (('page_size', 1e-6), ('page_count', 1), ('freelist_count', 1)))
        ids, = journal.execute("SELECT pgsize FROM dbstat WHERE name = 'orders' AND aggregate = TRUE").fetchone()
    return {'journal_mb': pages * page_mb, 'order_ids_mb': ids / 1e6, 'free_mb': free * page_mb,
            'journal_without_ids_mb': pages * page_mb - ids / 1e6}
