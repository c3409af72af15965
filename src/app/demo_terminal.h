// A POS terminal, kiosk or delivery service of the demo: it takes the orders of its guests to the hub and now
// and then what they change their minds about. Nothing is lost when the hub goes away in between
// (TerminalLink). Loop thread; owned by the lunch.
#pragma once

#include <map>
#include <string>

#include "app/agenda.h"
#include "app/demo_counts.h"
#include "app/demo_guests.h"
#include "app/terminal_link.h"

namespace brigade {

class DemoTerminal {
  public:
    DemoTerminal(net::EventLoop& loop, const std::string& url, DemoTerminalKind kind, DemoGuests& guests,
                 DemoCounts& counts, double speed);

    Status start() { return link_.start(); }
    void order_now(TimeMs wall_clock_now);
    void set_available(const std::string& item, bool available);
    void step() { agenda_.run_due(loop_.now_ms()); }
    std::size_t waiting() const { return link_.waiting(); }

  private:
    void answered(std::uint64_t id, const boost::json::object& answer, DurationMs waited_ms);
    void told(const boost::json::object& message);
    void reconsider(const Order& order);
    void ask_about(const Order& order, const char* type, boost::json::object request = {});
    void later(int least_s, int most_s, std::function<void()> task);

    net::EventLoop& loop_;
    DemoTerminalKind kind_;
    DemoGuests& guests_;
    DemoCounts& counts_;
    double speed_;
    Agenda agenda_;
    std::map<std::uint64_t, Order> submitted_;  // not yet acked, by request
    TerminalLink link_;
};

}  // namespace brigade
