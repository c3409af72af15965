"""Scenarios of what is not measured but counted: samples, rounds, ratios, comparisons, the report.

python3 -m unittest discover -s tests/bench -p 'bench_test.py'
"""
import itertools
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import bench  # noqa: E402
from cell import Cell, World  # noqa: E402
from cells_floor import FRAME_HEADER_BYTES, LOG_BEGINS, LOG_HEADER_BYTES, PAGE_BYTES, frames_in  # noqa: E402
from compare import comparison  # noqa: E402
from goals import GOALS, Goal  # noqa: E402
from made_up import made_up_record  # noqa: E402
from report import number, report, tables  # noqa: E402
from stats import Results, interleaved, percentile, summary, thinned  # noqa: E402


def cell(name, rounds=1, run=lambda world: {'ack_ms': [1.0]}, **more):
    return Cell('made up', name, run, rounds=rounds, **more)


class Samples(unittest.TestCase):
    def test_a_percentile_is_a_sample_that_so_many_are_not_above(self):
        hundred = list(range(1, 101))
        self.assertEqual([percentile(hundred, percent) for percent in (0, 1, 50, 99, 99.9, 100)],
                         [1, 1, 50, 99, 100, 100])
        self.assertEqual(percentile([7], 50), 7)
        self.assertEqual(percentile([3, 1, 2], 50), 2)

    def test_nothing_has_no_percentile(self):
        with self.assertRaises(ValueError):
            percentile([], 50)

    def test_a_median_is_of_rounds_and_a_tail_of_all_samples(self):
        figure = summary([[1, 1, 9], [2, 2, 2], [5, 5, 5]])
        self.assertEqual((figure['median'], figure['low'], figure['high']), (2, 1, 5))
        self.assertEqual((figure['p50'], figure['p99'], figure['samples']), (2, 9, 9))

    def test_samples_that_are_thinned_out_keep_their_percentiles_and_ends(self):
        many = [i / 1000 for i in range(100_000)]
        few = thinned(many, 5000)
        self.assertEqual((len(few), few[0], few[-1]), (5000, many[0], many[-1]))
        for percent in (50, 99, 99.9):
            self.assertAlmostEqual(percentile(few, percent), percentile(many, percent), delta=0.1)
        self.assertEqual(thinned([2, 1], 5000), [1, 2])


class Rounds(unittest.TestCase):
    def test_cells_take_turns(self):
        a, b, c = cell('a', rounds=3), cell('b', rounds=1), cell('c', rounds=2)
        turns = interleaved([a, b, c], lambda each: each.rounds)
        self.assertEqual([(number, each.name) for number, each in turns],
                         [(0, 'a'), (0, 'b'), (0, 'c'), (1, 'a'), (1, 'c'), (2, 'a')])

    def test_a_reference_comes_along(self):
        cells = [cell('floor'), cell('hub', quick=True, reference='made up: floor'), cell('other')]
        self.assertEqual([each.name for each in bench.chosen(cells, True, None)], ['floor', 'hub'])
        self.assertEqual([each.name for each in bench.chosen(cells, False, 'oth')], ['other'])

    def test_a_round_that_fails_is_told_and_costs_no_other(self):
        attempts = itertools.count()

        def fails_once(world):
            if next(attempts) == 1:
                raise RuntimeError('the hub did not begin to serve')
            return {'ack_ms': [1.0]}

        told = []
        results = bench.measure([cell('a', 3, fails_once), cell('b', 3)], None, lambda each: each.rounds, told.append)
        self.assertEqual(results['made up: a'], [{'ack_ms': [1.0]}, {}, {'ack_ms': [1.0]}])
        self.assertEqual(len(results['made up: b']), 3)
        self.assertTrue(any('FAILED: the hub did not begin to serve' in line for line in told))


class Ratios(unittest.TestCase):
    def test_a_ratio_is_taken_within_each_round(self):
        results = Results({'hub': [{'ack_ms': [2.0]}, {'ack_ms': [20.0]}, {'ack_ms': [30.0]}],
                           'disk': [{'ack_ms': [1.0]}, {'ack_ms': [10.0]}, {'ack_ms': [10.0]}]})
        self.assertEqual(results.ratio('hub', 'ack_ms', 'disk'), {'median': 2.0, 'low': 2.0, 'high': 3.0})

    def test_a_round_that_one_side_has_not_counts_for_neither(self):
        results = Results({'hub': [{'ack_ms': [2.0]}, {}, {'ack_ms': [8.0]}],
                           'disk': [{'ack_ms': [1.0]}, {'ack_ms': [1.0]}, {'ack_ms': [2.0]}]})
        self.assertEqual(results.ratio('hub', 'ack_ms', 'disk')['median'], 3.0)
        self.assertIsNone(results.ratio('hub', 'ack_ms', 'nobody'))

    def test_a_goal_knows_which_side_of_its_limit_is_good(self):
        at_least = Goal('orders', 1.0, '×', lambda results: None, at_least=True)
        at_most = Goal('time', 1.0, '×', lambda results: None)
        self.assertTrue(at_least.met({'median': 1.2}) and at_most.met({'median': 0.9}))
        self.assertFalse(at_least.met({'median': 0.9}) or at_most.met({'median': 1.2}))


class Reports(unittest.TestCase):
    def test_every_cell_and_goal_is_in_the_report(self):
        record = made_up_record()
        text = report(record, {'hub': [('Orders a second', 'images/bench-saturation.svg')]}, {'hub': 'Of the hub.'})
        for each in record['cells']:
            self.assertIn(f'| {each["name"]} |', text)
        for goal in GOALS:
            self.assertIn(goal.text, text)
        self.assertIn('![Orders a second](images/bench-saturation.svg)', text)

    def test_at_a_terminal_only_what_was_measured_is_told(self):
        record = made_up_record()
        floor = [each for each in record['cells'] if each['group'] == 'floor']
        record['results'] = {each['key']: record['results'][each['key']] for each in floor}
        text = tables(record)
        self.assertTrue(all(f'| {each["name"]} |' in text for each in floor))
        self.assertNotIn('not measured', text)
        self.assertNotIn('Redis', text)

    def test_numbers_have_three_digits_that_mean_something(self):
        self.assertEqual([number(value) for value in (0, 0.0123, 0.5, 12.34, 12345.6)],
                         ['0', '0.012', '0.50', '12.3', '12,346'])

    def test_two_runs_are_compared_cell_by_cell(self):
        old, new = made_up_record(1), made_up_record(1)
        key = next(each['key'] for each in new['cells'] if each['reference'])
        for measured in new['results'][key]:
            measured['ack_ms'] = [2 * sample for sample in measured['ack_ms']]
        lines = [line for line in comparison(old, new).splitlines() if line.startswith(f'| {key} | ack, ms p50')]
        self.assertEqual(len(lines), 1)
        self.assertEqual(lines[0].count('2.00 ×'), 2)

    def test_a_change_beyond_all_rounds_is_in_bold(self):
        def run(*acks):
            return {'machine': {'commit': 'made up'}, 'cells': [{'key': 'hub: a', 'reference': ''}],
                    'results': {'hub: a': [{'ack_ms': [ack]} for ack in acks]}}

        self.assertIn('**2.00 ×**', comparison(run(1.0, 1.2, 1.1), run(2.0, 2.2, 2.4)))
        self.assertNotIn('**', comparison(run(1.0, 2.1, 1.1), run(2.0, 2.2, 2.4)))


class Cells(unittest.TestCase):
    def test_no_two_have_one_name_and_each_reference_exists(self):
        self.assertGreater(len(bench.all_cells()), 40)

    def test_frames_of_a_log_are_counted_up_to_an_older_one(self):
        salts, older = b'12345678', b'87654321'
        header = LOG_BEGINS[0] + b'x' * 12 + salts + b'x' * (LOG_HEADER_BYTES - 24)
        rest = b'x' * (FRAME_HEADER_BYTES - 16 + PAGE_BYTES)
        frames = b''.join(b'x' * 8 + salt + rest for salt in (salts, salts, older))
        self.assertEqual(frames_in(header + frames), 2)
        self.assertEqual(frames_in(bytes(LOG_HEADER_BYTES + 3 * (FRAME_HEADER_BYTES + PAGE_BYTES))), 0)

    def test_a_directory_is_gone_after_its_use(self):
        with tempfile.TemporaryDirectory() as place:
            world = World(pathlib.Path('/nowhere'), pathlib.Path(place), 1)
            with world.used('room') as first, world.used('room') as second:
                self.assertNotEqual(first, second)
                self.assertTrue(first.is_dir())
            self.assertEqual(list(pathlib.Path(place).iterdir()), [])


if __name__ == '__main__':
    unittest.main()
