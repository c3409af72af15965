"""One box from power to power, as somebody in front of it sees it, and what it says on its serial line."""
import os
import socket
import subprocess
import threading
import time

from disk import Disk
from kitchen import Hub, make_key, names, put_on_boot_partition
from machine import Machine

started = time.monotonic()


def tell(words):
    print(f"{time.monotonic() - started:7.1f} s  {words}", flush=True)


def free_ports(count):
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [listener.getsockname()[1] for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


class Box:
    """One box from power to power: its disk stays, all else comes anew with each start."""

    def __init__(self, asked, name, settings):
        self.asked, self.directory = asked, os.path.join(asked.out, name)
        os.makedirs(self.directory)
        self.image = os.path.join(self.directory, "disk.img")
        subprocess.run(["cp", "--sparse=always", asked.image, self.image], check=True)
        self.provision(settings)
        self.disk = Disk(self.image, asked.disk_mb << 20)
        self.starts = 0
        self.machine = self.hub = None

    def provision(self, settings):
        self.put("brigade.txt", settings.format(key=make_key(self.directory)))

    def put(self, name, text):
        """A file on its boot partition, while it is off."""
        put_on_boot_partition(self.image, self.directory, name, text)

    def leave(self):
        if self.machine:
            self.machine.power_off_at_once()
        if self.hub:
            self.hub.leave()

    def start_bare(self):
        """How long firmware, kernel and the way to the root take by themselves: init is a program that ends at once."""
        self.machine = Machine(self.asked.arch, self.directory, self.disk, [], " init=/usr/bin/true")
        seconds = self.machine.wait_for("Attempted to kill init", self.asked.seconds)
        self.machine.power_off_at_once()
        tell(f"{seconds:6.1f} s after the power: init, where it is nothing; what the first frame is compared with")
        return seconds

    def power_on(self):
        self.starts += 1
        ssh_port, hub_port, way = free_ports(3)
        tell(f"start {self.starts}: the power is on")
        self.machine = Machine(self.asked.arch, self.directory, self.disk, [(ssh_port, 22), (hub_port, 8687)])
        self.hub = Hub(self.directory, ssh_port, way)

    def says(self, words, what):
        tell(f"{self.machine.wait_for(words, self.asked.seconds):6.1f} s after the power: {what}")

    def shows(self, what, good):
        """Until the screen is as `good` wants it; kept as WHAT.png."""
        until = time.monotonic() + self.asked.seconds
        while True:
            picture = self.machine.screen()
            picture.write_png(os.path.join(self.directory, f"{self.starts}-{what}.png"))
            if good(picture):
                tell(f"{time.monotonic() - self.machine.started:6.1f} s after the power: on the screen: {what}")
                return picture
            if time.monotonic() > until:
                raise AssertionError(f"the screen has not come to show: {what}; see {self.starts}-{what}.png")
            threading.Event().wait(0.5)

    def becomes(self, what, good):
        """Until what the hub says is as `good` wants it."""
        until = time.monotonic() + self.asked.seconds
        while not good(tickets := self.hub.tickets()):
            if time.monotonic() > until:
                raise AssertionError(f"it has not come about: {what}; the board holds {names(tickets)}")
            threading.Event().wait(0.3)
        tell(what)
        return tickets

    def cut_power(self, seed, in_a_flush=False):
        at_stake, lost = self.disk.cut_in_a_flush(seed, self.asked.seconds) if in_a_flush else self.disk.cut(seed)
        self.machine.power_off_at_once()
        self.hub.leave()
        tell(f"the power is cut: {at_stake} blocks were not flushed, {lost} of their sectors are lost (seed {seed})")
