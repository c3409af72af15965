# Programs of arm64 on another processor, in a namespace of their own: the machine's own list of foreign programs is
# neither read nor changed (binfmt_misc belongs to a user namespace since Linux 6.7).
arm64_magic='\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00'
arm64_mask='\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff'

# Runs a command where programs of arm64 can be started; every user id stays what it is.
with_arm64() {
    local rule=":brigade-arm64:M::$arm64_magic:$arm64_mask:$toolbox/usr/bin/qemu-aarch64:F"
    unshare --mount --user --map-users=0,0,65536 --map-groups=0,0,65536 --setuid 0 --setgid 0 "$BASH" -euc '
        rule=$1
        shift
        mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc
        printf "%s" "$rule" > /proc/sys/fs/binfmt_misc/register
        exec "$@"' with_arm64 "$rule" "$@"
}

in_foreign() {  # tree command…
    with_arm64 chroot "$@"
}
