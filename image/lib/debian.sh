# Debian 13's packages, by way of the machine's own apt sources (packaging/mirror.sh); what the mirror is called stays
# outside of everything that is made.
. "$root/packaging/mirror.sh"
suite=trixie

# mmdebstrap with those sources; the rest of the arguments are its own. `under` may name what it is started by.
debootstrap() {  # components architectures target arguments…
    local components=$1 architectures=$2 target=$3 sources=$work/debian.sources options
    shift 3
    sources_of "$suite" > "$sources" || fail "Found no apt source here from which to derive those of Debian's $suite."
    sed -i "s/^Components: .*/Components: $components/" "$sources"
    mapfile -t options < <(apt_options)
    ${under:-} env PATH=/usr/sbin:/usr/bin:/sbin:/bin mmdebstrap --mode=root --format=directory --variant=minbase \
        --architectures="$architectures" --aptopt='APT::Install-Recommends "false"' "${options[@]}" "$@" \
        "${forget_mirror[@]}" "$suite" "$target" "$sources"
}

forget_mirror=(
    --customize-hook='rm -rf "$1"/etc/apt/sources.list "$1"/etc/apt/sources.list.d/*'
    --customize-hook='rm -rf "$1"/etc/resolv.conf "$1"/etc/hostname'
    --customize-hook='rm -rf "$1"/var/lib/apt/lists/* "$1"/var/log/apt "$1"/var/log/bootstrap.log'
)

# The packages of a list: one or more a line, what follows # is the reason.
packages_of() { sed 's/#.*//' "$@" | tr -s ' \n' '\n' | sed '/^$/d'; }

# A list separated by commas, as mmdebstrap takes it.
commas() { paste -sd, -; }
