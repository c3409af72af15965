#!/usr/bin/env bash
# boot.sh WORK PROJECT BIN: starts this machine's own systemd once more, in namespaces and on a copy of this machine's
# files that is thrown away, with the units, settings and programs of Brigade in it. It runs WORK/root-inside as a
# service there, has WORK as /brigade-test, and ends with it. Needs to be root; nothing outside WORK is changed.
set -euo pipefail

inside() {  # WORK PROJECT BIN
    local work=$1 project=$2 bin=$3 root=$1/root
    mount --make-rprivate /
    mount -t tmpfs none "$work/upper"
    mkdir "$work/upper/files" "$work/upper/work"
    mount -t overlay overlay -o "lowerdir=/,upperdir=$work/upper/files,workdir=$work/upper/work" "$root"
    mount -t proc proc "$root/proc"
    mount -t sysfs sysfs "$root/sys"
    mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
    mount -t tmpfs -o mode=755 tmpfs "$root/run"
    mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
    devices "$root"
    fill "$root" "$project" "$bin"
    mkdir "$root/brigade-test" "$root/brigade-outside"
    mount --bind "$work" "$root/brigade-test"
    ip link set lo up
    ip link add kitchen0 type veth peer name kitchen1
    ip address add 192.168.77.5/24 dev kitchen0
    ip link set kitchen0 up && ip link set kitchen1 up
    cd "$root" && pivot_root . brigade-outside
    exec env -i container=brigade-test PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot . bash -c \
        'umount -l /brigade-outside; exec /lib/systemd/systemd --system --unit=inside.target --show-status=no --log-target=null < /dev/null'
}

devices() {  # ROOT
    local device
    mount -t tmpfs -o mode=755 tmpfs "$1/dev"
    for device in null zero full random urandom tty; do
        touch "$1/dev/$device"
        mount --bind "/dev/$device" "$1/dev/$device"
    done
    mkdir "$1/dev/pts" "$1/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
    mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
    ln -s pts/ptmx "$1/dev/ptmx"
    ln -s /proc/self/fd "$1/dev/fd"
}

fill() {  # ROOT PROJECT BIN
    local root=$1 project=$2 bin=$3 units=$1/usr/lib/systemd/system
    : > "$root/etc/fstab"
    echo kitchen-box > "$root/etc/hostname"
    rm -rf "$root/etc/systemd/system" "$root/var/lib/brigade" "$root/etc/brigade"
    mkdir -p "$root/etc/systemd/system" "$root/etc/brigade/screens" "$root/usr/share/brigade" "$root/usr/lib/sysusers.d"
    cp "$project"/systemd/*.service "$project"/systemd/*.target "$units"
    cp "$project"/systemd/sysusers.d/* "$root/usr/lib/sysusers.d"
    cp "$project"/systemd/tmpfiles.d/* "$root/usr/lib/tmpfiles.d"
    cp -r "$project/config" "$project/stations" "$root/etc/brigade"
    cp "$bin"/brigade{,-hub,-station} "$root/usr/local/bin"
    rm -rf "$root/usr/share/brigade/locales" && cp -r "$project/assets/locales" "$root/usr/share/brigade"
    cat > "$root/etc/systemd/system/inside.target" << 'UNIT'
[Unit]
Requires=basic.target
After=basic.target
Wants=dbus.service avahi-daemon.service brigade.target brigade-hub.service inside.service
UNIT
    cat > "$root/etc/systemd/system/inside.service" << 'UNIT'
[Unit]
After=brigade-hub.service
[Service]
Type=oneshot
ExecStart=/bin/bash /brigade-test/root-inside
ExecStopPost=/bin/systemctl --no-block exit 0
StandardOutput=file:/brigade-test/report
StandardError=inherit
UNIT
}

if [ "${4:-}" = inside ]; then
    inside "$1" "$2" "$3"
fi
groups=$(findmnt --noheadings --first-only --types cgroup2 --output TARGET)
own=$groups/brigade-test-$$
mkdir "$own"
mkdir -p "$1/root" "$1/upper"
trap 'find "$own" -depth -type d -exec rmdir {} + 2> /dev/null' EXIT
(echo "$BASHPID" > "$own/cgroup.procs" && exec timeout --kill-after=5 150 unshare --fork --pid --kill-child --mount --uts --ipc --net --cgroup "$0" "$1" "$2" "$3" inside)
