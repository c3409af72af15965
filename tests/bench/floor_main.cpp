// bench-floor: what nothing that keeps orders safe on this disk can be faster than. Prints one line of JSON:
// metrics by name, samples in a list.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <getopt.h>

#include <cstdlib>
#include <string_view>

#include "floor.h"

namespace brigade::bench {
namespace {

constexpr const char* help_text =
    R"(usage: bench-floor sync|sqlite --directory DIR [OPTIONS]

  --directory DIR  where the disk is that is measured; empty, and left so by sync
  --bytes N        of an order (1024)
  --orders N       to a transaction, of sqlite (1)
  --laid-out       the file of sync has its size before
  --per-second N   writes at fixed times; without it back to back
  --seconds S      how long (5)
)";

struct Arguments {
    std::string_view kind;
    FloorPlan plan;
    std::size_t bytes = 1024;
    int orders = 1;
    bool laid_out = false;
};

[[noreturn]] void end_with_help() {
    fmt::print(stderr, "{}", help_text);
    std::exit(EXIT_FAILURE);
}

Arguments read_arguments(int count, char** words) {
    static const option options[] = {{"directory", required_argument, nullptr, 'd'},
                                     {"bytes", required_argument, nullptr, 'b'},
                                     {"orders", required_argument, nullptr, 'o'},
                                     {"laid-out", no_argument, nullptr, 'l'},
                                     {"per-second", required_argument, nullptr, 'f'},
                                     {"seconds", required_argument, nullptr, 's'},
                                     {nullptr, 0, nullptr, 0}};
    Arguments read;
    for (int found; (found = getopt_long(count, words, "", options, nullptr)) != -1;) switch (found) {
            case 'd':
                read.plan.directory = optarg;
                break;
            case 'b':
                read.bytes = std::strtoul(optarg, nullptr, 10);
                break;
            case 'o':
                read.orders = std::atoi(optarg);
                break;
            case 'l':
                read.laid_out = true;
                break;
            case 'f':
                read.plan.per_second = std::atof(optarg);
                break;
            case 's':
                read.plan.seconds = std::atof(optarg);
                break;
            default:
                end_with_help();
        }
    if (optind + 1 != count || read.plan.directory.empty()) end_with_help();
    read.kind = words[optind];
    return read;
}

void run(const Arguments& arguments) {
    if (arguments.kind != "sync" && arguments.kind != "sqlite") end_with_help();
    const auto times_ms = arguments.kind == "sync"
                              ? sync_ms(arguments.plan, arguments.bytes, arguments.laid_out)
                              : sqlite_ms(arguments.plan, arguments.bytes, arguments.orders);
    const double orders = static_cast<double>(times_ms.size()) * arguments.orders;
    fmt::print("{{\"ack_ms\":[{:.4f}],\"orders_per_s\":[{:.1f}]}}\n", fmt::join(times_ms, ","),
               orders / arguments.plan.seconds);
}

}  // namespace
}  // namespace brigade::bench

int main(int count, char** words) { brigade::bench::run(brigade::bench::read_arguments(count, words)); }
