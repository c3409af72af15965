# What an image has to do with updates: whose signatures it takes, and the two files of its own for boxes that run
# another version. docs/updates.md

# Debian's keyring for systemd-pull names others' keys: whatever they sign, no box of ours may take for an update.
choose_keyring() {
    local place=$tree/usr/lib/systemd/import-pubring.gpg
    rm -f "$place" "$tree/etc/systemd/import-pubring.gpg"
    if [ -n "$keyring" ]; then
        install -m 644 "$keyring" "$place"
    else
        say "This image takes no updates: --keyring names the public keys of those who may sign them."
    fi
}

# Which of the updates are for a box of this kind.
write_variant() { say "VARIANT_ID=$target" >> "$tree/usr/lib/os-release"; }

# For image/release, which signs them.
keep_update() {
    local uki=$work/esp/EFI/Linux/brigade_$version.efi
    rm -f "$out"/updates/brigade_*_"$target".*
    [ -e "$uki" ] || { say "No update is made of it: $target has no loader that counts starts."; return 0; }
    mkdir -p "$out/updates"
    mv "$work/root.erofs" "$out/updates/brigade_${version}_$target.root.erofs"
    cp "$uki" "$out/updates/brigade_${version}_$target.efi"
}
