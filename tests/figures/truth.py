#!/usr/bin/env python3
"""Counts every figure of docs/figures.md from exported facts alone and holds the hub's answers against it.

usage: truth.py URL FACTS [--journal FILE] [--ranges N] [--seed N] [--seq N]

URL is a hub's, such as http://127.0.0.1:8686; FACTS the directory that `brigade export facts` wrote from the same
kitchen. --journal names the journal.db, for when service days opened and items were out (86 minutes). Asked are every
question on N ranges (default 40) of a day, a week, a month, all days and odd lengths, with and without filters. --seq is
the journal's newest event when the facts were exported. Nothing of the product is used: Python's standard library alone.
Exit status: 0 all is equal, 1 not, 3 the kitchen went on (a held order was due) before all was asked.
"""
import argparse
import sys

import compare
import from_journal
from ask import Hub
from kitchen_facts import read_facts
from plan import plan

WENT_ON = 3


def main():
    parser = argparse.ArgumentParser(usage=__doc__.split('\n')[2][7:])
    parser.add_argument('url')
    parser.add_argument('facts')
    parser.add_argument('--journal')
    parser.add_argument('--ranges', type=int, default=40)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--seq', type=int)
    options = parser.parse_args()
    hub = Hub(options.url)
    facts = read_facts(options.facts)
    spans = from_journal.day_spans(options.journal) if options.journal else None
    if options.journal:
        facts.unavailable = from_journal.times_out(options.journal)  # durations are of kitchen time, exports are labels
    status = hub.ask('status')
    if options.seq is not None and status['journal_seq'] != options.seq:
        return WENT_ON
    if status['rebuilding'] or status['seq'] != status['journal_seq']:
        sys.exit(f'the facts are not complete yet: {status}')
    dayparts = {part['id']: (minute(part['from']), minute(part['to'])) for part in hub.ask('choices')['dayparts']}
    queries = plan(facts, status, dayparts, options.ranges, options.seed)
    answers = [compare.heard(hub, query) for query in queries]
    if options.seq is not None and hub.ask('status')['journal_seq'] != options.seq:
        return WENT_ON
    tally = compare.Tally()
    for query, heard in zip(queries, answers):
        compare.one(heard, facts, spans, query, dayparts, tally)
    tally.print()
    return 1 if tally.differences or not tally.compared else 0


def minute(text):
    return int(text[:2]) * 60 + int(text[3:])


if __name__ == '__main__':
    sys.exit(main())
