"""The kitchen in the box, from outside: the settings file that an installer writes, and its hub by way of SSH, as
somebody who looks after it reaches it."""
import json
import os
import subprocess
import threading
import time
import urllib.error
import urllib.request

# What an installer writes: a hub and the grill's screen, and who looks after it.
SETTINGS = """ROLE=both
KITCHEN=Warung Ibu
STATION=grill
LANGUAGE=en
TIME_ZONE=Asia/Jakarta
SSH_KEY={key}
"""


def make_key(directory):
    path = os.path.join(directory, "key")
    if not os.path.exists(path):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "boot-test", "-f", path], check=True)
    with open(path + ".pub") as file:
        return file.read().strip()


def put_on_boot_partition(disk, directory, name, text):
    """A file on the boot partition of a disk's image, as a computer would put it there."""
    path = os.path.join(directory, name)
    with open(path, "w") as file:
        file.write(text)
    table = json.loads(subprocess.run(["sfdisk", "--json", disk], check=True, capture_output=True).stdout)
    start = next(p["start"] for p in table["partitiontable"]["partitions"] if p.get("name") == "esp") * 512
    subprocess.run(["mcopy", "-o", "-i", f"{disk}@@{start}", path, f"::/{name}"], check=True)


class Hub:
    def __init__(self, directory, ssh_port, hub_port):
        self.address = f"http://127.0.0.1:{hub_port}"
        self.tunnel = None
        self.ssh = ["ssh", "-F", "none", "-i", os.path.join(directory, "key"), "-o", "StrictHostKeyChecking=no",
                    "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "ConnectTimeout=60",
                    "-o", "ExitOnForwardFailure=yes", "-p", str(ssh_port)]
        self.forward = ["-N", "-L", f"127.0.0.1:{hub_port}:127.0.0.1:8686", "root@127.0.0.1"]

    def reach(self, seconds):
        """Until the hub answers through the tunnel."""
        until = time.monotonic() + seconds
        while True:
            if self.tunnel is None or self.tunnel.poll() is not None:
                self.tunnel = subprocess.Popen(self.ssh + self.forward, stdin=subprocess.DEVNULL)
            try:
                return self.get("/healthz", 10)
            except OSError as problem:
                if time.monotonic() > until:
                    raise AssertionError(f"the hub could not be reached in {seconds} s: {problem}")
                threading.Event().wait(0.5)

    def leave(self):
        if self.tunnel:
            self.tunnel.kill()
            self.tunnel.wait()
            self.tunnel = None

    def run(self, *command, seconds=120):
        words = self.ssh + ["root@127.0.0.1", *command]
        return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds).stdout

    def get(self, path, seconds=30):
        with urllib.request.urlopen(self.address + path, timeout=seconds) as answer:
            return json.load(answer)

    def order(self, number, dish, quantity=1, seconds=60):
        """Sends one; its id once the hub has acked it."""
        order = {"id": f"boot-{number}", "number": str(number), "placed_at": "2026-11-20T12:00:00Z", "table": "7",
                 "lines": [{"id": "1", "name": dish, "category": "burgers", "quantity": quantity}]}
        request = urllib.request.Request(self.address + "/api/v1/orders", json.dumps(order).encode())
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            answer.read()
        return order["id"]

    def tickets(self):
        return self.get("/api/v1/stations/grill/board")["tickets"]


def names(tickets):
    return [(t["order_id"], t["number"], t["generation"], t["state"],
             [(line["name"], line["quantity"], line["state"]) for line in t["lines"]]) for t in tickets]
