#!/usr/bin/env python3
"""How fast the managers' figures are on a long past, and what they cost the kitchen: tables for docs/performance.md.

usage: figures.py BIN [--days 365] [--orders-per-day 630] [--runs 50] [--keep DIR]

BIN holds the programs of a release build (build/release/bin). It makes up a past (or takes the one in DIR), starts a
hub on it, and measures: how long the facts take to be made; every question on ranges of a day to a year, with and
without filters, over HTTP on this machine; how long after its ack an order is in the figures; how long acks take with
nothing else, with questions without a pause, and while all facts are being made anew. Standard library only.
"""
import argparse
import datetime
import json
import multiprocessing
import pathlib
import shutil
import sys
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(here.parent / 'figures'))
from ask import Hub  # noqa: E402
from running import RunningHub, make_past  # noqa: E402

FILTERS = [('all', []), ('one station', [('station', 'grill')]), ('one item', [('item', 'ribeye-300')]),
           ('daypart, service, channel', [('daypart', 'dinner'), ('service', 'dine_in'), ('channel', 'pos')]),
           ('one cook', [('cook', 'ani')])]
RANGES = [('day', 1), ('week', 7), ('month', 31), ('quarter', 92), ('year', 365)]
QUESTIONS = ['choices', 'figures', 'hours', 'days', 'heat', 'stations', 'items', 'distribution', 'orders']


def percentile(values, percent):
    values = sorted(values)
    return values[max(0, -(-percent * len(values) // 100) - 1)]


def told(values):
    return ' / '.join(f'{percentile(values, percent) * 1000:.1f}' for percent in (50, 95, 100))


def timed(hub, question, parameters, runs):
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        hub.ask(question, parameters)
        times.append(time.perf_counter() - began)
    return times


def range_ending(last, days):
    last = datetime.date.fromisoformat(last)
    return [('from', (last - datetime.timedelta(days - 1)).isoformat()), ('to', last.isoformat())]


def question_table(hub, status, runs):
    worst = []
    reach = (datetime.date.fromisoformat(status['today']) - datetime.date.fromisoformat(status['first_day'])).days + 1
    ranges = [(name, min(days, reach)) for name, days in RANGES]
    print(f'\n| p50 / p95 / max in ms, {runs} runs each | ' + ' | '.join(name for name, _ in ranges) + ' |')
    print('|---' * (len(ranges) + 1) + '|')
    for question in QUESTIONS:
        for name, chosen in FILTERS:
            if question == 'choices' and chosen:
                continue
            cells = []
            for _, days in ranges:
                times = timed(hub, question, range_ending(status['today'], days) + chosen, runs)
                cells.append(told(times))
                worst.append((percentile(times, 95), question, name, days))
            print(f'| {question}, {name} | ' + ' | '.join(cells) + ' |', flush=True)
    print(f'\nThe slowest p95: {max(worst)[0] * 1000:.1f} ms, {max(worst)[1:]}')


def other_questions(hub, status, runs):
    order = hub.ask('orders', range_ending(status['today'], 31))['orders'][0]['id']
    day = [('from', order_day(hub, order)), ('to', order_day(hub, order))]
    print('\n| others, p50 / p95 / max in ms | |\n|---|---|')
    for name, question, parameters in [('status', 'status', []), ('live', 'live', []),
                                       ('one order and its events', f'orders/{order}', []),
                                       ('the slowest orders of a month', 'orders',
                                        range_ending(status['today'], 31) + [('sort', 'slowest')]),
                                       ('a day\'s facts, lines', 'facts', day + [('what', 'lines')])]:
        print(f'| {name} | {told(timed(hub, question, parameters, runs))} |', flush=True)


def order_day(hub, order):
    return hub.ask(f'orders/{order}')['order']['day']


# --- what it costs the kitchen -------------------------------------------------------------------------------


def order_text(name):
    line = {'id': '1', 'item': 'fries', 'name': 'French Fries', 'category': 'sides', 'quantity': 1}
    now = datetime.datetime.now(datetime.timezone.utc).isoformat(timespec='milliseconds').replace('+00:00', 'Z')
    return json.dumps({'id': name, 'number': '1', 'placed_at': now, 'service': 'takeaway', 'lines': [line]})


def acks(hub, name, seconds):
    """How long acks took, of an order every 20 ms."""
    times = []
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        began = time.perf_counter()
        status, body = hub.post('/api/v1/orders', order_text(f'{name}-{len(times)}'))
        if status != 201:
            raise RuntimeError(f'an order was answered {status}: {body[:200]}')
        times.append(time.perf_counter() - began)
        time.sleep(max(0, 0.02 - times[-1]))
    return times


def ask_without_pause(url, parameters):
    hub = Hub(url)
    while True:
        for question in ('figures', 'items', 'orders'):
            hub.ask(question, parameters)


def lag(hub, runs):
    times = []
    for i in range(runs):
        status, body = hub.post('/api/v1/orders', order_text(f'lag-{time.time_ns()}-{i}'))
        began, seq = time.perf_counter(), json.loads(body)['seq']
        while hub.ask('status')['seq'] < seq:
            time.sleep(0.001)
        times.append(time.perf_counter() - began)
    return times


def all_made(hub):
    status = hub.ask('status')
    return not status['rebuilding'] and status['seq'] and status['seq'] == status['journal_seq']


def acks_with_and_without(running, status):
    hub, run = running.hub, time.time_ns()
    quiet = acks(hub, f'quiet-{run}', 15)
    asker = multiprocessing.Process(target=ask_without_pause, args=(running.url, range_ending(status['today'], 365)))
    asker.start()
    try:
        asked = acks(hub, f'asked-{run}', 15)
    finally:
        asker.kill()
        asker.join()
    running.stop()
    running.forget_facts()
    running.start()
    remade = []
    while not all_made(running.hub):
        remade += acks(running.hub, f'remade-{run}-{len(remade)}', 1)
    again = acks(running.hub, f'again-{run}', 15)
    print('\n| acks, an order every 20 ms, p50 / p95 / max in ms | | as often as with nothing else |\n|---|---|---|')
    base = percentile(quiet, 50), percentile(quiet, 95)
    for name, times in [('nothing else', quiet), ('a year\'s figures asked without a pause', asked),
                        ('all facts being made anew', remade), ('nothing else again', again)]:
        if times:
            print(f'| {name} | {told(times)} | {percentile(times, 50) / base[0]:.2f} / {percentile(times, 95) / base[1]:.2f} |')


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('bin')
    parser.add_argument('--days', type=int, default=365)
    parser.add_argument('--orders-per-day', type=int, default=630)
    parser.add_argument('--runs', type=int, default=50)
    parser.add_argument('--keep')
    options = parser.parse_args()
    directory = pathlib.Path(options.keep or tempfile.mkdtemp(prefix='brigade-bench-'))
    data = directory / 'hub'
    if not (data / 'journal.db').exists():
        print(make_past(options.bin, data, options.days, options.orders_per_day))
    running = RunningHub(options.bin, directory, data)
    running.forget_facts()
    running.start()
    try:
        began = time.perf_counter()
        status = running.wait_for_figures()
        made = time.perf_counter() - began
        events = status['journal_seq']
        print(f'{events} events; all facts made in {made:.1f} s, {made / events * 1e6:.1f} s a million events, '
              f'{running.processor_s() / events * 1e6:.1f} s of them on the processor; '
              f'hub resident {running.resident_mb():.0f} MB, facts {running.facts_mb():.0f} MB', flush=True)
        question_table(running.hub, status, options.runs)
        other_questions(running.hub, status, options.runs)
        print(f'\nAn order is in the figures after its ack: {told(lag(running.hub, options.runs))} ms')
        acks_with_and_without(running, status)
    finally:
        running.stop()
        if not options.keep:
            shutil.rmtree(directory)


if __name__ == '__main__':
    main()
