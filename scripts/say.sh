# How the scripts speak, sourced by each of them: calm lines to stdout, trouble with what to do to stderr.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs=$root/build/logs
mkdir -p "$logs"

say() { printf '%s\n' "$*"; }

# One paragraph that says what is wrong and what to do about it.
complain() { printf '\n%s\n' "$*" >&2; }

# The end of a log, indented, for a failure.
show_end() { tail -n "${2:-30}" "$1" | sed 's/^/    /' >&2; }

seconds_since() { printf '%s' "$((SECONDS - $1))"; }

# Ninja's "[12/140] ..." as one line that counts, or on a log four lines in all; compiler output stays in the log.
show_progress() {  # what
    local line finished total quarter=0
    while IFS= read -r line; do
        [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
        finished=${BASH_REMATCH[1]} total=${BASH_REMATCH[2]}
        if [ -t 1 ]; then
            printf '\r  %s: %d of %d ' "$1" "$finished" "$total"
        elif [ $((4 * finished / total)) -gt "$quarter" ]; then
            quarter=$((4 * finished / total))
            printf '  %s: %d of %d\n' "$1" "$finished" "$total"
        fi
    done
}
