#include "app/watchdog.h"

#include <systemd/sd-daemon.h>

#include <cstdint>

namespace brigade {

Watchdog::Watchdog(net::EventLoop& loop) : loop_(loop) {
    std::uint64_t interval_us = 0;
    if (sd_watchdog_enabled(0, &interval_us) <= 0) return;
    every_ms_ = static_cast<DurationMs>(interval_us / 2000);
    feed();
}

void Watchdog::feed() {
    sd_notify(0, "WATCHDOG=1");
    timer_ = loop_.after(every_ms_, [this] { feed(); });
}

void PictureWatchdog::picture(const char* what) {
    if (said_ == what) {
        sd_notify(0, "WATCHDOG=1");
        return;
    }
    said_ = what;
    sd_notify(0, ("READY=1\nSTATUS=" + said_ + "\nWATCHDOG=1").c_str());
}

void waits_for_display(const std::string& why) {
    sd_notify(0, ("READY=1\nWATCHDOG=1\nSTATUS=" + why).c_str());
}

}  // namespace brigade
