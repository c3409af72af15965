// `brigade log`: the hub or a screen says more in its log for a while.
#include <fmt/format.h>

#include "app/screens_named.h"
#include "app/tool.h"
#include "protocol/log_words.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade log makes the hub, or a station's screens, say more in their log for a while.

usage: brigade log LEVEL [OPTIONS]

LEVEL is error, warning, info (as usual) or debug. After the minutes, or when the
program starts anew, the log is as it was before; nobody has to remember.

  --station ID   the screens of this station, or the one device or name (default:
                 the hub)
  --minutes N    for how long, 1 to 720 (default 30)
{}  --help         this page

The log is read with journalctl -u brigade-hub or -u 'brigade-station@*'.

Exit status: 0 done, 1 refused, 2 wrong usage, 3 the hub cannot be reached.

example: brigade log debug --station grill --minutes 10
)";

int tell_screens(const ToolArguments& arguments, const boost::json::object& question) {
    const std::string named = arguments.value("--station", "");
    auto hub = HubTalk::open(arguments);
    if (!hub) return question_failed("log", hub.error());
    const auto devices = list_devices(**hub);
    if (!devices) return question_failed("log", devices.error());
    const auto screens = screens_named(*devices, named);
    if (screens.empty()) {
        fmt::print(stderr, "brigade log: no screen of {} is connected; brigade devices lists them\n", named);
        return exit_bad;
    }
    for (const NamedScreen& screen : screens) {
        boost::json::object to_screen = question;
        to_screen["device"] = screen.id;
        if (auto told = (*hub)->ask(std::move(to_screen)); !told) return question_failed("log", told.error());
        fmt::print("{} was told\n", screen.name);
    }
    return exit_good;
}

int run(const ToolArguments& arguments) {
    if (arguments.rest.size() != 1 || !from_word<LogLevel>(arguments.rest[0]))
        return usage_error("log", "it takes one LEVEL: " + choices_of<LogLevel>());
    auto minutes = number_option(arguments, "--minutes", log_minutes, 1, log_minutes_max);
    if (!minutes) return usage_error("log", minutes.error().message);
    boost::json::object question{{"type", "log.level"},
                                 {"level", arguments.rest[0]},
                                 {"minutes", static_cast<std::int64_t>(*minutes)}};
    if (arguments.has("--station")) return tell_screens(arguments, question);
    auto told = ask_hub(arguments, std::move(question));
    if (!told) return question_failed("log", told.error());
    fmt::print("the hub logs at {} for {} minutes\n", arguments.rest[0], static_cast<int>(*minutes));
    return exit_good;
}

}  // namespace

const ToolCommand log_command{"log",
                              "say more in the log of the hub or of a screen, for a while",
                              fmt::format(help_text, hub_options_help),
                              {},
                              {"--station", "--minutes", "--hub", "--pairing"},
                              "LEVEL",
                              true,
                              run};

}  // namespace brigade
