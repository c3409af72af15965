"""What was measured on, and what: for whoever reads the figures later."""
import datetime
import os
import pathlib
import re
import sqlite3
import ssl
import subprocess

from programs import ROOT


def output(*command):
    """The first line; empty where there is no such program, or it has nothing to say."""
    try:
        lines = subprocess.run(command, capture_output=True, text=True, timeout=10, cwd=ROOT).stdout.splitlines()
    except OSError:
        return ''
    return lines[0].strip() if lines else ''


def found(path, pattern):
    match = re.search(pattern, pathlib.Path(path).read_text(), re.M)
    return match[1].strip() if match else 'unknown'


def mount_of(directory):
    """Type and options of what `directory` is mounted from."""
    mounts = [line.split() for line in pathlib.Path('/proc/self/mounts').read_text().splitlines()]
    place = pathlib.Path(directory).resolve()
    here = [mount for mount in mounts if place.is_relative_to(mount[1])]
    mount = max(here, key=lambda candidate: len(candidate[1]))
    return mount[2], mount[3]


def version_of_redis():
    match = re.search(r'v=(\S+)', output('redis-server', '--version'))
    return match[1] if match else 'none'


def commit():
    changed = ', with changes' if output('git', 'status', '--porcelain', '--untracked-files=no') else ''
    return output('git', 'rev-parse', '--short=12', 'HEAD') + changed


def machine(directory):
    cpuinfo = pathlib.Path('/proc/cpuinfo')
    virtual = ', a virtual machine' if re.search(r'^flags.*\bhypervisor\b', cpuinfo.read_text(), re.M) else ''
    disk, options = mount_of(directory)
    memory_gb = int(found('/proc/meminfo', r'MemTotal:\s+(\d+)')) / 1024 / 1024
    return {'commit': commit(), 'date': datetime.datetime.now(datetime.timezone.utc).strftime('%Y-%m-%d %H:%M UTC'),
            'processor': f'{os.cpu_count()} × {found(cpuinfo, r"^model name.*: (.*)$")}{virtual}',
            'busy with, before': f'{os.getloadavg()[0]:.1f} processes',
            'memory': f'{memory_gb:.0f} GB', 'disk': f'{disk} ({options})', 'kernel': os.uname().release,
            'system': f'Debian {found("/etc/debian_version", r"(.*)")}', 'compiler': output('c++', '--version'),
            'SQLite': sqlite3.sqlite_version, 'OpenSSL': ssl.OPENSSL_VERSION, 'Redis': version_of_redis()}
