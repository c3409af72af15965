# How ./test counts scenarios: a stage adds what its runner reported; the sum is the last line.
passed=0 failed=0 skipped=0

count() {  # passed failed skipped
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}

closing_line() { printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"; }

# Adds the closing line of another script, out of its log.
count_closing_line() {  # file
    if [[ $(tail -n 1 "$1") =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed,\ ([0-9]+)\ skipped$ ]]; then
        count "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" "${BASH_REMATCH[3]}"
    else
        count 0 1 0  # it ended before it could say how
    fi
}

# A number out of the first tag of CTest's JUnit file; 0 if there is none.
junit_number() {  # file attribute
    local number
    number=$(sed '/<testcase/q' "$1" 2> /dev/null | grep -m 1 -oE "\b$2=\"[0-9]+\"" | tr -dc '0-9')
    printf '%d' "${number:-0}"
}

# CTest calls a test whose program is not there skipped; here it has failed.
count_junit() {  # file exit-status
    local all bad away lost
    all=$(junit_number "$1" tests) bad=$(junit_number "$1" failures)
    away=$(($(junit_number "$1" skipped) + $(junit_number "$1" disabled)))
    lost=$(grep -c '<testcase name="[^"]*_NOT_BUILT"' "$1" 2> /dev/null)
    away=$((away - lost)) bad=$((bad + lost))
    count $((all - bad - away)) "$(at_least_one_if "$2" "$bad")" "$away"
}

# A number out of the "# pass 12" lines that end Node's TAP output; 0 if there is none.
tap_number() {  # file word
    local number
    number=$(sed -nE "s/^# $2 ([0-9]+)\$/\1/p" "$1" 2> /dev/null | tail -n 1)
    printf '%d' "${number:-0}"
}

count_tap() {  # file exit-status
    local bad away
    bad=$(($(tap_number "$1" fail) + $(tap_number "$1" cancelled)))
    away=$(($(tap_number "$1" skipped) + $(tap_number "$1" todo)))
    [ -z "$filter" ] || away=0  # Node calls what a filter leaves out skipped
    count "$(tap_number "$1" pass)" "$(at_least_one_if "$2" "$bad")" "$away"
}

# A runner that ends badly and names no failed scenario has itself failed.
at_least_one_if() { if [ "$1" != 0 ] && [ "$2" = 0 ]; then printf 1; else printf '%d' "$2"; fi; }
