"""The kitchen in the box, from outside: what the box is told at its first start, and its hub by way of SSH, as
somebody who looks after it reaches it."""
import json
import os
import subprocess
import threading
import time
import urllib.error
import urllib.request

# What the box is told without a change of its image: a hub and the grill's screen, with the sample kitchen.
TOLD = """d /var/lib/brigade/settings 0755 root root
C /var/lib/brigade/settings/config - - - - /usr/share/brigade/config
C /var/lib/brigade/settings/stations - - - - /usr/share/brigade/stations
d /var/lib/brigade/settings/screens 0755 root root
f /var/lib/brigade/settings/screens/grill.conf 0644 root root - hub = ws://127.0.0.1:8686/v1\\nstation = grill\\n
d /run/brigade/ssh 0755 root root
f /run/brigade/ssh/authorized_keys 0644 root root - {key}
"""
STARTS = "[Unit]\nWants=brigade-hub.service brigade-station@grill.service ssh.service\n"


def make_key(directory):
    path = os.path.join(directory, "key")
    if not os.path.exists(path):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "boot-test", "-f", path], check=True)
    with open(path + ".pub") as file:
        return file.read().strip()


def credentials(key):
    return {"tmpfiles.extra": TOLD.format(key=key), "systemd.unit-dropin.brigade.target": STARTS}


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

    def run(self, *command):
        words = self.ssh + ["root@127.0.0.1", *command]
        return subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120).stdout

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
