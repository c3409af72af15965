"""Scenarios of what the cells of recovery, growth and glass stand on, without a hub or a screen."""
import contextlib
import datetime
import pathlib
import sqlite3
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from cell import World  # noqa: E402
from pasts import cool, drop_snapshots, journal_sizes, last_evening, past, snapshots  # noqa: E402
from watched import PICTURE  # noqa: E402


class Pasts(unittest.TestCase):
    def test_a_past_ends_in_the_evening_before_the_last_night_at_whatever_hour_it_is_made(self):
        for hour in range(24):
            now = datetime.datetime(2026, 11, 22, hour, 30, tzinfo=datetime.timezone.utc)
            ended = now - last_evening(now)
            self.assertEqual(last_evening(now).hour, 16)
            self.assertTrue(datetime.timedelta(hours=6) <= ended < datetime.timedelta(hours=30), f'{hour}: {ended}')

    def test_who_asks_for_the_same_past_gets_the_same(self):
        world = World(pathlib.Path('/nowhere'), pathlib.Path('/nowhere'), 5)
        world.kept['past-30-1667-forget'] = 'made before'
        self.assertEqual(past(world, 30, forget=True), 'made before')


class Journals(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.addCleanup(self.place.cleanup)
        self.room = pathlib.Path(self.place.name)
        (self.room / 'hub').mkdir()
        journal = sqlite3.connect(self.room / 'hub/journal.db')
        with journal:
            journal.execute('CREATE TABLE orders (id TEXT PRIMARY KEY, seq INTEGER) WITHOUT ROWID')
            journal.execute('CREATE TABLE events (seq INTEGER PRIMARY KEY, body TEXT)')
            journal.execute('CREATE TABLE snapshots (seq INTEGER PRIMARY KEY, body TEXT)')
            journal.executemany('INSERT INTO orders VALUES (?, ?)', [(f'order-{i:05}', i) for i in range(1, 5_001)])
            journal.executemany('INSERT INTO events VALUES (?, ?)', [(i, 'x' * 300) for i in range(1, 5_001)])
            journal.execute("INSERT INTO snapshots VALUES (5000, 'state'), (4000, 'state before')")
        journal.close()

    def rows(self, table):
        with contextlib.closing(sqlite3.connect(self.room / 'hub/journal.db')) as journal:
            return journal.execute(f'SELECT count(*) FROM {table}').fetchone()[0]

    def test_what_is_kept_for_ever_is_counted_apart(self):
        sizes = journal_sizes(self.room)
        self.assertAlmostEqual(sizes['journal_mb'], sizes['order_ids_mb'] + sizes['journal_without_ids_mb'])
        self.assertTrue(0.05 < sizes['order_ids_mb'] < 0.2 and sizes['journal_without_ids_mb'] > 1.5)
        self.assertEqual(sizes['free_mb'], 0)

    def test_snapshots_go_and_all_else_stays(self):
        drop_snapshots(self.room, after=4_000)
        self.assertEqual(snapshots(self.room), [4_000])
        drop_snapshots(self.room)
        self.assertEqual(snapshots(self.room), [])
        self.assertEqual([self.rows(table) for table in ('events', 'orders')], [5_000, 5_000])

    def test_files_that_leave_the_cache_are_the_same(self):
        before = (self.room / 'hub/journal.db').read_bytes()
        cool(self.room)
        self.assertEqual((self.room / 'hub/journal.db').read_bytes(), before)


class Pictures(unittest.TestCase):
    def test_a_picture_is_known_by_its_line(self):
        found = PICTURE.match('debug: picture: event 41, tickets 2, presses waiting 0, whole for the first time: o-1')
        self.assertEqual((found[1], found[2]), ('41', '2'))
        self.assertIsNone(PICTURE.match('the hub has answered'))


if __name__ == '__main__':
    unittest.main()
