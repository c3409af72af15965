"""Boots an image in software emulation and works in its kitchen. Run by image/boot-test; README.md says what it shows.

Every wait is for something said or shown; nothing sleeps and hopes. What happened when goes to stdout, which is kept.
"""
import argparse
import os
import shutil
import socket
import subprocess
import threading
import time

from disk import Disk
from kitchen import SETTINGS, Hub, make_key, names, provision
from machine import Machine

DISHES = ["Classic Burger", "Cheese Burger", "Double Burger", "Veggie Burger", "Chicken Burger"]
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

    def __init__(self, asked):
        self.asked, self.directory = asked, asked.out
        image = os.path.join(asked.out, "disk.img")
        subprocess.run(["cp", "--sparse=always", asked.image, image], check=True)
        provision(image, asked.out, SETTINGS.format(key=make_key(asked.out)))
        self.disk = Disk(image, asked.disk_mb << 20)
        self.starts = 0
        self.machine = self.hub = None

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

    def cut_power(self, seed):
        at_stake, lost = self.disk.cut(seed)
        self.machine.power_off_at_once()
        self.hub.leave()
        tell(f"the power is cut: {at_stake} blocks were not flushed, {lost} of their sectors are lost (seed {seed})")


def come_up(box):
    box.power_on()
    box.says("Linux version", "the kernel")
    hidden = box.shows("while-it-starts", lambda picture: True)
    box.says(r"brigade-hub.*listening ws://|listening ws://", "the hub listens")
    box.says("Started brigade-station@grill.service|Started Brigade screen|Started .*brigade-station@grill", "the station runs")
    first = box.shows("first-frame", lambda picture: picture.colours() > 16 and picture.differs_from(hidden) > 0.3)
    seconds = time.monotonic() - box.machine.started
    box.hub.reach(box.asked.seconds)
    tell("the hub answers by way of SSH")
    return first, seconds


def bump_by_keyboard(box, empty):
    box.hub.order(1, DISHES[0], 2)
    shown = box.becomes("the hub knows that order 1 was on the glass", lambda all: all and all[0]["shown_at"])
    with_ticket = box.shows("one-order", lambda picture: picture.differs_from(empty) > 0.01)
    assert names(shown)[0][1] == "1"
    box.machine.press("1")
    box.machine.press("ret")
    box.becomes("a key of the keyboard has bumped it", lambda all: not all)
    box.shows("bumped", lambda picture: picture.differs_from(with_ticket) > 0.01)


def rush(box):
    """Fills the screen, then goes on sending while the power is cut. What was acked, and what was shown then."""
    acked = []
    for number in range(2, 14):
        acked.append(box.hub.order(number, DISHES[number % len(DISHES)], 1 + number % 3))
    box.becomes("12 orders are on the glass", lambda all: sum(bool(t["shown_at"]) for t in all) >= 6)
    before = box.shows("before-the-cut", lambda picture: True)
    enough = threading.Event()
    tickets = box.hub.tickets()

    def send():
        try:
            for number in range(14, 400):
                acked.append(box.hub.order(number, DISHES[number % len(DISHES)]))
                if len(acked) >= 20:
                    enough.set()
        except (OSError, ValueError):
            enough.set()  # the power is gone

    sender = threading.Thread(target=send)
    sender.start()
    enough.wait(box.asked.seconds)
    box.cut_power(box.asked.seed)
    sender.join()
    tell(f"{len(acked)} orders had been acked")
    return acked, names(tickets), before


def same_again(box, acked, tickets, before):
    come_up(box)
    after = box.hub.tickets()
    there = [t["order_id"] for t in after]
    missing = [order for order in acked if order not in there]
    assert not missing, f"acked and lost: {missing}"
    assert names(after)[:len(tickets)] == tickets, "the tickets are not those of before the cut"
    tell(f"all {len(acked)} acked orders are there, in their order, as they were")
    again = box.shows("after-the-cut", lambda picture: picture.differs_from(before) < 0.1)
    tell(f"the screen differs from the one before the cut by {100 * again.differs_from(before):.1f} % of its pixels (ages)")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--image", required=True)
    parser.add_argument("--arch", default="amd64")
    parser.add_argument("--out", required=True)
    parser.add_argument("--disk-mb", type=int, default=4096)
    parser.add_argument("--seconds", type=int, default=600, help="how long anything may take")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first-frame", action="store_true", help="only until there is something to see")
    asked = parser.parse_args()
    shutil.rmtree(asked.out, ignore_errors=True)
    os.makedirs(asked.out)
    box = Box(asked)
    try:
        bare = box.start_bare()
        empty, seconds = come_up(box)
        tell(f"the first frame took {seconds / bare:.1f} times as long as firmware, kernel and init alone")
        if not asked.first_frame:
            bump_by_keyboard(box, empty)
            same_again(box, *rush(box))
        tell("all is well")
    finally:
        box.leave()


main()
