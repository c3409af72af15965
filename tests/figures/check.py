#!/usr/bin/env python3
"""The figures' stage of ./test: a made-up past, a hub that makes facts of it and of what happens while it runs, and an
independent count of every figure. Prints TAP.

usage: check.py BIN [--days 30] [--orders-per-day 60] [--ranges 40] [--live 150] [--keep DIR]
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from live import Kitchen
from running import RunningHub, make_past
from truth import WENT_ON

here = pathlib.Path(__file__).resolve().parent
TRIES = 8


class Scenarios:
    def __init__(self):
        self.number = self.failed = 0

    def run(self, name, body):
        self.number += 1
        try:
            said = body()
            print(f'ok {self.number} - {name}')
        except Exception as error:  # whatever it is, the other scenarios still tell something
            self.failed += 1
            said = f'{type(error).__name__}: {error}'
            print(f'not ok {self.number} - {name}')
        for line in str(said or '').splitlines():
            print(f'    # {line}')
        sys.stdout.flush()

    def end(self):
        print(f'1..{self.number}\n# pass {self.number - self.failed}\n# fail {self.failed}\n# skipped 0')
        return 1 if self.failed else 0


def tool(binaries, *words):
    done = subprocess.run([f'{binaries}/brigade', *map(str, words)], capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f'brigade {" ".join(map(str, words))} ends with {done.returncode}: {done.stderr}{done.stdout}')
    return done.stdout.strip()


def script(name, *words):
    done = subprocess.run([sys.executable, here / name, *map(str, words)], capture_output=True, text=True)
    if done.returncode == WENT_ON:
        return None
    if done.returncode != 0:
        raise AssertionError(done.stdout[-6000:] + done.stderr[-2000:])
    return '\n'.join(done.stdout.splitlines()[-3:])


class Check:
    def __init__(self, options):
        self.options = options
        self.directory = pathlib.Path(options.keep or tempfile.mkdtemp(prefix='brigade-figures-'))
        self.data, self.facts = self.directory / 'hub', self.directory / 'facts'
        self.running = RunningHub(options.bin, self.directory, self.data)

    def play(self):
        return make_past(self.options.bin, self.data, self.options.days, self.options.orders_per_day)

    def follow(self):
        self.running.start()
        status = self.running.wait_for_figures()
        kitchen = Kitchen(self.running.hub, 5)
        kitchen.play(self.options.live)
        after = self.running.wait_for_figures()
        if after['seq'] <= status['seq']:
            raise AssertionError('nothing happened')
        return f'{status["seq"]} events before, {after["seq"] - status["seq"]} while facts were made: {kitchen.answers}'

    def export(self):
        """Exports the facts; the journal's newest event by then."""
        self.facts.mkdir(exist_ok=True)
        status = self.running.wait_for_figures()
        hub = self.running.url.replace('http', 'ws') + '/v1'
        for what in ('orders', 'tickets', 'lines', 'unavailable'):
            tool(self.options.bin, 'export', 'facts', '--what', what, '--from', 'first', '--out',
                 self.facts / f'{what}.csv', '--hub', hub)
        return status['journal_seq']

    def count(self):
        return self.as_exported(lambda seq: script('truth.py', self.running.url, self.facts, '--journal',
                                                   self.data / 'journal.db', '--ranges', self.options.ranges,
                                                   '--seq', seq))

    def from_events(self):
        self.as_exported(lambda seq: self.running.wait_for_figures()['journal_seq'] == seq)
        self.running.stop()
        return script('from_journal.py', self.data / 'journal.db', self.facts)

    def as_exported(self, body):
        """Held orders become due while facts are exported and looked at: then once more."""
        for _ in range(TRIES):
            said = body(self.export())
            if said:
                return said
        raise AssertionError(f'the kitchen went on during each of {TRIES} tries')

    def rebuild(self):
        followed = tool(self.options.bin, 'figures', 'digest', '--data', self.data)
        tool(self.options.bin, 'figures', 'rebuild', '--data', self.data)
        anew = tool(self.options.bin, 'figures', 'digest', '--data', self.data)
        if followed != anew:
            raise AssertionError(f'followed {followed}, made anew {anew}')
        return anew

    def leave(self):
        self.running.stop()
        if not self.options.keep:
            shutil.rmtree(self.directory)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('bin', type=os.path.abspath)
    parser.add_argument('--days', type=int, default=30)
    parser.add_argument('--orders-per-day', type=int, default=60)
    parser.add_argument('--ranges', type=int, default=40)
    parser.add_argument('--live', type=int, default=150)
    parser.add_argument('--keep')
    options = parser.parse_args()
    print('TAP version 13')
    check, scenarios = Check(options), Scenarios()
    try:
        scenarios.run('figures: a past is made up', check.play)
        scenarios.run('figures: facts are made of it, and of what happens while they are', check.follow)
        scenarios.run('figures: whoever counts exported facts comes to what the hub answers', check.count)
        scenarios.run('figures: exported facts are what the journal\'s events say', check.from_events)
        scenarios.run('figures: facts made anew are those that were followed, to the bit', check.rebuild)
    finally:
        check.leave()
    return scenarios.end()


if __name__ == '__main__':
    sys.exit(main())
