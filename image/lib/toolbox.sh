# The toolbox: a Debian 13 in a directory of the cache, which makes images and boots them. The machine itself needs
# mmdebstrap and gets nothing installed.
make_toolbox() {
    rm -rf "$toolbox.new"
    debootstrap main amd64 "$toolbox.new" --include="$(packages_of "$image/packages/toolbox" | commas)"
    mkdir -p "$toolbox.new"/{src,work,cache}
    mv "$toolbox.new" "$toolbox"
}

# A command in the toolbox: the checkout is /src and cannot be changed, the build's own files are /work.
# The mounts are seen by that command alone and go with it.
in_toolbox() {
    unshare --mount --propagation private "$BASH" -euc '
        box=$1 src=$2 work=$3 epoch=$4
        shift 4
        mount --bind "$src" "$box/src" && mount -o remount,bind,ro "$box/src"
        mount --bind "$work" "$box/work"
        mount --rbind /dev "$box/dev"
        mount -t proc proc "$box/proc"
        mount -t tmpfs -o mode=1777 tmpfs "$box/tmp"
        exec chroot "$box" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 TZ=UTC \
            SOURCE_DATE_EPOCH="$epoch" "$@"' \
        in_toolbox "$toolbox" "$root" "$work" "$SOURCE_DATE_EPOCH" "$@"
}
