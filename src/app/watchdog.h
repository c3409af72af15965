// What systemd hears of a service while it lives; nothing where there is no systemd.
#pragma once

#include <string>

#include "net/event_loop.h"

namespace brigade {

// Feeds the watchdog from the loop that it guards, at half the interval that systemd asks for. Loop thread;
// destroyed before the loop.
class Watchdog {
  public:
    explicit Watchdog(net::EventLoop& loop);

  private:
    void feed();

    net::EventLoop& loop_;
    DurationMs every_ms_ = 0;
    net::Timer timer_;
};

// Feeds it from the pictures that a screen's glass has got: a screen that shows nothing new is what it guards
// against, and one that has shown nothing yet is not ready. Main thread.
class PictureWatchdog {
  public:
    // `what` is on the glass: the status of the service, and what tells a new system that is well from one
    // that only draws (docs/updates.md).
    void picture(const char* what);

    static constexpr const char* tickets = "on the screen";
    static constexpr const char* questions = "asks what this box is";
    static constexpr const char* fault = "why it cannot start is on the screen";

  private:
    std::string said_;
};

// Alive, ready for its display, and why there is none.
void waits_for_display(const std::string& why);

}  // namespace brigade
