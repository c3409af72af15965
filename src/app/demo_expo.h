// The demo's expediter: fires the next course when the one before it is done, and serves what is ready after
// a moment at the pass. Loop thread; owned by the lunch.
#pragma once

#include <map>
#include <string>

#include "app/demo_counts.h"
#include "app/demo_guests.h"
#include "app/terminal_link.h"
#include "core/kitchen.h"

namespace brigade {

class DemoExpo {
  public:
    DemoExpo(net::EventLoop& loop, const std::string& url, std::string station, DemoGuests& chance,
             DemoCounts& counts, double speed);

    Status start() { return link_.start(); }
    void step(const Kitchen& kitchen);
    std::size_t waiting() const { return link_.waiting(); }

  private:
    void look_at(const Kitchen& kitchen, const OrderState& order);

    net::EventLoop& loop_;
    std::string station_;
    DemoGuests& chance_;
    DemoCounts& counts_;
    double speed_;
    std::map<std::string, DurationMs> act_ms_;  // per order: when its next press is due
    TerminalLink link_;
};

}  // namespace brigade
