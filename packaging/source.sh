# The source a package is built from. Sourced by build.

# What is not Debian's and not ours: uPlot, for the managers' page, as its lock file names it and by its checksum.
fetch_page_modules() {  # tree
    local page=$1/assets/page
    (cd "$page" && npm ci --omit=dev --no-audit --no-fund --loglevel=error --ignore-scripts) || return 1
    # A build made only of this needs no npm: scripts/page goes by this mark.
    cp "$page/package-lock.json" "$page/node_modules/.installed-from"
    # Files that are of no use to the page, and the minified ones whose source is beside them.
    rm -rf "$page"/node_modules/.package-lock.json "$page"/node_modules/uplot/dist/uPlot.{cjs,iife,iife.min}.js
}

# One version for each release, so that one repository may hold them all and a machine that goes from Debian 12 to 13
# takes the other build: 0.1.0~deb12 is older than 0.1.0~deb13.
name_release() {  # tree release
    local version who when
    version=$(dpkg-parsechangelog -l "$1/debian/changelog" -S Version)~deb$(release_number "$2")
    who=$(dpkg-parsechangelog -l "$1/debian/changelog" -S Maintainer)
    # A second later: each version's time is its own.
    when=$(date -u -R -d "$(dpkg-parsechangelog -l "$1/debian/changelog" -S Date) + 1 second")
    {
        printf 'brigade (%s) %s; urgency=medium\n\n' "$version" "$2"
        printf '  * Built for Debian %s.\n\n' "$(release_number "$2")"
        printf ' -- %s  %s\n\n' "$who" "$when"
        cat "$1/debian/changelog"
    } > "$1/debian/changelog.new" && mv "$1/debian/changelog.new" "$1/debian/changelog"
}

release_number() {
    case "$1" in bookworm) say 12 ;; trixie) say 13 ;; *) return 1 ;; esac
}

# The commit that is checked out, nothing else, with the times of its commit.
export_source() {  # tree release
    mkdir -p "$1" && git -C "$root" archive HEAD | tar -x -C "$1" && fetch_page_modules "$1" && name_release "$1" "$2"
}
