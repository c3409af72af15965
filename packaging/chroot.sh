# Chroots of Debian releases in which packages are built and tried. Sourced by build and check; needs root.
chroots=${XDG_CACHE_HOME:-$HOME/.cache}/brigade/chroots

# Other build dependencies, another chroot: a chroot is never changed once it is made. One for each architecture that is
# built for: some -dev packages cannot be there twice.
chroot_of() {  # release architecture
    say "$chroots/$1-$2-$(sed -n '/^Build-Depends:/,/^$/p' "$root/debian/control" | sha256sum | cut -c1-12)"
}

# What the mirror is called stays outside: it is of no use to a build that has no network.
forget_mirror=(
    --customize-hook='rm -rf "$1"/etc/apt/sources.list "$1"/etc/apt/sources.list.d/*'
    --customize-hook='rm -rf "$1"/etc/resolv.conf "$1"/etc/hostname'
    --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/var/log/apt "$1"/var/log/bootstrap.log'
)

# Makes the chroot of a release with all that debian/control asks for: to build for amd64, or on amd64 for arm64.
make_chroot() {  # release architecture directory
    local sources new=$3.new options architectures=amd64 cross=""
    # The machine's apt, as mmdebstrap has set it up, and the chroot's dpkg: without that it would be the machine's own.
    local build_dep='APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get -q -y -o DPkg::Chroot-Directory="$1" build-dep'
    if [ "$2" = arm64 ]; then architectures=amd64,arm64 cross=,crossbuild-essential-arm64; fi
    sources=$(mktemp --suffix=.sources)
    sources_of "$1" > "$sources" || { rm -f "$sources"; return 1; }
    mapfile -t options < <(apt_options)
    rm -rf "$new" && mkdir -p "$chroots" &&
        mmdebstrap --mode=root --variant=minbase --architectures=$architectures --format=directory \
            "${options[@]}" --aptopt='APT::Install-Recommends "false"' \
            --include=build-essential,fakeroot,lintian$cross \
            --customize-hook="$build_dep --host-architecture=$2 '$root'" \
            "${forget_mirror[@]}" "$1" "$new" "$sources" && mv "$new" "$3"
    local status=$?
    rm -rf "$sources" "$new"
    return $status
}

# Runs a command in a chroot that has /proc, /dev, one directory of the machine at /work, and no network but loopback.
in_chroot() {  # chroot directory command...
    unshare --mount --net --pid --fork --kill-child bash -c '
        mkdir -p "$1/work" && mount --bind "$2" "$1/work" && mount -t proc proc "$1/proc" &&
        mount --rbind /dev "$1/dev" && ip link set lo up &&
        exec chroot "$1" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 HOME=/root \
            DEB_BUILD_OPTIONS="${DEB_BUILD_OPTIONS-}" "${@:3}"' - "$@"
}
