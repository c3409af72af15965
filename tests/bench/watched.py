"""A screen that is watched from outside: its pictures come as lines the moment that its display has them, and its keys
are pressed by lines that go in."""
import json
import re
import subprocess
import time
import urllib.request

from programs import PATIENCE_S, Station

PICTURE = re.compile(r'debug: picture: event (\d+), tickets (\d+),')


class WatchedStation(Station):
    """A context, started once entered. Its log is `pictures` and ends up in no file, its keys are `keys`: both are
    read and written by one process at a time, this one or a client."""

    def __init__(self, world, hub, directory, station='grill', options=()):
        super().__init__(world.binaries, hub, directory, station, ['--debug', '--keys', *options])

    def __enter__(self):
        self.began = time.monotonic()
        self.process = subprocess.Popen([str(part) for part in self.arguments], stdin=subprocess.PIPE,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        return self

    @property
    def pictures(self):
        return self.process.stderr

    @property
    def keys(self):
        return self.process.stdin

    def seconds_until(self, wanted):
        """From its start to the first picture of which `wanted(event, tickets)` holds."""
        for line in self.pictures:
            passed = time.monotonic() - self.began
            found = PICTURE.match(line.decode())
            if found and wanted(int(found[1]), int(found[2])):
                return passed
            if passed > PATIENCE_S:
                break
        raise RuntimeError('a screen does not show what was waited for')

    def kill(self):
        process, self.process = self.process, None
        if process:
            process.kill()
            process.wait()
            process.stdin.close()
            process.stderr.close()


def place_orders(hub, count, station, lines):
    """Tickets for one station that nobody bumps."""
    for number in range(count):
        line = {'name': 'Grilled Lamb Chops', 'quantity': 1, 'station': station,
                'modifiers': [{'kind': 'without', 'name': 'onions'}]}
        order = {'id': f'placed-{time.time_ns()}', 'number': str(number + 1), 'placed_at': '2026-11-20T12:00:00.000Z',
                 'lines': [{'id': str(i + 1), **line} for i in range(lines)]}
        request = urllib.request.Request(f'{hub.http}/api/v1/orders', json.dumps(order).encode(),
                                         {'Content-Type': 'application/json'})
        with urllib.request.urlopen(request, timeout=10) as answer:
            answer.read()
