# The stages of ./test, in order. A stage is a function stage_NAME that runs something and counts its
# scenarios, a line that says what it is, and, if not every checkout has it, a function has_NAME.
everyday=(unit bench conformance docs page monitoring figures system crash simulation lan)
deep=(page monitoring lan_more simulation_more asan tsan asan_conformance tsan_conformance asan_simulation fuzz)
long=(release asan_gcc simulation_long crash_points repeat crash_long figures_long lan_long fuzz_long tidy appliance)

declare -A about=(
    [unit]="the scenarios of every room"
    [bench]="what ./bench counts: samples, rounds, ratios, comparisons"
    [conformance]="the protocol, from the outside"
    [docs]="the protocol page: its examples, its schemas"
    [page]="the managers' page: its types, its words, and a real browser where there is one"
    [monitoring]="the alarms and the dashboard, against what the hub exports"
    [figures]="managers' figures, counted again by somebody else from exported facts and from events"
    [figures_long]="the same on a year of a busy restaurant"
    [system]="real orders, a full day, a full disk, hostile clients"
    [crash]="real hub and screens killed, stopped, cut off and without power under load"
    [simulation]="whole kitchens' bad days from a seed, and every sabotage noticed"
    [lan]="machines of their own: who is let in, who is kept out, and how the hub is found"
    [lan_more]="machines of their own: partitions, cut cables, abuse, a browser"
    [lan_long]="8 screens and 16 terminals through 20 partitions"
    [simulation_more]="more seeds"
    [asan_simulation]="a few seeds under the address sanitizer"
    [simulation_long]="3,000 seeds"
    [crash_points]="the power cut after every call to the disk, and every call and allocation made to fail"
    [release]="the scenarios again, optimised as installed"
    [asan]="the scenarios under the address and undefined behaviour sanitizers of Clang"
    [asan_gcc]="the same under those of GCC"
    [tsan]="the scenarios of rooms with threads under the thread sanitizer"
    [asan_conformance]="the protocol against the hub under the address sanitizer"
    [tsan_conformance]="the protocol against the hub under the thread sanitizer"
    [fuzz]="every decoder and whole sessions on made-up input"
    [repeat]="the scenarios 20 times in random order under the thread sanitizer"
    [fuzz_long]="every decoder and whole sessions on made-up input, ten minutes each"
    [crash_long]="the same 200 times over, with an optimised build"
    [tidy]="clang-tidy on every source file"
    [appliance]="packages of every release, images of every target, and their boots"
)

stage_unit() { build dev && run_ctest dev unit; }

has_bench() { [ -e "$root/tests/bench/bench_test.py" ]; }
stage_bench() { run_python bench tests/bench; }

has_conformance() { compgen -G "$root/tests/conformance/*.test.mjs" > /dev/null; }
stage_conformance() { build dev && run_conformance dev conformance; }

# Stands on the conformance suite's modules and support code.
has_docs() { compgen -G "$root/tests/docs/*.test.mjs" > /dev/null; }
stage_docs() {
    build dev || return 0
    local output=$logs/docs.log report=$logs/docs.tap status
    rm -f "$report"
    install_node_modules > "$output" && BRIGADE_BIN=$root/build/dev/bin node --test ${filter:+--test-name-pattern="$filter"} \
        --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=tap --test-reporter-destination="$report" "$root"/tests/docs/*.test.mjs > "$output" 2>&1
    status=$?
    [ "$status" = 0 ] || show_end "$output" 60
    count_tap "$report" "$status"
}

# The browser's scenarios are skipped where there is no Chromium; ./test --deep installs it.
has_page() { compgen -G "$root/tests/page/*.test.mjs" > /dev/null; }
stage_page() {
    build dev || return 0
    local output=$logs/page-types.log modules=$root/assets/page/node_modules
    if [ ! -d "$modules" ]; then
        say "  skipped: npm could not install the page's tools (build/logs/page-npm.log)"
        count 0 0 1
        return
    fi
    if [[ -z $filter || "page: its types" =~ $filter ]]; then
        if "$modules/.bin/tsc" --noEmit -p "$root/assets/page" > "$output" 2>&1; then count 1 0 0; else show_end "$output"; count 0 1 0; fi
    fi
    run_node dev page page
}

# What needs promtool is skipped where there is none; ./test --deep installs it.
has_monitoring() { compgen -G "$root/tests/monitoring/*.test.mjs" > /dev/null; }
stage_monitoring() { build dev && run_node dev monitoring monitoring; }

has_figures() { [ -e "$root/tests/figures/check.py" ]; }
stage_figures() { build dev && run_figures dev figures --days 30 --orders-per-day 60; }
has_figures_long() { has_figures; }
stage_figures_long() { build release-test && run_figures release-test figures_long --days 365 --orders-per-day 630 --ranges 60; }

# They stand on the conformance suite's modules and support code as well.
has_system() { compgen -G "$root/tests/system/*.test.mjs" > /dev/null; }
stage_system() { build dev && run_node dev system system; }
has_crash() { compgen -G "$root/tests/crash/*.test.mjs" > /dev/null; }
stage_crash() { build dev && run_node dev crash crash; }
has_crash_long() { has_crash; }
stage_crash_long() { build release-test && BRIGADE_CRASH_CYCLES=200 run_node release-test crash_long crash; }

# Several machines are network namespaces; where those may not be made, the scenarios are skipped.
has_lan() { compgen -G "$root/tests/lan/*.test.mjs" > /dev/null; }
stage_lan() { build dev && run_node dev lan lan trust.test.mjs pairing.test.mjs discovery.test.mjs; }
has_lan_more() { has_lan; }
stage_lan_more() { build dev && run_node dev lan_more lan partitions.test.mjs cut-cable.test.mjs abuse.test.mjs cross-origin.test.mjs; }
has_lan_long() { has_lan; }
stage_lan_long() { build release-test && BRIGADE_LAN=full run_node release-test lan_long lan partitions.test.mjs; }

stage_simulation() {
    build dev || return 0
    simulate dev 1 20
    simulate_sabotages dev
    simulate_promises dev
}
stage_simulation_more() { build dev && simulate dev 21 150; }
stage_asan_simulation() { build fuzz && simulate fuzz 1 4; }
stage_simulation_long() { build release-test && simulate release-test 1 3000; }
stage_crash_points() {
    build release-test && BRIGADE_CRASH_POINTS=all run_ctest release-test crash_points -R '^crash_points: ' --timeout 7200
}

stage_release() { build release-test && run_ctest release-test release; }

# The build of the fuzzers has the same sanitizers inside; a third of ./test --deep would go into building another. The
# layering scenarios read our sources and run nothing of them.
stage_asan() { build fuzz && run_ctest fuzz asan -E "^layering: "; }
stage_asan_gcc() { build asan && run_ctest asan asan_gcc; }

# Only what has more than one thread, and who it is built from.
threaded=(journal net hub station app)
build_tsan() { build tsan brigade brigade-hub brigade-station "${threaded[@]/#/test-}"; }
run_threaded() { run_ctest tsan "$1" -R "^($(IFS='|' && echo "${threaded[*]}")): .*${filter:-}" "${@:2}"; }
stage_tsan() { build_tsan && run_threaded tsan; }

has_asan_conformance() { has_conformance; }
stage_asan_conformance() { build fuzz && run_conformance fuzz asan_conformance; }
has_tsan_conformance() { has_conformance; }
stage_tsan_conformance() { build_tsan && run_conformance tsan tsan_conformance; }

# Every program fuzz-NAME has its first inputs in tests/fuzz/corpus/NAME: those alone, then what comes of them.
has_fuzz() { [ -e "$root/tests/fuzz/CMakeLists.txt" ]; }
stage_fuzz() { fuzz_each "${BRIGADE_FUZZ_S:-15}"; }
has_fuzz_long() { has_fuzz; }
stage_fuzz_long() { fuzz_each "${BRIGADE_FUZZ_S:-600}"; }

fuzz_each() {  # seconds
    local corpus name names=()
    build fuzz || return 0
    for corpus in "$root"/tests/fuzz/corpus/*; do
        if [[ -z $filter || "fuzz: ${corpus##*/}" =~ $filter ]]; then names+=("${corpus##*/}"); fi
    done
    for name in "${names[@]}"; do
        while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
        fuzz "$name" "$1" > "$logs/fuzz-$name.log" 2>&1 &
    done
    wait
    for name in "${names[@]}"; do judge_fuzzer "$name" "$1"; done
}

fuzz() {  # name seconds
    local program=$root/build/fuzz/bin/fuzz-$1 corpus=$root/tests/fuzz/corpus/$1 found=$root/build/fuzz/found/$1
    mkdir -p "$found" "$root/build/fuzz/crashes"
    local options=(-timeout=20 -rss_limit_mb=2048 -artifact_prefix="$root/build/fuzz/crashes/$1-")
    "$program" -runs=0 "${options[@]}" "$corpus" &&
        "$program" -max_total_time="$2" -print_final_stats=1 -dict="$root/tests/fuzz/words.dict" "${options[@]}" \
            "$found" "$corpus" && echo "all is well"
}

judge_fuzzer() {  # name seconds
    local log=$logs/fuzz-$1.log executions coverage input
    if [ "$(tail -n 1 "$log")" = "all is well" ]; then
        executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
        coverage=$(sed -nE 's/.* cov: ([0-9]+) .*/\1/p' "$log" | tail -n 1)
        say "  fuzz-$1: $executions executions in $2 s, $coverage edges"
        count 1 0 0
    else
        input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
        show_end "$log" 60
        say "  fuzz-$1 fails; again with: build/fuzz/bin/fuzz-$1 ${input#"$root/"}"
        count 0 1 0
    fi
}

stage_repeat() { build_tsan && run_threaded repeat --repeat until-fail:20 --schedule-random; }

# The builds that compile in batches do not say how each file is compiled.
stage_tidy() {
    build release-test || return 0
    local file log=$logs/tidy.log
    : > "$log"
    for file in "$root"/src/*/*.cpp; do
        if [[ -n $filter && ! "tidy: ${file#"$root/"}" =~ $filter ]]; then continue; fi
        if clang-tidy -p "$root/build/release-test" --quiet --warnings-as-errors='*' --extra-arg=-Wno-unknown-warning-option "$file" 2> /dev/null | tee -a "$log"; then
            count 1 0 0
        else
            count 0 1 0
        fi
    done
}

# As root alone: it makes root file systems.
stage_appliance() {
    local log=$logs/appliance.log
    if [ "$(id -u)" != 0 ]; then
        say "  skipped: packages and images of other releases take root"
        count 0 0 1
        return
    fi
    "$root/scripts/install-packages" image && "$root/image/all" "${filter:-.}" 2>&1 | tee "$log"
    count_closing_line "$log"
}
