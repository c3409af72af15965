# The apt sources of any Debian release, derived from the machine's own, so that a local mirror, its key and its options
# are used as they are and stand nowhere in the repository. Sourced by build.
. "$root/scripts/backports.sh"

machine_codename() { (. /etc/os-release && say "$VERSION_CODENAME"); }

# One stanza that names `other` where the machine's sources name `suite`; nothing if they do not.
derived() {  # suite other
    local file text
    while read -r _ file; do
        case "$file" in
            *.sources) text=$(derive_stanza "$file" "$1" "$2") ;;
            *) text=$(as_stanza "$(derive_line "$file" "$1" "$2")") ;;
        esac
        [ -z "$text" ] || { printf '%s\n\n' "$text"; return 0; }
    done < <(apt_suites | grep "^$1 ")
    return 1
}

# "deb [options] URI SUITE COMPONENTS" as a stanza, so that all of them go into one file.
as_stanza() {
    [ -n "$1" ] || return 0
    local fields='Types: deb\nURIs: \3\nSuites: \4\nComponents: \5\n\2'
    sed -E "s/^deb +(\\[([^]]*)\\] +)?([^ ]+) +([^ ]+) +(.*)\$/$fields/" <<< "$1" |
        sed -E 's/^.*signed-by=([^ ]+).*$/Signed-By: \1/; /^$/d'
}

# Release, updates and security of a release. Fails if the machine's sources know no Debian mirror.
sources_of() {  # release
    local mine
    mine=$(machine_codename)
    derived "$mine" "$1" || return 1
    derived "$mine-updates" "$1-updates" || true
    derived "$mine-security" "$1-security" || true
}

# How the machine's apt reaches its mirror and what it asks of it, as options of mmdebstrap, one a line.
apt_options() {
    apt-config dump | grep -E '^Acquire::(Check-|Retries|https?::Proxy)' | sed 's/^/--aptopt=/'
}
