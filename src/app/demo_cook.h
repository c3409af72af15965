// The cooks of one station of the demo: as many tickets in hand as they have hands, each line started, cooked
// for a time around its prep time and bumped, some far too slow, a few recalled. Loop thread; owned by the
// lunch.
#pragma once

#include <map>
#include <set>
#include <string>

#include "app/agenda.h"
#include "app/demo_counts.h"
#include "app/demo_guests.h"
#include "app/terminal_link.h"
#include "core/kitchen.h"

namespace brigade {

class DemoCook {
  public:
    DemoCook(net::EventLoop& loop, const std::string& url, std::string station, DemoGuests& chance,
             DemoCounts& counts, double speed);

    Status start() { return link_.start(); }
    void step(const Kitchen& kitchen);
    std::size_t waiting() const { return link_.waiting(); }

  private:
    // A ticket somebody works on; the times are the loop's.
    struct Work {
        double pace = 1;                              // of the prep time
        std::map<std::uint16_t, DurationMs> done_ms;  // when each line will be cooked
        std::set<std::uint16_t> told_done;
        DurationMs bumped_ms = 0;  // asked then; 0: not yet
        DurationMs confirmed_ms = 0;
    };

    void work_on(const Kitchen& kitchen, const OrderState& order, const Ticket& ticket, Work& work);
    void confirm(const Kitchen& kitchen, const OrderState& order, const Ticket& ticket, Work& work);
    void bump(const Kitchen& kitchen, const OrderState& order, const Ticket& ticket, Work& work);
    boost::json::object press(const char* type, const Kitchen& kitchen, const OrderState& order,
                              std::uint32_t generation) const;

    net::EventLoop& loop_;
    std::string station_;
    DemoGuests& chance_;
    DemoCounts& counts_;
    double speed_;
    Agenda agenda_;
    std::map<std::string, Work> in_hand_;  // by order id
    TerminalLink link_;
};

}  // namespace brigade
