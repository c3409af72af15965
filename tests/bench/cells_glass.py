"""The way to the glass: how long a POS and a cook wait for a picture, what a picture costs, and what a screen costs
that has nothing to do. Screens draw in memory: a panel adds up to one of its own frames, which nobody can save."""
import functools
import json
import subprocess
import time

from cell import Cell
from watched import WatchedStation, place_orders

STANDING = 8          # tickets on the screen while it is measured: a busy one, all on one page
ORDER_EVERY_MS = 50   # two hundred times as fast as the busiest restaurants
PRESS_EVERY_MS = 320  # a screen takes a second BUMP for a bounce before 300 ms, and a cook must have seen the picture
IDLE_SETTLES_S = 3
LONGER = 2            # than others such a round takes, because little happens in a second of it


def watched_run(world, what, every_ms, panel):
    """One run of bench-glass on a hub and a screen of its own."""
    measured = max(3, int(world.seconds * LONGER * 1000 / every_ms))
    with world.used('glass') as room, world.hub(room) as hub, \
            WatchedStation(world, hub, room, options=['--windowed', panel]) as screen:
        result = room / 'glass.json'
        done = subprocess.run(
            world.command(['bench-glass', what, hub.url, 'grill', measured, STANDING, every_ms, result]),
            stdin=screen.pictures, stdout=screen.keys, stderr=subprocess.PIPE, timeout=world.seconds * 10 + 120)
        if done.returncode != 0:
            raise RuntimeError(done.stderr.decode()[-2000:])
        return json.loads(result.read_text())


def frames(world, width, height, tickets):
    pictures = max(5, int(world.seconds * 20))
    return json.loads(world.output_of(['time-screens', pictures, width, height, tickets], 600))


def idle(world, tickets):
    seconds = world.seconds * LONGER
    with world.used('idle') as room, world.hub(room) as hub, world.station(hub, room) as screen:
        place_orders(hub, tickets, 'grill', lines=6)
        time.sleep(IDLE_SETTLES_S)
        began, before = time.monotonic(), (screen.cpu_s(), hub.cpu_s())
        time.sleep(seconds)
        passed, after = time.monotonic() - began, (screen.cpu_s(), hub.cpu_s())
        share = [100 * (late - early) / passed for early, late in zip(before, after)]
        return {'screen_cpu_percent': [share[0]], 'hub_cpu_percent': [share[1]],
                'screen_rss_mb': [screen.rss_mb()], 'hub_rss_mb': [hub.rss_mb()]}


def cells():
    cells = []
    for panel in ('1920x1080', '1280x720'):
        large = panel == '1920x1080'
        cells.append(Cell('glass', f'an order to the glass, {panel}',
                          functools.partial(watched_run, what='orders', every_ms=ORDER_EVERY_MS, panel=panel),
                          quick=large))
        cells.append(Cell('glass', f'a bump to the glass, {panel}',
                          functools.partial(watched_run, what='presses', every_ms=PRESS_EVERY_MS, panel=panel),
                          quick=large))
        width, height = map(int, panel.split('x'))
        for tickets in (5, 24, 60, 120, 300):
            cells.append(Cell('glass', f'a picture of {tickets} tickets, {panel}',
                              functools.partial(frames, width=width, height=height, tickets=tickets),
                              quick=large and tickets == 24))
    for tickets in (0, 24):
        cells.append(Cell('glass', f'nothing happens, {tickets} tickets', functools.partial(idle, tickets=tickets),
                          quick=tickets == 24))
    return cells
