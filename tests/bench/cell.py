"""What a measurement is made of: cells, each a question with a way to ask it, and the world they are asked in.

A cell is run once a round, on programs of its own, and gives raw samples. bench.py runs the rounds of all cells
interleaved, so that a noisy minute of the machine hits all of them alike; stats.py makes figures of the samples.
"""
import contextlib
import itertools
import pathlib
import shutil
import subprocess
from dataclasses import dataclass, field
from typing import Callable

from programs import Hub, Program, Station

Samples = dict[str, list[float]]  # a metric with its unit at the end ("ack_ms") and what was measured of it


@dataclass(frozen=True)
class Cell:
    group: str                        # floor, hub, load, glass, recovery, growth
    name: str                         # "64 POS, 4 stations, closed loop"
    run: Callable[['World'], Samples]
    quick: bool = False               # one of the ten most telling
    rounds: int = 3                   # of the full run
    reference: str = ''               # the key of the cell that its ratios are taken against, in the same round

    @property
    def key(self):
        return f'{self.group}: {self.name}'


@dataclass
class World:
    """What a cell may use: programs, a directory on a real disk, and how long it may take."""
    binaries: pathlib.Path            # of a release build
    directory: pathlib.Path           # of this run; removed at its end
    seconds: float                    # of the measured part of a round; setting up comes on top
    quick: bool = False
    kept: dict = field(default_factory=dict)  # what one cell has found out and others need, such as a made-up past
    numbers: itertools.count = field(default_factory=itertools.count)

    def room(self, name='room'):
        """A new directory; `used` removes it again."""
        path = self.directory / f'{name}-{next(self.numbers)}'
        path.mkdir(parents=True)
        return path

    @contextlib.contextmanager
    def used(self, name='room'):
        path = self.room(name)
        try:
            yield path
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def start(self, arguments, directory, name, environment=None):
        """A program of ours or of others, as a context: it is ended and waited for when the context is left."""
        return Program(self.command(arguments), directory, name, environment)

    def hub(self, directory, tls=False, changes=()):
        """A hub with its data in `directory`/hub, also one that is there already; a context, serving once entered."""
        return Hub(self.binaries, directory, tls, changes)

    def station(self, hub, directory, station='grill', options=()):
        """A screen program on that hub, drawing in memory; a context."""
        return Station(self.binaries, hub, directory, station, options)

    def output_of(self, arguments, timeout_s):
        """What a program prints that ends by itself."""
        done = subprocess.run(self.command(arguments), capture_output=True, text=True, timeout=timeout_s)
        if done.returncode != 0:
            raise RuntimeError(f'{arguments[0]} ended with {done.returncode}: {done.stderr[-2000:]}')
        return done.stdout

    def command(self, arguments):
        """One of our programs is meant where there is one of that name."""
        own = self.binaries / str(arguments[0])
        return [str(own) if own.exists() else str(arguments[0]), *map(str, arguments[1:])]
