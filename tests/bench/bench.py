#!/usr/bin/env python3
"""Measures Brigade: every cell of the cells_*.py beside this file, in interleaved rounds, and what comes of it.

usage: bench.py BIN [--quick] [--only REGEX] [--json FILE] [--report FILE --images DIR] …
       bench.py --compare OLD.json NEW.json
       bench.py --from RUN.json [--report FILE --images DIR]

BIN holds the programs of a release build and of its target `bench`. The tables are printed, whatever is written.
"""
import argparse
import importlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here))
from cell import World  # noqa: E402
from compare import comparison  # noqa: E402
from machine import machine, mount_of  # noqa: E402
from report import report, tables  # noqa: E402
from stats import Results, interleaved, thinned  # noqa: E402

SECONDS, QUICK_SECONDS = 5, 4
QUICK_ROUNDS = 3
SAMPLES_KEPT = 5000  # of one metric and round; more change no percentile that is shown


def modules():
    """What others are measured against comes first."""
    names = sorted((path.stem for path in here.glob('cells_*.py')), key=lambda name: (name != 'cells_floor', name))
    return [importlib.import_module(name) for name in names]


def all_cells():
    cells = [cell for module in modules() for cell in module.cells()]
    keys = [cell.key for cell in cells]
    for cell in cells:
        if keys.count(cell.key) > 1:
            raise ValueError(f'two cells are called {cell.key}')
        if cell.reference and cell.reference not in keys:
            raise ValueError(f'{cell.key} is measured against {cell.reference}, which is no cell')
    return cells


def chosen(cells, quick, only):
    """References come along with whatever is measured against them."""
    wanted = {cell.key for cell in cells if (not quick or cell.quick) and (not only or re.search(only, cell.key))}
    while more := {cell.reference for cell in cells if cell.key in wanted and cell.reference} - wanted:
        wanted |= more
    return [cell for cell in cells if cell.key in wanted]


def described(cell):
    return {'key': cell.key, 'group': cell.group, 'name': cell.name, 'reference': cell.reference}


def measure(cells, world, rounds_of, tell):
    """The results by cell: a list of its rounds, {metric: samples}. A round that fails is told, and empty."""
    results = {cell.key: [] for cell in cells}
    turns = interleaved(cells, rounds_of)
    for place, (_, cell) in enumerate(turns, 1):
        began = time.monotonic()
        try:
            measured, how = cell.run(world), ''
        except (RuntimeError, OSError, ValueError, subprocess.SubprocessError) as trouble:
            measured, how = {}, f' FAILED: {trouble}'
        results[cell.key].append({metric: [round(sample, 5) for sample in thinned(samples, SAMPLES_KEPT)]
                                  for metric, samples in measured.items()})
        tell(f'  {place}/{len(turns)}  {cell.key}  {time.monotonic() - began:.1f} s{how}')
    return results


def run(options):
    cells = chosen(all_cells(), options.quick, options.only)
    if not cells:
        sys.exit(f'No cell matches "{options.only}".')
    seconds = options.seconds or (QUICK_SECONDS if options.quick else SECONDS)
    directory = pathlib.Path(tempfile.mkdtemp(prefix='brigade-bench-', dir=options.work))
    world = World(options.bin.resolve(), directory, seconds, options.quick)
    record = {'machine': machine(directory), 'quick': options.quick, 'seconds': seconds,
              'cells': [described(cell) for cell in cells]}
    began = time.monotonic()
    try:
        record['results'] = measure(
            cells, world, lambda cell: options.rounds or (QUICK_ROUNDS if options.quick else cell.rounds),
            lambda line: print(line, flush=True))
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    record['machine']['measured'] = (f'{len(cells)} cells in {(time.monotonic() - began) / 60:.0f} minutes, '
                                     f'{seconds:g} seconds a round')
    return record


def write_report(record, path, images):
    """With the plots beside it, named as seen from the report."""
    from plots import draw_all  # matplotlib is needed for nothing else
    images.mkdir(parents=True, exist_ok=True)
    drawn = {group: [(title, os.path.relpath(file, path.parent)) for title, file in pictures]
             for group, pictures in draw_all(Results(record['results']), images).items()}
    about = {module.__name__.removeprefix('cells_'): module.__doc__ for module in modules()}
    path.write_text(report(record, drawn, about))


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('bin', type=pathlib.Path, nargs='?')
    parser.add_argument('--quick', action='store_true', help='the most telling cells alone')
    parser.add_argument('--only', metavar='REGEX', help='cells whose "group: name" matches, and their references')
    parser.add_argument('--seconds', type=float, help='of a round of a cell')
    parser.add_argument('--rounds', type=int, help='of each cell')
    parser.add_argument('--work', type=pathlib.Path, default=pathlib.Path('/var/tmp'),
                        help='a directory on the disk that is measured (/var/tmp)')
    parser.add_argument('--json', type=pathlib.Path, help='where the samples go')
    parser.add_argument('--report', type=pathlib.Path)
    parser.add_argument('--images', type=pathlib.Path)
    parser.add_argument('--from', dest='record', type=pathlib.Path, metavar='RUN.json', help='measure nothing')
    parser.add_argument('--compare', type=pathlib.Path, nargs=2, metavar=('OLD.json', 'NEW.json'))
    options = parser.parse_args()
    if not (options.bin or options.record or options.compare):
        parser.error('the directory of the programs is missing')
    if options.bin and mount_of(options.work)[0] == 'tmpfs':
        parser.error(f'{options.work} is in memory; --work names a directory on the disk that is to be measured')
    if bool(options.report) != bool(options.images):
        parser.error('--report and --images belong together')
    return options


def main():
    options = read_arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit('ended'))  # programs are ended and directories removed
    if options.compare:
        return print(comparison(*(json.loads(path.read_text()) for path in options.compare)))
    record = json.loads(options.record.read_text()) if options.record else run(options)
    if options.json:
        options.json.write_text(json.dumps(record, separators=(',', ':')))
    if options.report:
        write_report(record, options.report, options.images)
    print('\n' + tables(record))
    failed = [key for key, rounds in record['results'].items() if not all(rounds)]
    sys.exit(f'Not all of these could be measured: {"; ".join(failed)}' if failed else 0)


if __name__ == '__main__':
    main()
