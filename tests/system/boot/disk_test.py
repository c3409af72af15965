"""What the disk promises, by itself: python3 -m unittest disk_test"""
import tempfile
import threading
import unittest

from disk import BLOCK, SECTOR, Disk


class DiskTest(unittest.TestCase):
    def setUp(self):
        self.image = tempfile.NamedTemporaryFile()
        self.image.write(b"i" * 4 * BLOCK)
        self.image.flush()
        self.disk = Disk(self.image.name, 8 * BLOCK)
        self.disk.powered = True

    def test_what_was_flushed_survives_every_cut(self):
        for seed in range(50):
            self.disk.powered = True
            self.disk.write(BLOCK, bytes([seed]) * BLOCK)
            self.disk.flush()
            self.disk.write(BLOCK * 2, b"x" * BLOCK)
            self.disk.cut(seed)
            self.assertEqual(self.disk.read(BLOCK, BLOCK), bytes([seed]) * BLOCK)

    def test_what_was_not_flushed_may_be_new_old_or_both(self):
        outcomes = set()
        for seed in range(50):
            disk = Disk(self.image.name, 8 * BLOCK)
            disk.powered = True
            disk.write(0, b"x" * 2 * SECTOR)
            disk.cut(seed)
            outcomes.add(disk.read(0, 2 * SECTOR))
        x, i = b"x" * SECTOR, b"i" * SECTOR
        self.assertEqual(outcomes, {x + x, x + i, i + x, i + i})

    def test_a_write_of_a_part_keeps_the_rest(self):
        self.disk.write(BLOCK - 3, b"abcdef")
        self.assertEqual(self.disk.read(BLOCK - 4, 8), b"iabcdefi")

    def test_gigabytes_of_zeroes_are_a_matter_of_moments(self):
        disk = Disk(self.image.name, 1 << 32)
        disk.powered = True
        disk.write(0, b"x" * BLOCK)
        disk.write(1, (1 << 30) + 5)
        self.assertEqual(disk.read(0, 3), b"x\0\0")
        self.assertEqual(disk.read((1 << 30) + 4, 4), b"\0" * 4)

    def test_beyond_the_image_there_are_zeroes(self):
        self.assertEqual(self.disk.read(4 * BLOCK - 1, 3), b"i\0\0")

    def test_what_was_flushed_can_be_settled_into_the_image(self):
        self.disk.write(BLOCK, b"x" * BLOCK)
        self.disk.flush()
        self.disk.write(BLOCK * 2, b"y" * BLOCK)
        self.disk.cut(1)
        kept = self.disk.read(BLOCK * 2, BLOCK)
        self.disk.settle()
        with open(self.image.name, "rb") as file:
            self.assertEqual(file.read(), b"i" * BLOCK + b"x" * BLOCK + kept + b"i" * BLOCK)
        self.assertEqual(self.disk.read(BLOCK, BLOCK), b"x" * BLOCK)

    def test_the_power_can_go_within_a_flush_that_is_then_never_answered(self):
        cuts = []
        waiting = threading.Thread(target=lambda: cuts.append(self.disk.cut_in_a_flush(1, 60)))
        with self.disk.lock:
            waiting.start()
        while not cuts:
            try:
                self.disk.flush()  # of nothing: this one is answered
                with self.disk.lock:
                    self.disk.write(0, b"x" * BLOCK)
                    self.disk.flush()
            except EOFError:
                waiting.join()
        self.assertEqual(cuts[0][0], 1)
        self.assertFalse(self.disk.powered)

    def test_after_the_cut_nothing_is_taken(self):
        self.disk.cut(1)
        with self.assertRaises(EOFError):
            self.disk.write(0, b"x")
        self.assertEqual(self.disk.read(0, 1), b"i")


if __name__ == "__main__":
    unittest.main()
