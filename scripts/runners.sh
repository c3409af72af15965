# What the stages of ./test are made of: a build, a CTest run, a run of the protocol conformance suite.
declare -A built=()

# Builds a preset once. A build that fails counts as one failure, whatever else would have needed it.
build() {  # preset [targets; else everything]
    if [ -z "${built[$1]:-}" ]; then
        if "$root/scripts/build" "$@"; then built[$1]=yes; else built[$1]=no; count 0 1 0; fi
    elif [ "${built[$1]}" = no ]; then
        say "  not run, because the $1 build failed"
    fi
    [ "${built[$1]}" = yes ]
}

# ThreadSanitizer of GCC 12 cannot map its shadow where newer kernels put things at random.
fixed_addresses() { if setarch -R true 2> /dev/null; then setarch -R "$@"; else "$@"; fi; }

export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1
export UBSAN_OPTIONS=print_stacktrace=1
export TSAN_OPTIONS=second_deadlock_stack=1:halt_on_error=1

# The scenarios of a build, more at once than there are cores: many wait. A failure is shown with its output, what passes only counts.
run_ctest() {  # preset name [ctest options]
    local preset=$1 report=$logs/$2.xml status
    shift 2
    rm -f "$report"
    fixed_addresses ctest --test-dir "$root/build/$preset" --parallel $((2 * $(nproc))) --timeout 300 --output-on-failure \
        --output-junit "$report" ${filter:+-R "$filter"} "$@" 2>&1 |
        grep -vE '^ *Start +[0-9]+: |^ *[0-9]+/[0-9]+ +Test .* (Passed|\*\*\*Skipped) |^(Internal ctest|Test project)|^$'
    status=${PIPESTATUS[0]}
    count_junit "$report" "$status"
}

install_node_modules() {
    local here=$root/tests/conformance stamp
    stamp=$here/node_modules/.installed-from
    if [ -e "$stamp" ] && cmp -s "$stamp" "$here/package-lock.json"; then return 0; fi
    say "  installing the suite's Node modules ..."
    (cd "$here" && npm ci --no-audit --no-fund --loglevel=error) > "$logs/npm.log" 2>&1 || return 1
    mkdir -p "$here/node_modules" && cp "$here/package-lock.json" "$stamp"
}

# The protocol conformance suite against the programs of a build.
run_conformance() { run_node "$1" "$2" conformance; }  # preset name

# The Node scenarios of a directory of tests/ against the programs of a build. What a scenario has measured is shown.
run_node() {  # preset name directory [file...]
    local output=$logs/$2.log report=$logs/$2.tap status
    if ! install_node_modules; then
        show_end "$logs/npm.log"
        complain "npm could not install the conformance suite's modules. The full log is build/logs/npm.log."
        count 0 1 0
        return
    fi
    rm -f "$report"
    (
        cd "$root/tests/$3" || exit 1
        BRIGADE_BIN=$root/build/$1/bin fixed_addresses node --test ${filter:+--test-name-pattern="$filter"} \
            --test-reporter=spec --test-reporter-destination=stdout \
            --test-reporter=tap --test-reporter-destination="$report" "${@:4}"
    ) > "$output" 2>&1
    status=$?
    if [ "$status" != 0 ]; then
        sed -n '/failing tests:/,$p' "$output" | head -n 200
        grep -q 'failing tests:' "$output" || show_end "$output" 60
        say "  the whole output is ${output#"$root/"}"
    fi
    sed -nE '/^ +# [^S]/s/^ +# /  /p' "$report" 2> /dev/null
    count_tap "$report" "$status"
}

# The Python scenarios of a directory: its *_test.py.
run_python() {  # name directory
    local output=$logs/$1.log status ran bad
    python3 -B -m unittest discover -v -s "$root/$2" -p '*_test.py' ${filter:+-k "*$filter*"} > "$output" 2>&1
    status=$?
    [ "$status" != 5 ] || status=0  # a filter that matches none of them; older Pythons say 0
    [ "$status" = 0 ] || show_end "$output" 60
    ran=$(sed -nE 's/^Ran ([0-9]+) tests?.*/\1/p' "$output")
    bad=$(grep -cE '^(FAIL|ERROR): ' "$output")
    count $((${ran:-0} - bad)) "$(at_least_one_if "$status" "$bad")" 0
}

# What an independent count makes of the figures. Its scenarios build on each other: a filter takes all of them or none.
run_figures() {  # preset name [options]
    local output=$logs/$2.log status
    if [[ -n $filter && ! "figures:" =~ $filter && ! $filter =~ ^figures: ]]; then return; fi
    PYTHONDONTWRITEBYTECODE=1 python3 "$root/tests/figures/check.py" "$root/build/$1/bin" "${@:3}" > "$output" 2>&1
    status=$?
    [ "$status" = 0 ] || show_end "$output" 80
    sed -nE 's/^ +# /  /p' "$output"
    count_tap "$output" "$status"
}
