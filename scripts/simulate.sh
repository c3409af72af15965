# How ./test runs the simulator (brigade-sim --help): honest seeds must hold, every sabotage must be noticed,
# the same seed must give the same output, a mistake in the call must be told.

# Seeds, two at a time; each is one scenario.
simulate() {  # preset first last
    local program=$root/build/$1/bin/brigade-sim out=$logs/simulation-$1 seed status bad=0 good=0
    rm -rf "$out" && mkdir -p "$out"
    seq "$2" "$3" | xargs -P 2 -I SEED sh -c \
        '"$0" --seed SEED > "$1/SEED.log" 2>&1; echo $? > "$1/SEED.status"' "$program" "$out"
    for seed in $(seq "$2" "$3"); do
        status=$(cat "$out/$seed.status" 2> /dev/null)
        if [ "$status" = 0 ]; then
            good=$((good + 1))
        else
            bad=$((bad + 1))
            [ "$bad" -gt 5 ] || show_end "$out/$seed.log" 8
        fi
    done
    count "$good" "$bad" 0
    say "  seeds $2 to $3: $good held, $bad did not; $(cat "$out"/*.log | grep '^seed=' | awk -F'[= ]' '
        { acked += $6; crashes += $8; cuts += $10 }
        END { printf "%d acks, %d crashes, %d power cuts", acked, crashes, cuts }')"
}

# Broken on purpose, the simulator must end with 1 and name an invariant; two at a time.
simulate_sabotages() {  # preset
    local program=$root/build/$1/bin/brigade-sim out=$logs/sabotage-$1 name log
    rm -rf "$out" && mkdir -p "$out"
    "$program" --list-sabotage | xargs -P 2 -I NAME sh -c \
        '"$0" --sabotage NAME > "$1/NAME.log" 2>&1; echo $? >> "$1/NAME.log"' "$program" "$out"
    for log in "$out"/*.log; do
        name=$(basename "$log" .log)
        if [ "$(tail -n 1 "$log")" = 1 ] && grep -qE '^I[1-7] broken' "$log"; then
            count 1 0 0
            say "  sabotage $name: $(sed -nE 's/^(I[1-7]) broken.*/\1/p' "$log") by $(sed -nE 's/^(seed [0-9]+),.*/\1/p' "$log")"
        else
            count 0 1 0
            say "  sabotage $name went unnoticed:" && show_end "$log" 5
        fi
    done
}

# What the program promises of itself.
simulate_promises() {  # preset
    local program=$root/build/$1/bin/brigade-sim call status
    for call in "--sabotage nothing-of-the-kind" "--steps many" "--seed -1" "--no-such-option" "stray"; do
        # shellcheck disable=SC2086
        "$program" $call > /dev/null 2>&1
        status=$?
        if [ "$status" = 2 ]; then count 1 0 0; else count 0 1 0 && say "  brigade-sim $call ends with $status, not 2"; fi
    done
    if [ "$("$program" --seed 3 --log 2>&1 | sha256sum)" = "$("$program" --seed 3 --log 2>&1 | sha256sum)" ]; then
        count 1 0 0
    else
        count 0 1 0 && say "  brigade-sim --seed 3 does not say the same twice"
    fi
}
