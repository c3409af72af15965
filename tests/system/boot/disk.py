"""A disk whose power can be cut: an image that is only read, and in memory what the guest has written since.

What the guest has flushed is safe. Of everything since its last flush, a cut keeps any sectors, each in any version
that it had, as a seed decides: what a disk's own cache does. Served to QEMU by NBD on a Unix socket; one thread, one
client at a time, so a flush comes after every write that was answered before it.
"""
import os
import random
import socket
import struct
import threading

BLOCK, SECTOR = 4096, 512
ZEROES = bytes(BLOCK)
READ, WRITE, DISCONNECT, FLUSH, TRIM, WRITE_ZEROES = 0, 1, 2, 3, 4, 6
FLAGS = 1 | 4 | 8 | 32 | 64  # has flags, flush, FUA, trim, write zeroes
FUA = 1


class Disk:
    def __init__(self, image, size):
        self.image = image
        self.file = os.open(image, os.O_RDONLY)
        self.size = size
        self.safe = {}  # block number -> content, as of the last flush
        self.since = {}  # block number -> its versions since
        self.flushes = 0
        self.powered = False
        self.lock = threading.Condition()
        self.next_flush = None  # what the power does then: None, or the seed of a cut
        self.last_cut = (0, 0)

    def _block(self, number):
        versions = self.since.get(number)
        if versions:
            return versions[-1]
        if number in self.safe:
            return self.safe[number]
        return os.pread(self.file, BLOCK, number * BLOCK).ljust(BLOCK, b"\0")

    def read(self, offset, length):
        with self.lock:
            first, last = offset // BLOCK, (offset + length - 1) // BLOCK
            if not any(n in self.since or n in self.safe for n in range(first, last + 1)):
                return os.pread(self.file, length, offset).ljust(length, b"\0")
            content = b"".join(self._block(n) for n in range(first, last + 1))
            return content[offset - first * BLOCK:][:length]

    def write(self, offset, content):
        """`content` may be a length alone: so many zeroes, of which a new file system writes gigabytes at once."""
        length = content if isinstance(content, int) else len(content)
        with self.lock:
            self._need_power()
            done = 0
            while done < length:
                number, start = divmod(offset + done, BLOCK)
                size = min(BLOCK - start, length - done)
                part = ZEROES[:size] if isinstance(content, int) else content[done:done + size]
                whole = part if size == BLOCK else self._patched(number, start, part)
                self.since.setdefault(number, []).append(whole)
                done += size

    def _patched(self, number, start, part):
        old = self._block(number)
        return old[:start] + part + old[start + len(part):]

    def flush(self):
        with self.lock:
            self._need_power()
            if self.next_flush is not None and self.since:
                self.cut(self.next_flush)
                raise EOFError
            self.safe.update((number, versions[-1]) for number, versions in self.since.items())
            self.since.clear()
            self.flushes += 1

    def _need_power(self):
        if not self.powered:
            raise EOFError

    def cut(self, seed):
        """The power is gone: nothing that comes later is taken. Says how many blocks were at stake, and how many of
        their sectors are not the newest."""
        chance = random.Random(seed)
        with self.lock:
            self.powered, self.next_flush = False, None
            at_stake, lost = len(self.since), 0
            for number, versions in sorted(self.since.items()):
                old = self.safe.get(number) or os.pread(self.file, BLOCK, number * BLOCK).ljust(BLOCK, b"\0")
                kept = [chance.choice([old, *versions])[at:at + SECTOR] for at in range(0, BLOCK, SECTOR)]
                lost += sum(k != versions[-1][i * SECTOR:(i + 1) * SECTOR] for i, k in enumerate(kept))
                self.safe[number] = b"".join(kept)
            self.since.clear()
            self.last_cut = at_stake, lost
            self.lock.notify_all()
        return at_stake, lost

    def cut_in_a_flush(self, seed, seconds):
        """The power goes where most is at stake: the guest has written, asks for it to be safe, and is not answered."""
        with self.lock:
            self.next_flush = seed
            if not self.lock.wait_for(lambda: not self.powered, seconds):
                raise AssertionError(f"nothing was flushed in {seconds} s")
            return self.last_cut

    def settle(self):
        """Into the image's file what was flushed, so that others can open it; the power is off."""
        with self.lock, open(self.image, "r+b") as file:
            for number, content in self.safe.items():
                file.seek(number * BLOCK)
                file.write(content)
            self.safe.clear()

    def serve(self, path):
        """Until the client goes; from a thread of its own."""
        self.powered = True
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(path)
        listener.listen(1)
        threading.Thread(target=self._serve, args=(listener,), daemon=True).start()

    def _serve(self, listener):
        client, _ = listener.accept()
        listener.close()
        try:
            _shake_hands(client, self.size)
            while self._answer(client):
                pass
        except (ConnectionError, EOFError):
            pass
        finally:
            client.close()

    def _answer(self, client):
        magic, flags, kind, cookie, offset, length = struct.unpack(">IHHQQI", _receive(client, 28))
        assert magic == 0x25609513
        answer = b""
        if kind == READ:
            answer = self.read(offset, length)
        elif kind == WRITE:
            self.write(offset, _receive(client, length))
        elif kind in (TRIM, WRITE_ZEROES):
            self.write(offset, length)
        elif kind == DISCONNECT:
            return False
        if kind == FLUSH or flags & FUA:
            self.flush()
        client.sendall(struct.pack(">IIQ", 0x67446698, 0, cookie) + answer)
        return True


def _receive(client, length):
    content = bytearray()
    while len(content) < length:
        part = client.recv(length - len(content))
        if not part:
            raise EOFError
        content += part
    return bytes(content)


def _shake_hands(client, size):
    """NBD's newstyle negotiation, as far as QEMU needs it: one export, which every name means."""
    client.sendall(b"NBDMAGIC" + b"IHAVEOPT" + struct.pack(">H", 1 | 2))
    no_zeroes = struct.unpack(">I", _receive(client, 4))[0] & 2
    while True:
        _, option, length = struct.unpack(">8sII", _receive(client, 16))
        _receive(client, length)
        if option == 1:  # export by name: no answer but the export itself
            client.sendall(struct.pack(">QH", size, FLAGS) + (b"" if no_zeroes else bytes(124)))
            return
        if option in (6, 7):  # info, go
            info = struct.pack(">HQH", 0, size, FLAGS)
            client.sendall(struct.pack(">QIII", 0x3E889045565A9, option, 3, len(info)) + info)
            client.sendall(struct.pack(">QIII", 0x3E889045565A9, option, 1, 0))
            if option == 7:
                return
        else:
            client.sendall(struct.pack(">QIII", 0x3E889045565A9, option, 0x80000001, 0))
