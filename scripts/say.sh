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
