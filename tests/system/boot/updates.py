"""Updates of the box: a good one that is kept, and ones that are fallen back from. The releases are made by
image/trial-updates; they come from a server on this machine, as from one in the network, or by a USB stick."""
import functools
import http.server
import json
import os
import re
import subprocess
import threading

from box import tell

BROKEN = ["torn", "dark"]  # a root that is no file system; screens that end at once
BY_STICK = "dark"
HERE_FOR_THE_GUEST = "10.0.2.2"  # QEMU's name for this machine's loopback


class Server:
    """One directory for each release, on loopback."""

    def __init__(self, directory):
        self.directory = directory
        handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=directory)
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, release):
        return f"http://{HERE_FOR_THE_GUEST}:{self.server.server_port}/{release}"

    def version(self, release):
        names = os.listdir(os.path.join(self.directory, release))
        return next(found[1] for name in names if (found := re.match(r"brigade_([^_]+)_.*\.efi$", name)))

    def fetch(self, box, release):
        return box.hub.run("brigade", "update", "fetch", "--from", self.url(release), seconds=box.asked.seconds)

    def by_network(self, box, release):
        said = self.fetch(box, release)
        assert f"{self.version(release)} has come from" in said, said

    def by_stick(self, box, release):
        """Plugged in while the box runs: nobody types anything."""
        stick = os.path.join(box.directory, "stick.img")
        make_stick(stick, os.path.join(self.directory, release))
        box.machine.forget()
        box.machine.plug_in(stick)
        box.machine.wait_for(re.escape(self.version(release)) + " has come from", box.asked.seconds)
        box.machine.pull_out()


def make_stick(image, release):
    """A stick as it is bought, one FAT partition, with the release in the folder that a box looks for."""
    size = sum(file.stat().st_size for file in os.scandir(release)) + (64 << 20) >> 20
    with open(image, "wb") as file:
        file.truncate(size + 2 << 20)
    subprocess.run(["sfdisk", "--quiet", image], input="label: dos\n2048,,c\n", text=True, check=True)
    partition = ["-i", f"{image}@@1M"]
    subprocess.run(["mformat", *partition, "-F", "-T", str(size << 11), "::"], check=True)
    subprocess.run(["mcopy", *partition, "-s", release, "::/brigade-update"], check=True)


def systems(box):
    """What the loader may start."""
    return sorted(box.hub.run("ls", "/boot/EFI/Linux").split())


def runs(box, version):
    said = box.hub.run("brigade", "update", seconds=box.asked.seconds)
    assert f"{version} runs on this box" in said, said
    return said


def take(box, server, release, comes):
    """Fetched, verified, written; the box goes down for it."""
    version = server.version(release)
    comes(box, release)
    tell(f"{version} has come and is verified ({comes.__name__.replace('_', ' ')})")
    box.machine.forget()
    box.hub.run("brigade", "update", "install", "--reason", "'the boot test'", seconds=box.asked.seconds)
    tell(f"{version} is written, and the box starts anew")
    return version


def started(box, times):
    """Until the kernel has spoken that often since the machine was told to forget."""
    box.machine.wait_for("(?s:Linux version.*?){%d}" % times, box.asked.seconds * times)


def back_in_service(box):
    box.hub.leave()
    box.hub.reach(box.asked.seconds)


def update(box, server):
    """A good one: it comes up, is well, is kept, and everything is as it was."""
    tickets = box.hub.tickets()
    version = take(box, server, "well", server.by_network)
    started(box, 1)
    box.machine.wait_for("this box is well", box.asked.seconds)
    back_in_service(box)
    runs(box, version)
    box.machine.wait_for("Marked boot as 'good'|systemd-bless-boot.service: Deactivated|Finished .*[Bb]oot.*[Gg]ood",
                         box.asked.seconds)
    assert f"brigade_{version}.efi" in systems(box), systems(box)
    assert [t["order_id"] for t in box.hub.tickets()] == [t["order_id"] for t in tickets]
    tell(f"{version} runs, was found well, and is kept; all tickets are there")
    return version


def fall_back(box, server, release, running):
    """One that does not come up well: after three starts the one before runs again, says so, and takes it no more."""
    version = take(box, server, release, server.by_stick if release == BY_STICK else server.by_network)
    started(box, 4)
    back_in_service(box)
    said = runs(box, running)
    assert f"{version} did not start well" in said, said
    tell(f"{version} was tried three times; {running} runs again and says so")
    server.fetch(box, release)
    assert f"{version} has come" not in box.hub.run("brigade", "update", "status", seconds=box.asked.seconds)
    found = json.loads(box.hub.run("brigade", "doctor", "--json", seconds=box.asked.seconds))
    assert "system_fell_back" in json.dumps(found), found
    tell("the doctor says so as well, and it is not fetched again")
