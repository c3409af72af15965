# What is done and asked on the box of booted-units.test.mjs, as root; prints "name: answer" lines.
say() { printf '%s: %s\n' "$1" "$2"; }
until_true() {  # seconds command...
    local left=$(($1 * 5)) && shift
    until "$@" > /dev/null 2>&1; do
        [ "$((left -= 1))" -gt 0 ] || return 1
        sleep 0.2
    done
}
property() { systemctl show "$1" --property "$2" --value; }
of_process() { sed -n "s/^$2:[[:space:]]*//p" "/proc/$(property "$1" MainPID)/status"; }
confined() { say "$1" "$(property "$1" ActiveState) $(property "$1" User) capabilities $(of_process "$1" CapBnd) seccomp $(of_process "$1" Seccomp)"; }
log_has() { journalctl --no-pager --output cat --unit "$1" | grep -q "$2"; }

# Here is no console and no display; what else the units say stands.
for unit in brigade-station@ brigade-fault@; do
    mkdir -p "/run/systemd/system/$unit.service.d"
    printf '[Service]\nStandardInput=null\nTTYPath=\n' > "/run/systemd/system/$unit.service.d/here.conf"
done
printf 'headless\nwindowed = 640x360\nname = Grill left\n' > /etc/brigade/screens/grill.conf
printf '[Service]\nWatchdogSec=3\nRestartSec=100ms\n' > /run/systemd/system/brigade-station@.service.d/soon.conf
# A screen whose program ends at once, and its fault screen, which is not looked at for as long.
mkdir -p /run/systemd/system/brigade-{station,fault}@broken.service.d
printf '[Unit]\nStartLimitIntervalSec=2\n[Service]\nExecStart=\nExecStart=/bin/false\n' > /run/systemd/system/brigade-station@broken.service.d/end.conf
printf '[Service]\nRuntimeMaxSec=4\nExecStart=\nExecStart=brigade-station --headless --stay --station broken --fault ${MONITOR_SERVICE_RESULT}\n' \
    > /run/systemd/system/brigade-fault@broken.service.d/soon.conf
systemctl daemon-reload

until_true 20 systemctl is-active brigade-hub
confined brigade-hub.service
say hub-answers "$(curl -sS http://127.0.0.1:8686/healthz)"
until_true 10 log_has brigade-hub 'reach'
say hub-log "$(journalctl --no-pager --output cat --unit brigade-hub | grep reach)"
say hub-steps-back "$(ps -L -o ni= -p "$(property brigade-hub MainPID)" | sort -n | tail -n 1 | tr -d ' ')"

systemctl start brigade-station@grill
confined brigade-station@grill.service
say screen-status "$(property brigade-station@grill StatusText)"
until_true 30 log_has brigade-station@grill '^pairing code'
code=$(journalctl --no-pager --output cat --unit brigade-station@grill | sed -n 's/^pairing code //p' | tail -n 1)
say paired "$(brigade pair ${code/ /} 2>&1 | head -n 1)"
shown() { brigade devices | grep -q 'Grill left.*now'; }
until_true 10 shown
say devices "$(brigade devices | grep 'Grill left')"

say restarts-before "$(property brigade-station@grill NRestarts)"
kill -STOP "$(property brigade-station@grill MainPID)"
again() { [ "$(property brigade-station@grill NRestarts)" -gt 0 ] && systemctl is-active brigade-station@grill; }
until_true 20 again
say restarts-after-standing-still "$(property brigade-station@grill NRestarts) $(property brigade-station@grill ActiveState)"

systemctl start brigade-station@broken
until_true 30 systemctl is-active brigade-fault@broken
confined brigade-fault@broken.service
until_true 10 log_has brigade-fault@broken 'exit-code'
say fault-says "$(journalctl --no-pager --output cat --unit brigade-fault@broken | grep -m 1 exit-code)"
process_before=$(property brigade-station@broken ExecMainPID)
more_ends() { [ "$(property brigade-station@broken ExecMainPID)" != "$process_before" ]; }
until_true 60 more_ends && say tried-again yes || say tried-again no
say refused "$(journalctl --no-pager --output cat | grep -ciE 'seccomp|sigsys' || true)"
