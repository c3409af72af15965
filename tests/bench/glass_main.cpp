// How long a POS and a cook wait for the glass, of a real hub and a real screen that run beside it. What goes
// in is the log of `brigade-station --debug`, what comes out are presses for its `--keys`:
//
//     bench-glass orders|presses HUB STATION MEASURED STANDING EVERY_MS RESULT < its log > its keys
//
// RESULT becomes JSON: every measured time under the name of what it is, in milliseconds.
#include <fmt/core.h>
#include <unistd.h>

#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <cstdlib>
#include <fstream>
#include <memory>

#include "glass_orders.h"
#include "glass_presses.h"

using namespace brigade;
using namespace brigade::bench;

namespace {

constexpr DurationMs late_ms_max = 2'000;  // each may be beyond its pace; then something hangs

std::unique_ptr<GlassRun> run_called(const std::string& name, net::EventLoop& loop, GlassPlan plan) {
    if (name == "orders") return std::make_unique<GlassOrders>(loop, std::move(plan));
    if (name != "presses") return nullptr;
    return std::make_unique<GlassPresses>(loop, std::move(plan), [] {
        std::fputs("bump\n", stdout);
        std::fflush(stdout);
    });
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 8)
        return fmt::print(stderr,
                          "bench-glass orders|presses HUB STATION MEASURED STANDING EVERY_MS RESULT\n"),
               2;
    const GlassPlan plan{arguments[2], arguments[3], std::atoi(arguments[4]), std::atoi(arguments[5]),
                         std::atoi(arguments[6])};
    net::EventLoop loop;
    const auto run = run_called(arguments[1], loop, plan);
    if (!run) return fmt::print(stderr, "bench-glass knows orders and presses\n"), 2;
    bool ended = false;
    const PictureLines log(
        STDIN_FILENO, loop, [&](const Picture& picture) { run->seen(picture); }, [&] { ended = true; });
    if (Status started = run->start(); !started)
        return fmt::print(stderr, "{}\n", started.error().message), 1;
    loop.run_until([&] { return run->done() || ended; },
                   (plan.standing + plan.measured) * (plan.every_ms + late_ms_max));
    if (!run->done()) fmt::print(stderr, "bench-glass: not everything that was sent has been seen\n");
    std::ofstream(arguments[7]) << boost::json::serialize(boost::json::value_from(run->samples())) << '\n';
    return run->done() ? 0 : 1;
}
