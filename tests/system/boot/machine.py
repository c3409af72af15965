"""A box in software emulation: QEMU, its serial line, its screen and its keyboard (by QMP, a real HID keyboard inside).

What the shipped image keeps quiet is said on the serial line here: the firmware hands extra words to the kernel's
command line, so the image itself stays as it is.
"""
import json
import os
import re
import socket
import subprocess
import threading
import time

from picture import Picture

EXTRA = ("console={serial} systemd.journald.forward_to_console=1 systemd.journald.max_level_console=info "
         "systemd.log_level=info loglevel=6 systemd.default_device_timeout_sec=900")
FIRMWARE = {
    "amd64": ("/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd"),
    "arm64": ("/usr/share/AAVMF/AAVMF_CODE.fd", "/usr/share/AAVMF/AAVMF_VARS.fd"),
}
MACHINE = {
    "amd64": ["qemu-system-x86_64", "-machine", "q35", "-cpu", "max", "-device", "virtio-vga"],
    "arm64": ["qemu-system-aarch64", "-machine", "virt", "-cpu", "cortex-a72", "-device", "virtio-gpu-pci"],
}
SERIAL = {"amd64": "ttyS0", "arm64": "ttyAMA0"}
BOX = "7a2f6c0e-51a4-4f0e-9c1b-3b1d2f6e8a01"  # the box's serial number, so that it stays the same box


class Machine:
    def __init__(self, arch, directory, disk, forwards, more_words=""):
        self.arch, self.directory, self.more_words = arch, directory, more_words
        self.said = ""
        self.heard = threading.Condition()
        self.started = time.monotonic()
        for name in ("nbd", "qmp", "serial"):
            if os.path.exists(self._at(name)):
                os.unlink(self._at(name))
        disk.serve(self._at("nbd"))
        self.process = subprocess.Popen(self._command(forwards), stdin=subprocess.DEVNULL,
                                        stdout=open(self._at("qemu.log"), "a"), stderr=subprocess.STDOUT)
        threading.Thread(target=self._listen, args=(self._connected("serial"),), daemon=True).start()
        self.qmp = self._connected("qmp").makefile("rw")
        self.qmp.readline()
        self.ask("qmp_capabilities")

    def _at(self, name):
        return os.path.join(self.directory, name)

    def _command(self, forwards):
        code, variables = FIRMWARE[self.arch]
        if not os.path.exists(self._at("vars.fd")):
            with open(variables, "rb") as source, open(self._at("vars.fd"), "wb") as kept:
                kept.write(source.read())
        words = "io.systemd.stub.kernel-cmdline-extra=" + EXTRA.format(serial=SERIAL[self.arch]) + self.more_words
        network = "user,id=net" + "".join(f",hostfwd=tcp:127.0.0.1:{here}-:{there}" for here, there in forwards)
        return MACHINE[self.arch] + [
            "-accel", "tcg,thread=multi", "-smp", "2", "-m", "1024", "-nodefaults", "-display", "none", "-uuid", BOX,
            "-drive", f"if=pflash,readonly=on,file={code},format=raw",
            "-drive", f"if=pflash,file={self._at('vars.fd')},format=raw",
            "-blockdev", f"driver=nbd,node-name=disk,server.type=unix,server.path={self._at('nbd')}",
            "-device", "virtio-blk-pci,drive=disk,bootindex=0",
            "-device", "qemu-xhci,id=usb", "-device", "usb-kbd", "-device", "virtio-rng-pci",
            "-netdev", network, "-device", "virtio-net-pci,netdev=net,romfile=",
            "-serial", f"unix:{self._at('serial')},server=on,wait=off",
            "-qmp", f"unix:{self._at('qmp')},server=on,wait=off",
            "-smbios", "type=11,value=" + words,
        ]

    def _connected(self, name):
        until = time.monotonic() + 20
        while True:
            try:
                line = socket.socket(socket.AF_UNIX)
                line.connect(self._at(name))
                return line
            except OSError:
                line.close()
                if self.process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"QEMU has not come up; {self._at('qemu.log')} says why")
                threading.Event().wait(0.05)

    def _listen(self, line):
        with open(self._at("serial.log"), "ab") as kept:
            while part := line.recv(65536):
                kept.write(part)
                kept.flush()
                with self.heard:
                    self.said += part.decode(errors="replace")
                    self.heard.notify_all()

    def wait_for(self, words, seconds):
        """Until the serial line has said it (a regular expression); how long after the power came."""
        with self.heard:
            if not self.heard.wait_for(lambda: re.search(words, self.said), seconds):
                raise AssertionError(f"\"{words}\" was not said in {seconds} s; the last words: {self.said[-600:]}")
        return time.monotonic() - self.started

    def forget(self):
        """What was said so far is waited for no more."""
        with self.heard:
            self.said = ""

    def ask(self, command, **arguments):
        self.qmp.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self.qmp.flush()
        while True:
            answer = json.loads(self.qmp.readline())
            if "error" in answer:
                raise RuntimeError(answer["error"]["desc"])
            if "return" in answer:
                return answer["return"]

    def press(self, *keys):
        for key in keys:
            self.ask("send-key", keys=[{"type": "qcode", "data": key}])

    def hold_until(self, words, seconds, *keys):
        """Holds keys down together until the serial line has said it. They are told again each second: QEMU's keyboard
        forgets what is held where the guest resets it, a real one does not."""
        until = time.monotonic() + seconds
        with self.heard:
            while not re.search(words, self.said):
                assert time.monotonic() < until, f"{' and '.join(keys)} were held, \"{words}\" was not said"
                self._turn(keys, True)
                self.heard.wait_for(lambda: re.search(words, self.said), 1)
        self._turn(keys, False)

    def _turn(self, keys, down):
        self.ask("input-send-event", events=[{"type": "key", "data": {"down": down, "key": {"type": "qcode", "data": key}}}
                                             for key in keys])

    def plug_in(self, image):
        """A USB stick with the bytes of that file."""
        self.ask("blockdev-add", **{"driver": "raw", "node-name": "stick", "read-only": True,
                                    "file": {"driver": "file", "filename": image}})
        self.ask("device_add", driver="usb-storage", drive="stick", id="stick", bus="usb.0")

    def pull_out(self):
        self.ask("device_del", id="stick")

    def screen(self):
        self.ask("screendump", filename=self._at("screen.ppm"))
        return Picture.read_ppm(self._at("screen.ppm"))

    def power_off_at_once(self):
        self.process.kill()
        self.process.wait()
