// What the demo says: where everything is, how it goes, how it went.
#include <fmt/format.h>

#include <cstdio>

#include "app/demo.h"

namespace brigade {

void say_line(const std::string& text) {
    fmt::print("{}\n", text);
    std::fflush(stdout);
}

void Demo::say_where() const {
    say_line(fmt::format("{} is open, {:g} times as fast as a real lunch.\n", config_.rules.kitchen.name,
                         options_.speed));
    say_line("hub        " + url_);
    say_line(fmt::format("health     http://{}/healthz", address_));
    for (const Station& station : config_.rules.kitchen.stations)
        say_line(fmt::format("board      http://{}/api/v1/stations/{}/board", address_, station.id));
    say_line("data       " + options_.data.string());
    say_line(fmt::format("logs       {}", (options_.data / "*.log").string()));
    std::string processes = fmt::format("hub {}", hub_->pid());
    for (const auto& station : stations_)
        processes += fmt::format(", {} {}", station->name(), station->pid());
    say_line("processes  " + processes);
    say_line("\nTo try, from another terminal:");
    say_line(fmt::format("  curl http://{}/api/v1/stations/{}/board", address_,
                         config_.rules.kitchen.default_station));
    say_line(fmt::format("  brigade send ORDER.json --hub {}", url_));
    say_line(fmt::format("  kill -9 {}    the hub; watch everything come back", hub_->pid()));
    say_line("Ctrl-C ends the demo.\n");
}

void Demo::say_how_it_goes() const {
    const DemoCounts& counts = lunch_->counts();
    say_line(
        fmt::format("{} orders sent, {} acked · tickets: {} shown, {} bumped, {} late · {} served, {} open · "
                    "ack p50 {} ms, p99 {} ms",
                    counts.sent, counts.acked, counts.shown, counts.bumped, counts.late, counts.served,
                    lunch_->kitchen().kitchen().index.open.size(), counts.ack_percentile(0.5),
                    counts.ack_percentile(0.99)));
}

bool Demo::sum_up() const {
    say_how_it_goes();
    const DemoCounts& counts = lunch_->counts();
    std::string refusals;
    for (const auto& [code, count] : counts.refusals)
        refusals += fmt::format("{}{} {}", refusals.empty() ? "" : ", ", count, code);
    if (!refusals.empty()) say_line("refused, as in any lunch: " + refusals);
    bool good = counts.lost_orders == 0 && counts.sent == counts.acked;
    if (!good) say_line(fmt::format("{} orders were not taken", counts.sent - counts.acked));
    const DemoKitchen& kitchen = lunch_->kitchen();
    if (!kitchen.up_to_date()) say_line("the cooks do not see the kitchen: " + kitchen.trouble());
    return good && kitchen.up_to_date();
}

}  // namespace brigade
