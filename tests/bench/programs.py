"""Real programs under measurement: started with a directory of their own, watched through /proc, ended again."""
import json
import os
import pathlib
import re
import signal
import subprocess
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PATIENCE_S = 120  # a hub that recovers a year, on a busy machine


class Program:
    """A context: it runs while it is entered. What it writes to stderr goes into DIRECTORY/NAME.log."""

    def __init__(self, command, directory, name, environment=None):
        self.arguments = command
        self.log = pathlib.Path(directory) / f'{name}.log'
        self.environment = {**os.environ, **(environment or {})}
        self.process = None

    def __enter__(self):
        with open(self.log, 'ab') as log:
            self.process = subprocess.Popen([str(part) for part in self.arguments], stdin=subprocess.DEVNULL,
                                            stdout=subprocess.PIPE, stderr=log, text=True, env=self.environment)
        try:
            self.await_serving()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(self, *trouble):
        self.stop()

    def await_serving(self):
        """Returns once the program does what it is for; at once where that shows in nothing."""

    def await_line(self, pattern):
        """The first line of its output that matches; fails when the output ends before."""
        for line in self.process.stdout:
            if found := re.match(pattern, line):
                return found
        raise RuntimeError(f'{self.arguments[0]} ended before it served: {self.log.read_text()[-2000:]}')

    def stop(self):
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE_S)
        finally:
            self.kill()

    def kill(self):
        process, self.process = self.process, None
        if process:
            process.kill()
            process.wait()
            process.stdout.close()

    @property
    def pid(self):
        return self.process.pid

    def cpu_s(self):
        """User and system time of all its threads, ended ones too, in seconds of one core: the kernel counts
        nanoseconds, /proc/PID/stat only hundredths of a second."""
        cpu_clock = (~self.pid << 3) | 2
        return time.clock_gettime(cpu_clock)

    def rss_mb(self):
        text = pathlib.Path(f'/proc/{self.pid}/status').read_text()
        return int(re.search(r'VmRSS:\s+(\d+)', text)[1]) / 1024

    def written_bytes(self):
        """What it has caused to be written to the disk so far, in whole pages of the kernel's cache."""
        text = pathlib.Path(f'/proc/{self.pid}/io').read_text()
        return int(re.search(r'^write_bytes: (\d+)', text, re.M)[1])


def configuration(directory, changes=()):
    """The kitchen that comes with Brigade. Orders that no screen confirms are no news within a measurement. `changes`
    are pairs of a text of the file and what takes its place."""
    path = pathlib.Path(directory) / 'brigade.toml'
    text = (ROOT / 'config/brigade.toml').read_text()
    places = [('"../stations/', f'"{ROOT}/stations/'), ('"menu.toml"', f'"{ROOT}/config/menu.toml"'),
              ('undelivered_s = 10\n', 'undelivered_s = 600\n'), ('announce = true', 'announce = false')]
    for old, new in [*places, *changes]:
        if old not in text:
            raise ValueError(f'config/brigade.toml has no {old}')
        text = text.replace(old, new)
    path.write_text(text)
    return path


class Hub(Program):
    """Serves once entered: `url` and `http` on its plain port, with TLS also `tls_url` and the key's `pin`."""

    def __init__(self, binaries, directory, tls=False, changes=()):
        self.directory = pathlib.Path(directory)
        self.data = self.directory / 'hub'
        self.tls = tls
        command = [binaries / 'brigade-hub', '--config', configuration(directory, changes), '--data', self.data,
                   '--listen', '127.0.0.1:0', *(['--listen-tls', '127.0.0.1:0'] if tls else [])]
        super().__init__(command, directory, 'hub')

    def await_serving(self):
        self.url = self.await_line(r'listening (ws://\S+)')[1]
        self.http = re.sub(r'^ws(.*)/v1$', r'http\1', self.url)
        if self.tls:
            self.tls_url = self.await_line(r'listening (wss://\S+)')[1]
            self.pin = self.await_line(r'key (\w+)')[1]

    def ask(self, path):
        with urllib.request.urlopen(self.http + path, timeout=PATIENCE_S) as answer:
            return json.load(answer)

    def await_figures(self):
        """Until the managers' figures hold every event of the journal: the hub then has nothing left to do."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            status = self.ask('/api/v1/analytics/status')
            if not status['rebuilding'] and status['seq'] == status['journal_seq']:
                return
            time.sleep(0.05)
        raise RuntimeError(f'the figures were not made in time: {status}')


class Station(Program):
    """A screen on its hub. What its display says is asked of it by its reader of `--keys` or by the hub."""

    def __init__(self, binaries, hub, directory, station, options=()):
        data = pathlib.Path(directory) / f'station-{station}'
        command = [binaries / 'brigade-station', '--hub', hub.url, '--station', station, '--data', data,
                   '--headless', *options]
        super().__init__(command, directory, f'station-{station}')
