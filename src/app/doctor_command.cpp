// `brigade doctor`: what is wrong on this machine and its kitchen, in sentences with what to do.
#include <fmt/format.h>

#include "app/doctor_look.h"
#include "app/doctor_report.h"
#include "app/hub_way.h"
#include "app/tool.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade doctor looks at this machine and its kitchen and says what is wrong.

usage: brigade doctor [OPTIONS]

It looks at the configuration, the hub, journals, copies and unsent presses, disks,
clock, screen, keys, letters, services, power, heat and memory, and changes nothing.
As root it sees most; it may run during service.

  --config FILE    the hub's configuration; may be repeated (default:
                   /etc/brigade/config/brigade.toml, where a hub is)
  --data DIR       what a hub or a screen keeps; may be repeated (default: those
                   in /var/lib/brigade and in ~/.local/share/brigade)
{}  --language en|id of the sentences (default: as the environment says, else en)
  --json           one JSON object (default: sentences)
  --help           this page

Exit status: 0 nothing wrong (there may be notes), 1 something may harm the service,
2 wrong usage.

example: sudo brigade doctor
)";

int run(const ToolArguments& arguments) {
    auto words = DoctorWords::read(arguments.value("--language", language_of_environment()));
    if (!words && !arguments.has("--language")) words = DoctorWords::read("en");
    if (!words) return usage_error("doctor", "--language: " + words.error().message);
    const std::vector<Finding> findings = diagnose(look_around(doctor_places(arguments)));
    fmt::print("{}", arguments.has("--json") ? to_json_text(findings, *words) : to_text(findings, *words));
    return harms(findings) ? exit_bad : exit_good;
}

}  // namespace

const ToolCommand doctor_command{"doctor",
                                 "say what is wrong on this machine and its kitchen, and what to do",
                                 fmt::format(help_text, hub_options_help),
                                 {"--json"},
                                 {"--config", "--data", "--hub", "--pairing", "--language"},
                                 "",
                                 false,
                                 run};

}  // namespace brigade
