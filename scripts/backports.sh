# Debian 12's backports as an apt source, derived from the machine's own sources, so that a local mirror
# is used as it is and its key and options are kept. Sourced by install-packages.
backports_file=""  # what add_backports wrote, if it did

# One line for every suite that apt knows of: "suite file". Needs no package lists.
apt_suites() {
    apt-get indextargets --no-release-info --format '$(RELEASE) $(SOURCESENTRY)' 'Created-By: Packages' |
        sed -E 's/:[0-9]+$//' | sort -u
}

# The stanza of a .sources file that has the suite and main, turned into one of the other suite.
derive_stanza() {  # file suite other
    awk -v suite="$2" -v other="$3" '
        BEGIN { RS = ""; FS = "\n"; ORS = "\n" }
        done || /(^|\n)Enabled:[ \t]*no/ { next }
        $0 ~ "(^|\n)Suites:[^\n]*[ \t]" suite "([ \t\n]|$)" && /(^|\n)Components:[^\n]*[ \t]main([ \t\n]|$)/ {
            for (i = 1; i <= NF; i++) {
                if ($i ~ /^#/) continue
                if ($i ~ /^Types:/) $i = "Types: deb"
                if ($i ~ /^Suites:/) $i = "Suites: " other
                if ($i ~ /^Components:/) $i = "Components: main"
                print $i
            }
            done = 1
        }' "$1"
}

# The same for the first such line of a .list file; options in brackets stay.
derive_line() {  # file suite other
    sed -nE "s/^[[:space:]]*(deb[[:space:]]+(\[[^]]*\][[:space:]]+)?[^[:space:]]+)[[:space:]]+$2[[:space:]]+(.*[[:space:]])?main([[:space:]].*)?\$/\1 $3 main/p" "$1" | head -n 1
}

# Makes sure that apt knows the backports suite. Fails if there is nothing to derive it from.
add_backports() {
    local codename suites suite file style text
    codename=$(. /etc/os-release && say "$VERSION_CODENAME")
    suites=$(apt_suites)
    grep -q "^$codename-backports " <<< "$suites" && return 0
    while read -r suite file; do
        case "$file" in
            *.sources) style=sources; text=$(derive_stanza "$file" "$suite" "$codename-backports") ;;
            *) style=list; text=$(derive_line "$file" "$suite" "$codename-backports") ;;
        esac
        [ -n "$text" ] || continue
        backports_file=/etc/apt/sources.list.d/brigade-backports.$style
        say "  adding $codename-backports as an apt source, from the mirror in $file"
        say "$text" | as_root tee "$backports_file" > /dev/null
        return 0
    done < <(grep -E "^($codename|oldstable|oldoldstable) " <<< "$suites")
    return 1
}

# A source that brought nothing must not stay behind and disturb the machine's own apt.
remove_added_backports() {
    [ -z "$backports_file" ] || as_root rm -f "$backports_file"
}
