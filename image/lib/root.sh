# The root file system of a target: Debian's packages first, kept in the cache; then ours, our files, and what is not
# needed taken away.

# What the lists name, and what our packages ask for.
root_packages() { { packages_of "$image/packages/root" "$image/packages/root-$target" && depends_of "$packages"; } | sort -u; }
root_components() { [ "$target" = arm64-pi4 ] && say "main non-free-firmware" || say main; }

# The name of Debian's part: other packages in it, or another initial RAM disk, another name.
base_key() {
    { root_packages; find "$image/initramfs" -type f | sort | xargs -d '\n' cat; } | key_of root
}

# Debian's part, as a tree that is never changed once it is made.
make_base() {
    local options=()
    rm -rf "$base.new"
    mkdir -p "$(dirname "$base")"
    # In the hook's tree before the kernel is unpacked, so that the initial RAM disk is made once and small.
    options+=(--setup-hook="mkdir -p \"\$1\" && cp -R '$image/initramfs/etc' '$image/initramfs/usr' \"\$1\"")
    local under=""
    if [ "$arch" != "$(dpkg --print-architecture)" ]; then under=with_arm64 options+=(--skip=check/qemu); fi
    debootstrap "$(root_components)" "$arch" "$base.new" --include="$(root_packages | commas)" "${options[@]}"
    mv "$base.new" "$base"
}

# A command inside the root being made. For a foreign architecture its programs are run by the toolbox's emulator,
# registered in a namespace of this command alone.
in_root() {
    if [ "$arch" = "$(dpkg --print-architecture)" ]; then chroot "$tree" "$@"; else in_foreign "$tree" "$@"; fi
}

# Debian's part once more, with Brigade's packages and our files.
make_root() {
    rm -rf "$tree"
    cp -a "$base" "$tree"
    # Before our packages: their users get the numbers of etc/sysusers.d.
    cp -R "$image/root/." "$tree"
    mkdir "$tree/packages" && cp "$packages"/*.deb "$tree/packages"
    in_root sh -c 'DEBIAN_FRONTEND=noninteractive dpkg --install /packages/*.deb'
    rm -r "$tree/packages"
    choose_units
    write_release
    write_variant
    choose_keyring
    point_outside
    in_toolbox python3 /src/image/sbom /work/tree --version "$version" --target "$target" > "$work/sbom.cdx.json"
    take_away
    list_files > "$step_logs/files.list"
}

# What of all units starts by itself: the preset says it, not the packages.
choose_units() {
    rm -rf "$tree"/etc/systemd/system/*.wants
    in_toolbox systemctl --root="/work/tree" preset-all
    # A login prompt on a serial line, a shell when something fails to start, a restart by three keys of a keyboard.
    in_toolbox systemctl --root="/work/tree" mask serial-getty@.service console-getty.service debug-shell.service \
        ctrl-alt-del.target apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer sshd-keygen.service
}

# Which version this is: systemd-boot shows it, updates compare it.
write_release() {
    cat >> "$tree/usr/lib/os-release" << END
IMAGE_ID=brigade
IMAGE_VERSION=$version
END
    sed -i 's/^PRETTY_NAME=.*/PRETTY_NAME="Brigade '"$version"'"/' "$tree/usr/lib/os-release"
}

# The root cannot be written to: what a box has of its own is in /run, made at each start from the data partition.
point_outside() {
    rm -rf "$tree/etc/brigade" "$tree/etc/localtime" "$tree/etc/timezone" "$tree"/etc/ssh/ssh_host_* "$tree/var/lib/dbus"
    ln -sf ../run/systemd/resolve/stub-resolv.conf "$tree/etc/resolv.conf"
    ln -s ../run/brigade/localtime "$tree/etc/localtime"
    ln -s ../run/brigade/settings "$tree/etc/brigade"
    : > "$tree/etc/machine-id"
    mkdir -p "$tree/boot" "$tree/var/lib/brigade"
}

# What no box needs: manuals where there is no terminal (what a licence asks to be kept is kept), the package manager's
# lists, drivers of other machines. Modules are shipped unpacked: unpacking them costs a slow processor seconds at each start, and the
# root is compressed anyway.
take_away() {
    mkdir -p "$work/boot"
    cp "$tree"/boot/vmlinuz-* "$work/boot/kernel"
    cp "$tree"/boot/initrd.img-* "$work/boot/initrd"
    rm -rf "$work/firmware" && mkdir "$work/firmware"
    [ "$target" != arm64-pi4 ] || cp -R "$tree"/usr/lib/raspi-firmware/. "$tree"/usr/lib/linux-image-*/broadcom "$work/firmware"
    local modules kernel
    modules=$(echo "$tree"/usr/lib/modules/*) kernel=${modules##*/}
    packages_of "$image/packages/modules-not-needed" | while read -r part; do rm -rf "$modules/kernel/$part"; done
    find "$modules" -name '*.ko.xz' -print0 | xargs -0 --no-run-if-empty xz --decompress
    in_toolbox depmod --basedir /work/tree "$kernel"
    rm -rf "$tree"/boot/* "$tree"/var/{cache,lib/apt,lib/dpkg,lib/systemd,log,backups,tmp}/* "$tree"/usr/lib/linux-image-* \
        "$tree"/etc/apt "$tree"/root/.[a-z]* "$tree"/tmp/* "$tree"/vmlinuz* "$tree"/initrd.img* "$tree"/etc/*- \
        "$tree"/usr/share/{man,info,locale,bash-completion,zsh,lintian,bug} "$tree"/usr/share/doc/*/[!c]*
}

# Everything that is in the root, to compare two builds.
list_files() { (cd "$tree" && find . -xdev -printf '%M %U:%G %s %p %l\n' | sort -k4); }
