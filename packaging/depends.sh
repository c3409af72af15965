# What our packages ask Debian for. Sourced by check and by image/build.

# Names alone, one a line, the first of alternatives; ours come from the directory.
depends_of() {  # directory of packages
    local package
    for package in "$1"/brigade*.deb; do
        case "$package" in *-dbgsym_*) ;; *) dpkg-deb -f "$package" Depends Pre-Depends ;; esac
    done | sed 's/^[A-Za-z-]*: //' | tr ',' '\n' | sed 's/|.*//; s/(.*//; s/[[:space:]]//g' | grep -v '^brigade' | sort -u
}
