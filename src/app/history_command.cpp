// `brigade history`: its options, and what it says.
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "app/played_history.h"
#include "app/time_zone.h"
#include "app/tool.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade history makes up a kitchen's past, for trying things out, for training and for measuring.

It plays orders, cooks and guests on a made-up clock and writes what happened into a
journal that a hub then goes on with: lunches and dinners, full weekends, slow Fridays,
changed minds, recalls, screens without their hub. Nothing of it ever happened; it is
not for a kitchen that works, and refuses a directory that has a journal.

usage: brigade history --config FILE --data DIR --days N --orders-per-day N [OPTIONS]

  --config FILE        the kitchen (see config/brigade.toml)
  --data DIR           where journal.db will lie, as brigade-hub --data has it
  --days N             service days, today's included
  --orders-per-day N   on an average day
  --until TIME         when the past ends, such as 2026-11-20T20:00:00Z (default: now).
                       A hub must not be started on it before that time
  --seed N             another past (default 1); the same number plays the same one
  --forget             forget, day by day, what is older than the configuration's
                       retention_days, as a hub does (default: all is kept)
  --speed X            everything takes people an X-th of its time (default 1), for a
                       configuration with shortened times
  --help               this page

Without --forget the hub forgets orders that are older than its configuration's
retention_days when its next service day opens.

Exit status: 0 it is written, 1 it could not be, 2 wrong usage.

example: brigade history --config config/brigade.toml --data /tmp/past --days 90 --orders-per-day 300
)";

struct Wanted {
    PlayedHistoryOptions options;
    std::string config, data;
};

Result<Wanted> read_options(const ToolArguments& arguments) {
    Wanted wanted;
    for (const char* needed : {"--config", "--data", "--days", "--orders-per-day"})
        if (!arguments.has(needed)) return Error{std::string(needed) + " is missing"};
    wanted.config = arguments.value("--config", "");
    wanted.data = arguments.value("--data", "");
    auto days = number_option(arguments, "--days", 1, 1, 3'660);
    if (!days) return days.error();
    auto orders = number_option(arguments, "--orders-per-day", 1, 1, 20'000);
    if (!orders) return orders.error();
    auto seed = number_option(arguments, "--seed", 1, 0, 4'294'967'295.0);
    if (!seed) return seed.error();
    auto speed = number_option(arguments, "--speed", 1, 0.1, 100);
    if (!speed) return speed.error();
    auto until = parse_time(arguments.value("--until", format_time(wall_clock_ms())));
    if (!until) return Error{"--until must be such as 2026-11-20T20:00:00Z"};
    wanted.options.days = static_cast<int>(*days);
    wanted.options.orders_per_day = static_cast<int>(*orders);
    wanted.options.seed = static_cast<std::uint32_t>(*seed);
    wanted.options.speed = *speed;
    wanted.options.until = *until;
    return wanted;
}

void show_progress(int played, int days) {
    if (::isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\r  day {} of {}", played + 1, days);
}

int run(const ToolArguments& arguments) {
    auto wanted = read_options(arguments);
    if (!wanted) return usage_error("history", wanted.error().message);
    auto config = load_hub_config(wanted->config);
    if (!config) {
        fmt::print(stderr, "brigade history: {}\n    {}\n", to_text(config.error().front()),
                   config.error().front().fix);
        return exit_bad;
    }
    if (arguments.has("--forget")) wanted->options.keep_days = config->retention_days;
    wanted->options.progress = [days = wanted->options.days](int played) { show_progress(played, days); };
    const auto began = std::chrono::steady_clock::now();
    auto played = play_history(*config, wanted->data, wanted->options);
    if (::isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\r\033[K");
    if (!played) {
        fmt::print(stderr, "brigade history: {}\n", played.error().message);
        return exit_bad;
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    fmt::print("{} days, {} orders with {} lines, {} events in {:.1f} s: {}\n", wanted->options.days,
               played->orders, played->lines, played->events, took.count(),
               (std::filesystem::path(wanted->data) / "journal.db").string());
    return exit_good;
}

}  // namespace

const ToolCommand history_command{
    "history",
    "make up a past, to try things out and to measure",
    help_text,
    {"--forget"},
    {"--config", "--data", "--days", "--orders-per-day", "--until", "--seed", "--speed"},
    "",
    false,
    run};

}  // namespace brigade
