# How a build speaks: one line a step with its time, everything else in a log of its own.
step_number=0
timings=""

fail() {
    complain "$1"
    exit 1
}

# Runs the function of that name and says how long it took; what it prints is in LOGS/NN-name.log.
step() {  # "what is done" function arguments…
    local what=$1 start=$EPOCHREALTIME log
    shift
    step_number=$((step_number + 1))
    log=$step_logs/$(printf '%02d' "$step_number")-$1.log
    if [ -t 1 ]; then printf '  %s %-44s …' "$(bar)" "$what"; fi
    # Not in a condition: there the shell would no longer stop at the first command that fails.
    ( set -eE; "$@" ) > "$log" 2>&1 &
    if ! wait $!; then
        [ -t 1 ] && printf '\n'
        show_end "$log"
        fail "It failed: $what. The full log is $log."
    fi
    if [ -t 1 ]; then printf '\r\033[K'; fi
    printf '  %s %-44s %6s s\n' "$(bar)" "$what" "$(tenths_since "$start")"
    timings+="$(tenths_since "$start") $what"$'\n'
}

# How much of the build is behind, as far as the number of its steps says it.
bar() {
    local full=$((10 * step_number / steps_in_all)) rest
    rest=$((10 - full))
    printf '[%s%s]' "$(printf '%*s' "$full" '' | tr ' ' '#')" "$(printf '%*s' "$rest" '' | tr ' ' '.')"
}

tenths_since() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }'; }

# The name under which something made from these words and files is kept: the same again for the same ones.
key_of() { { printf '%s\n' "$@"; cat; } | sha256sum | cut -c1-12; }

# A UUID that follows from words.
uuid_of() { python3 -c 'import sys, uuid; print(uuid.uuid5(uuid.NAMESPACE_URL, sys.argv[1]))' "$1"; }

# Beside the image: from what it was made, and how long it took.
write_down() {
    {
        printf '%s\n' "version $version" "target $target" "commit $commit"
        git -C "$root" diff --quiet HEAD -- "$image" || say "with changes of image/ that are in no commit"
        printf '\nseconds\n%s' "$timings"
    } > "$out/$name.made.txt"
}
