"""image/imager-manifest against small made-up images: python3 -m unittest discover tests/image -p '*_test.py'"""
import hashlib
import json
import lzma
import pathlib
import subprocess
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).resolve().parents[2] / "image/imager-manifest"
URL = "https://example.org/brigade-pi4.img.xz"


class ImagerManifest(unittest.TestCase):
    def setUp(self):
        self.place = tempfile.TemporaryDirectory()
        self.addCleanup(self.place.cleanup)
        self.image = pathlib.Path(self.place.name) / "brigade-pi4.img.xz"
        self.content = bytes(range(256)) * 512 * 9  # more than one block, and whole sectors
        self.image.write_bytes(lzma.compress(self.content))

    def run_script(self, *options):
        return subprocess.run(
            [SCRIPT, *options, "--icon", "https://example.org/icon.png", self.image, URL, "Brigade",
             "Kitchen display", "pi4-64bit"], capture_output=True, text=True, check=False)

    def test_an_image_is_told_as_it_was_measured(self):
        done = self.run_script("--release", "2026-11-22")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout), {"os_list": [{
            "name": "Brigade",
            "description": "Kitchen display",
            "icon": "https://example.org/icon.png",
            "url": URL,
            "extract_size": len(self.content),
            "extract_sha256": hashlib.sha256(self.content).hexdigest(),
            "image_download_size": self.image.stat().st_size,
            "image_download_sha256": hashlib.sha256(self.image.read_bytes()).hexdigest(),
            "release_date": "2026-11-22",
            "init_format": "none",
            "devices": ["pi4-64bit"],
        }]})

    def test_it_is_written_to_a_file_that_imager_opens(self):
        output = pathlib.Path(self.place.name) / "brigade.rpi-imager-manifest"
        self.assertEqual(self.run_script("--output", output).returncode, 0)
        self.assertEqual(json.loads(output.read_text())["os_list"][0]["url"], URL)

    def test_an_image_that_is_not_what_its_sums_say_is_refused(self):
        sums = pathlib.Path(self.place.name) / "SHA256SUMS"
        right = hashlib.sha256(self.image.read_bytes()).hexdigest()
        for digest, name, status in ((right, self.image.name, 0), ("0" * 64, self.image.name, 1), (right, "other", 1)):
            sums.write_text(f"{digest}  {name}\n")
            self.assertEqual(self.run_script("--sums", sums).returncode, status, (digest, name))

    def test_an_image_that_was_cut_off_is_refused(self):
        self.image.write_bytes(self.image.read_bytes()[:-8])
        done = self.run_script()
        self.assertEqual(done.returncode, 1)
        self.assertIn("too early", done.stderr)

    def test_what_is_no_disk_is_refused(self):
        self.image.write_bytes(lzma.compress(b"x" * 511))
        self.assertEqual(self.run_script().returncode, 1)
        self.image.write_bytes(b"no xz at all")
        self.assertEqual(self.run_script().returncode, 1)


if __name__ == "__main__":
    unittest.main()
