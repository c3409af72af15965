#!/usr/bin/env python3
"""Measures Brigade: every cell of the cells_*.py beside this file, in interleaved rounds, and what comes of it.

usage: bench.py BIN [--quick] [--json FILE] [--report FILE] [--images DIR] [--only REGEX] [--seconds S] [--rounds N]

BIN holds the programs of a release build and of the target `bench`. Without --report and --images nothing is written
but the JSON; `./bench` calls it with both.
"""
import argparse
import datetime
import importlib
import json
import pathlib
import re
import shutil
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here))
from cell import World  # noqa: E402
from stats import interleaved  # noqa: E402

SECONDS = 5
QUICK_SECONDS = 4
QUICK_ROUNDS = 3


def all_cells():
    """In the order of the groups' names, but what others are measured against comes first."""
    modules = sorted(here.glob('cells_*.py'), key=lambda path: (path.stem != 'cells_floor', path.stem))
    cells = [cell for path in modules for cell in importlib.import_module(path.stem).cells()]
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


def measure(cells, world, rounds_of, tell=print):
    """The results by key: {'round': {metric: samples}}, one for each round. A cell that fails is told and left out."""
    results = {cell.key: [] for cell in cells}
    turns = interleaved(cells, rounds_of)
    for place, (number, cell) in enumerate(turns, 1):
        began = time.monotonic()
        try:
            results[cell.key].append(cell.run(world))
        except (RuntimeError, OSError, ValueError) as trouble:
            tell(f'  [{place}/{len(turns)}] {cell.key}: FAILED: {trouble}')
            continue
        tell(f'  [{place}/{len(turns)}] {cell.key}: {time.monotonic() - began:.1f} s')
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('bin', type=pathlib.Path)
    parser.add_argument('--quick', action='store_true')
    parser.add_argument('--json', type=pathlib.Path)
    parser.add_argument('--only')
    parser.add_argument('--seconds', type=float)
    parser.add_argument('--rounds', type=int)
    parser.add_argument('--work', type=pathlib.Path, default=pathlib.Path('/var/tmp'),
                        help='where the measured disk is; not a tmpfs')
    options = parser.parse_args()
    cells = chosen(all_cells(), options.quick, options.only)
    seconds = options.seconds or (QUICK_SECONDS if options.quick else SECONDS)
    directory = pathlib.Path(tempfile.mkdtemp(prefix='brigade-bench-', dir=options.work))
    world = World(options.bin.resolve(), directory, seconds, options.quick)
    began = datetime.datetime.now(datetime.timezone.utc)
    try:
        results = measure(cells, world, lambda cell: options.rounds or (QUICK_ROUNDS if options.quick else cell.rounds))
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    record = {'began': began.isoformat(timespec='seconds'), 'seconds': seconds, 'results': results}
    if options.json:
        options.json.write_text(json.dumps(record))


if __name__ == '__main__':
    main()
