"""What nothing can be faster than on this machine: the disk, SQLite and a WebSocket without a kitchen behind.

How much the journal writes for an order is found out from a hub first, once in a run, so that the raw disk is given the
same work: the frames that a paced load leaves in the journal's log.
"""
import functools
import json

from cell import Cell
from clients import clients, hub_clients
from programs import PATIENCE_S, Program

ORDER_BYTES = 1024
PACE = 100  # orders a second
PROBE_ORDERS = 100  # fewer than fill the log: its frames then lie one behind the other
LOG_BEGINS = (b'\x37\x7f\x06\x82', b'\x37\x7f\x06\x83')  # a log that was only laid out has zeros there
LOG_HEADER_BYTES, FRAME_HEADER_BYTES, PAGE_BYTES = 32, 24, 4096  # of SQLite's write-ahead log

PACED_SYNC = 'fdatasync, 100 orders/s'
SYNC = 'fdatasync, back to back'


def frames_in(log):
    """How many frames a log holds that was begun once: those that carry the salts of its header."""
    if log[:4] not in LOG_BEGINS:
        return 0
    salts = log[16:24]
    places = range(LOG_HEADER_BYTES, len(log) - FRAME_HEADER_BYTES, FRAME_HEADER_BYTES + PAGE_BYTES)
    return next((n for n, place in enumerate(places) if log[place + 8:place + 16] != salts), len(places))


def journaled_for_an_order(world):
    """In bytes of the log, whose syncs an ack waits for."""
    if 'journaled_for_an_order' not in world.kept:
        with world.used('probe') as directory, world.hub(directory) as hub:
            log = hub.data / 'journal.db-wal'
            before = frames_in(log.read_bytes())
            hub_clients(world, hub, per_second=PACE, orders=PROBE_ORDERS, bytes=ORDER_BYTES)
            frames = frames_in(log.read_bytes()) - before
        world.kept['journaled_for_an_order'] = round(frames / PROBE_ORDERS * (FRAME_HEADER_BYTES + PAGE_BYTES))
    return world.kept['journaled_for_an_order']


def floor(world, kind, **options):
    arguments = ['bench-floor', kind, '--seconds', world.seconds]
    for name, value in options.items():
        if value:
            arguments += [f'--{name.replace("_", "-")}', *([] if value is True else [value])]
    with world.used('floor') as directory:
        return json.loads(world.output_of([*arguments, '--directory', directory], world.seconds + PATIENCE_S))


def synced(world, **options):
    return floor(world, 'sync', bytes=journaled_for_an_order(world), **options)


def sqlite(world, **options):
    return floor(world, 'sqlite', bytes=ORDER_BYTES, **options)


class Echo(Program):
    def __init__(self, world, directory):
        super().__init__(world.command(['bench-echo']), directory, 'echo')

    def await_serving(self):
        self.url = self.await_line(r'listening (ws://\S+)')[1]


def echoed(world, **options):
    with world.used('echo') as directory, Echo(world, directory) as echo:
        return clients(world, 'echo', echo.url, echo, bytes=ORDER_BYTES, **options)


def cells():
    def cell(name, run, quick=False, reference='', **options):
        return Cell('floor', name, functools.partial(run, **options), quick,
                    reference=f'floor: {reference}' if reference else '')

    return [cell(PACED_SYNC, synced, quick=True, laid_out=True, per_second=PACE),
            cell(f'{PACED_SYNC}, a file that grows', synced, per_second=PACE, reference=PACED_SYNC),
            cell(SYNC, synced, laid_out=True),
            cell(f'{SYNC}, a file that grows', synced, reference=SYNC),
            cell('SQLite, 100 orders/s', sqlite, per_second=PACE, reference=PACED_SYNC),
            cell('SQLite, back to back, 1 order each', sqlite, reference=SYNC),
            cell('SQLite, back to back, 64 orders each', sqlite, orders=64, reference=SYNC),
            cell('WebSocket echo, 1 client', echoed, tills=1),
            cell('WebSocket echo, 64 clients', echoed, tills=64),
            cell('WebSocket echo, 8 clients, 100 orders/s', echoed, tills=8, per_second=PACE, reference=PACED_SYNC)]
