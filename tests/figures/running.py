"""A real hub on a directory, for as long as a test or a measurement needs it."""
import json
import os
import pathlib
import re
import signal
import subprocess
import time

from ask import Hub

ROOT = pathlib.Path(__file__).resolve().parents[2]

def configuration(directory):
    """The kitchen that comes with Brigade, with a journal that keeps everything."""
    directory = pathlib.Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    text = (ROOT / 'config/brigade.toml').read_text()
    text = text.replace('retention_days = 90', 'retention_days = 3650')
    text = text.replace('"../stations/', f'"{ROOT}/stations/').replace('"menu.toml"', f'"{ROOT}/config/menu.toml"')
    path = directory / 'brigade.toml'
    path.write_text(text)
    return path


def make_past(binaries, data, days, orders_per_day, seed=1, until=None):
    config = configuration(pathlib.Path(data).parent)
    command = [f'{binaries}/brigade', 'history', '--config', config, '--data', data, '--days', str(days),
               '--orders-per-day', str(orders_per_day), '--seed', str(seed)] + (['--until', until] if until else [])
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


class RunningHub:
    def __init__(self, binaries, directory, data):
        self.binaries, self.data = binaries, pathlib.Path(data)
        self.config = configuration(directory)
        self.log = pathlib.Path(directory) / 'hub.log'
        self.process = None

    def start(self):
        command = [f'{self.binaries}/brigade-hub', '--config', self.config, '--data', self.data, '--listen',
                   '127.0.0.1:0']
        with open(self.log, 'ab') as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True)
        for line in self.process.stdout:
            if found := re.match(r'listening ws://([\d.]+:\d+)/', line):
                self.url = f'http://{found[1]}'
                self.hub = Hub(self.url)
                return self
        raise RuntimeError(f'the hub did not begin to serve: {self.log.read_text()[-2000:]}')

    def wait_for_figures(self, seconds=1800):
        """Until every event of the journal is in the facts."""
        end = time.monotonic() + seconds
        committed = json.loads(self.hub.get('/healthz')[1])['seq']
        while time.monotonic() < end:
            status = self.hub.ask('status')
            if not status['rebuilding'] and status['seq'] is not None and status['seq'] >= committed:
                return status
            time.sleep(0.05)
        raise RuntimeError(f'the facts are not there in time: {status}')

    def stop(self):
        if self.process is None:
            return
        process, self.process = self.process, None
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        process.stdout.close()
        if process.returncode != 0:
            raise RuntimeError(f'the hub ended with {process.returncode}: {self.log.read_text()[-2000:]}')

    def fact_files(self):
        return [file for file in self.data.iterdir() if 'facts' in file.name or 'figures' in file.name]

    def forget_facts(self):
        for file in self.fact_files():
            file.unlink()

    def facts_mb(self):
        return sum(file.stat().st_size for file in self.fact_files()) / 1e6

    def resident_mb(self):
        text = pathlib.Path(f'/proc/{self.process.pid}/status').read_text()
        return int(re.search(r'VmRSS:\s+(\d+)', text)[1]) / 1024

    def processor_s(self):
        """What the hub has computed so far, in seconds of one core."""
        fields = pathlib.Path(f'/proc/{self.process.pid}/stat').read_text().rsplit(')', 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')
