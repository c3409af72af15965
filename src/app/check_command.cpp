// `brigade check`: is this configuration good, and if not, where and how to mend it.
#include <fmt/format.h>

#include "app/config.h"
#include "app/tool.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade check tells whether a kitchen's configuration is good, before a hub uses it.

usage: brigade check CONFIG...

It reads each file with the station files and the menu that it names, and prints
every problem with its file, line and column and, below it, what to do.

  --help     this page

Exit status: 0 all good, 1 some problem, 2 wrong usage.

example: brigade check config/brigade.toml
)";

std::string counted(std::size_t number, const char* one, const char* more) {
    return fmt::format("{} {}", number, number == 1 ? one : more);
}

bool check(const std::string& path) {
    auto config = load_hub_config(path);
    if (!config) {
        for (const ConfigProblem& problem : config.error())
            fmt::print("{}\n    {}\n", to_text(problem), problem.fix);
        fmt::print("{} has {}\n", path, counted(config.error().size(), "problem", "problems"));
        return false;
    }
    const Rules& rules = config->rules;
    fmt::print("{} is good: {}, {}, {}\n", path,
               counted(rules.kitchen.stations.size(), "station", "stations"),
               counted(rules.routes.size(), "route", "routes"), counted(rules.menu.size(), "item", "items"));
    return true;
}

int run(const ToolArguments& arguments) {
    bool good = true;
    for (const std::string& path : arguments.rest) good = check(path) && good;
    return good ? exit_good : exit_bad;
}

}  // namespace

const ToolCommand check_command{
    "check", "tell whether a configuration is good", help_text, {}, {}, "CONFIG", true, run};

}  // namespace brigade
