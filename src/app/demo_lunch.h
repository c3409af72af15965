// The people of the demo: terminals with their guests, cooks, the expediter, and the pace at which guests
// come, in waves. Speaks to a hub as real terminals and screens do and needs nothing else of it. Loop thread;
// owned by the demo; destroyed before the loop.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/demo_cook.h"
#include "app/demo_expo.h"
#include "app/demo_kitchen.h"
#include "app/demo_terminal.h"
#include "core/config.h"

namespace brigade {

struct DemoLunchOptions {
    std::string url;
    double speed = 1;  // 1: about five orders a minute
    std::uint32_t seed = 1;
    std::string run;  // what order ids begin with
};

class DemoLunch {
  public:
    DemoLunch(net::EventLoop& loop, const KitchenConfig& kitchen, const DemoLunchOptions& options);

    Status start();
    // Everybody does what is due; asked several times a second.
    void step();
    // No guest comes any more; those here are still answered.
    void close() { closed_ = true; }
    bool closed() const { return closed_; }

    const DemoCounts& counts() const { return counts_; }
    const DemoKitchen& kitchen() const { return kitchen_; }
    std::size_t unanswered() const;

    static constexpr double orders_per_minute = 5;

  private:
    void welcome_guests();
    void run_out_of_something();
    DurationMs until_next_guest();

    net::EventLoop& loop_;
    double speed_;
    DemoGuests guests_;
    DemoCounts counts_;
    DemoKitchen kitchen_;
    std::vector<std::unique_ptr<DemoTerminal>> terminals_;
    std::vector<std::unique_ptr<DemoCook>> cooks_;
    std::vector<std::unique_ptr<DemoExpo>> expos_;
    Agenda agenda_;
    DurationMs began_ms_;
    DurationMs next_guest_ms_;
    int came_ = 0;
    bool closed_ = false;
};

}  // namespace brigade
