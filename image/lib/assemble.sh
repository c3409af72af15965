# From a root file system to a disk: the compressed root, the program that the firmware starts, the partitions.

make_erofs() {
    rm -f "$work/root.erofs"
    # zstd would save a sixth, and a slow processor takes up to twice as long to start from it.
    in_toolbox mkfs.erofs -zlz4hc -C65536 -T"$SOURCE_DATE_EPOCH" -U"$root_uuid" -L brigade --quiet \
        /work/root.erofs /work/tree
    local size
    size=$(stat -c %s "$work/root.erofs")
    [ "$size" -le $((512 << 20)) ] || fail "The root is $((size >> 20)) MB; its partition has 512."
}

# Quiet: nothing of the kernel's or systemd's on the screen, no cursor. /var is in memory, but for the data partition.
command_line() {
    say "root=PARTLABEL=brigade_$version ro rootfstype=erofs systemd.volatile=state systemd.machine_id=firmware" \
        "quiet loglevel=0 systemd.show_status=no rd.udev.log_level=0 vt.global_cursor_default=0 consoleblank=0" \
        "systemd.gpt_auto=no panic=10 $1"
}

# What the firmware reads, by target.
make_boot() {
    rm -rf "$work/esp" && mkdir -p "$work/esp"
    [ ! -e "$root/config/brigade.txt" ] || cp "$root/config/brigade.txt" "$work/esp/brigade-example.txt"
    case "$target" in arm64-pi4) make_boot_pi ;; *) make_boot_uefi ;; esac
    find "$work/esp" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

make_boot_uefi() {
    local efi=x64
    [ "$arch" = amd64 ] || efi=aa64
    mkdir -p "$work"/esp/EFI/{BOOT,Linux,systemd} "$work/esp/loader"
    command_line "" > "$work/cmdline"
    in_toolbox python3 /src/image/splash /work/splash.bmp
    local parts=/work/tree/usr/lib/systemd/boot/efi
    in_toolbox ukify build --linux=/work/boot/kernel --initrd=/work/boot/initrd --cmdline=@/work/cmdline \
        --os-release=@/work/tree/usr/lib/os-release --splash=/work/splash.bmp --efi-arch="$efi" \
        --stub="$parts/linux$efi.efi.stub" --output="/work/esp/EFI/Linux/brigade_$version.efi"
    cp "$work/tree/usr/lib/systemd/boot/efi/systemd-boot$efi.efi" "$work/esp/EFI/BOOT/BOOT${efi^^}.EFI"
    cp "$work/tree/usr/lib/systemd/boot/efi/systemd-boot$efi.efi" "$work/esp/EFI/systemd/systemd-boot$efi.efi"
    # A key that is held or jammed while it starts must not end in a menu that nobody answers.
    printf 'timeout menu-disabled\neditor no\nauto-firmware no\n' > "$work/esp/loader/loader.conf"
}

# The Pi's own firmware starts the kernel itself. Its files are beside it as it looks for them.
make_boot_pi() {
    cp -R "$work"/firmware/. "$work/esp/"
    cp "$work"/firmware/broadcom/bcm2711*.dtb "$work/esp/" && rm -r "$work/esp/broadcom"
    cp "$work/boot/kernel" "$work/esp/kernel-a" && cp "$work/boot/initrd" "$work/esp/initrd-a"
    command_line "console=tty1 cma=128M" | tr -d '\n' > "$work/esp/cmdline.txt"
    cp "$image/pi4/config.txt" "$work/esp/config.txt"
}

# Both slots and the boot partition; the data partition is made by the box itself, as large as its disk allows.
make_disk() {
    rm -rf "$work/repart" "$work/disk" && mkdir "$work/repart"
    cp "$image"/root/usr/lib/repart.d/{10-esp,20-root-a,21-root-b}.conf "$work/repart/"
    printf 'Format=vfat\nCopyFiles=/:/\n' >> "$work/repart/10-esp.conf"
    printf 'Label=brigade_%s\nCopyBlocks=/work/root.erofs\n' "$version" >> "$work/repart/20-root-a.conf"
    printf 'Label=_empty\n' >> "$work/repart/21-root-b.conf"
    # Sectors of 512 bytes, or the firmware finds nothing on the boot partition.
    in_toolbox env SYSTEMD_REPART_MKFS_OPTIONS_VFAT="-F 32 -n BRIGADE" systemd-repart --offline=yes --empty=create \
        --size=auto --sector-size=512 --seed="$seed" --definitions=/work/repart --copy-source=/work/esp \
        --architecture="${arch/amd64/x86-64}" --dry-run=no /work/disk
    [ "$target" != arm64-pi4 ] || in_toolbox sfdisk --part-type /work/disk 1 EBD0A0A2-B9E5-4433-87C0-68B6B72699C7
}

pack() {
    mv "$work/disk" "$out/$name.img"
    keep_update
    mv "$work/sbom.cdx.json" "$out/$name.cdx.json"
    cp --sparse=always "$out/$name.img" "$out/$name.img.sparse" && mv "$out/$name.img.sparse" "$out/$name.img"
    if [ -n "$quick" ]; then rm -f "$out/$name.img.xz"; else xz --keep --force -T0 -3 "$out/$name.img"; fi
    (cd "$out" && sha256sum -- "$name".* > "$name.SHA256SUMS.new" && mv "$name.SHA256SUMS.new" "SHA256SUMS.$target")
}
