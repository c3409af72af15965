"""Debian's Redis as a kitchen's journal: every XADD is answered once it is on the disk."""
import pathlib
import socket

from programs import Program


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


class RedisServer(Program):
    """Serves at `address` once entered; what it keeps is in DIRECTORY."""

    def __init__(self, directory):
        port = free_port()
        self.address = f'127.0.0.1:{port}'
        command = ['redis-server', '--port', port, '--bind', '127.0.0.1', '--dir', pathlib.Path(directory),
                   '--appendonly', 'yes', '--appendfsync', 'always', '--save', '', '--daemonize', 'no']
        super().__init__(command, directory, 'redis')

    def await_serving(self):
        self.await_line(r'.*Ready to accept connections')
