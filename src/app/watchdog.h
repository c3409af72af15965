// Feeds systemd's watchdog from the loop that it guards, at half the interval systemd asks for; does nothing
// where there is none. Loop thread; destroyed before the loop.
#pragma once

#include "net/event_loop.h"

namespace brigade {

class Watchdog {
  public:
    explicit Watchdog(net::EventLoop& loop);

  private:
    void feed();

    net::EventLoop& loop_;
    DurationMs every_ms_ = 0;
    net::Timer timer_;
};

}  // namespace brigade
