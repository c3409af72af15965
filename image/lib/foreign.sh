# Programs of arm64 on another processor, in a namespace of their own: the machine's own list of foreign programs is
# neither read nor changed (binfmt_misc belongs to a user namespace since Linux 6.7).
arm64_magic='\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00'
arm64_mask='\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff'

# Runs a command where programs of arm64 can be started; every user's number stays what it is. The command waits until
# its namespace has been told so from outside.
with_arm64() {
    local rule=":brigade-arm64:M::$arm64_magic:$arm64_mask:$toolbox/usr/bin/qemu-aarch64:F" gate=$work/gate child
    rm -f "$gate" && mkfifo "$gate"
    unshare --user --mount --pid --fork --kill-child --propagation private "$BASH" -euc '
        echo ready > "$1"
        read -r _ < "$1"
        mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
        printf "%s" "$2" > /proc/sys/fs/binfmt_misc/register
        exec "${@:3}"' with_arm64 "$gate" "$rule" "$@" &
    child=$!
    read -r _ < "$gate"
    echo "0 0 65536" > "/proc/$child/uid_map"
    echo "0 0 65536" > "/proc/$child/gid_map"
    echo go > "$gate"
    wait "$child"
}

in_foreign() {  # tree command…
    with_arm64 chroot "$@"
}
