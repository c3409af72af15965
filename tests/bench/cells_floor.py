"""What nothing can be faster than on this machine: the disk, SQLite and a WebSocket without a kitchen behind."""


def cells():
    return []
