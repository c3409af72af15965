"""Boots an image in software emulation and works in its kitchen. Run by image/boot-test; README.md says what it shows.

Every wait is for something said or shown; nothing sleeps and hopes. What happened when goes to stdout, which is kept.
"""
import argparse
import os
import shutil
import threading
import time

import settings
import updates
from box import Box, tell
from kitchen import SETTINGS, names

DISHES = ["Classic Burger", "Cheese Burger", "Double Burger", "Veggie Burger", "Chicken Burger"]
STEPS = ["kitchen", "keys", "reset", "mistake"]


def come_up(box):
    box.power_on()
    box.says("Linux version", "the kernel")
    hidden = box.shows("while-it-starts", lambda picture: True)
    box.says(r"brigade-hub.*listening ws://|listening ws://", "the hub listens")
    box.says("Started .*brigade-station@grill", "the station runs")
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
    # How many a page holds is the panel's to say; two fit beside the longest banner.
    box.becomes("12 orders have come, the first of them are on the glass",
                lambda all: len(all) == 12 and all[1]["shown_at"])
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
    box.cut_power(box.asked.seed, in_a_flush=True)
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
    changed = 100 * again.differs_from(before)
    tell(f"the screen differs from the one before the cut by {changed:.1f} % of its pixels (ages)")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--image", required=True)
    parser.add_argument("--arch", default="amd64")
    parser.add_argument("--out", required=True)
    parser.add_argument("--disk-mb", type=int, default=4096)
    parser.add_argument("--seconds", type=int, default=600, help="how long anything may take")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first-frame", action="store_true", help="only until there is something to see")
    parser.add_argument("--only", choices=STEPS, action="append",
                        help="of all that comes afterwards, this; may be repeated")
    parser.add_argument("--broken", choices=updates.BROKEN, action="append",
                        help="of the updates that are broken, this")
    parser.add_argument("--updates", help="releases of image/trial-updates, to be taken or fallen back from")
    asked = parser.parse_args()
    steps = [] if asked.first_frame else asked.only or STEPS
    shutil.rmtree(asked.out, ignore_errors=True)
    os.makedirs(asked.out)
    box = Box(asked, "kitchen", SETTINGS)
    try:
        bare = box.start_bare()
        empty, seconds = come_up(box)
        tell(f"the first frame took {seconds / bare:.1f} times as long as firmware, kernel and init alone")
        if "kitchen" in steps:
            bump_by_keyboard(box, empty)
            same_again(box, *rush(box))
        if asked.updates:
            server = updates.Server(asked.updates)
            running = updates.update(box, server)
            for broken in asked.broken or updates.BROKEN:
                updates.fall_back(box, server, broken, running)
        if "keys" in steps:
            settings.reset_by_keys(box, empty)
        if "reset" in steps:
            settings.reset_by_file(box, empty)
        if "mistake" in steps:
            settings.mistake(asked)
        tell("all is well")
    finally:
        box.leave()


main()
