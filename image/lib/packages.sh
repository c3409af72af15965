# Brigade's own packages for the image, made by packaging/build and kept as long as what they are made from is the same.
. "$root/packaging/depends.sh"

# What goes into a package; papers, tests and the image itself do not.
programs=(CMakeLists.txt CMakePresets.json LICENSE assets cmake completions config debian docs/man packaging scripts/page src
    stations systemd tests/support tests/sim tests/CMakeLists.txt)

programs_key() { git -C "$root" ls-tree HEAD -- "${programs[@]}" | key_of packages; }

# Built by hand before, from a commit since which nothing of it has changed.
are_built() {  # architecture
    local commit=$root/build/packages/$suite-$1/commit
    [ -s "$commit" ] && git -C "$root" diff --quiet "$(< "$commit")" HEAD -- "${programs[@]}"
}

make_packages() {
    are_built "$arch" || "$root/packaging/build" "$suite" "$arch"
    rm -rf "$packages.new" && mkdir -p "$packages.new"
    cp "$root/build/packages/$suite-$arch"/*.deb "$packages.new"
    find "$packages.new" -name '*-dbgsym_*' -delete
    mv "$packages.new" "$packages"
}
