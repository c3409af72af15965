// `brigade provision`: makes a box what its settings file says, at each of its starts.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "app/kitchen_files.h"
#include "app/provision.h"
#include "app/time_zone.h"
#include "app/tool.h"
#include "provision/reset.h"

namespace brigade {
namespace {

constexpr int exit_unset = 4;

constexpr const char* help_text =
    R"(brigade provision makes this box what its settings file says.

usage: brigade provision --root DIR [--from DIR] [options]

The appliance runs it at each start, before the hub and the screen. It looks for
brigade.txt in --from, takes it over if it is new, and lays out what the programs
and the network read. A file with a mistake changes nothing.

  --root DIR      the root of the system; / on the appliance itself. Needed
  --from DIR      where brigade.txt may lie: the boot partition
  --kitchen DIR   the kitchen to begin with (default: the one that comes with
                  Brigade); a folder `kitchen` beside brigade.txt counts first
  --answers FILE  what the first-boot screen was told; counts only where nothing
                  else is known, and is removed
  --own-disk      var/lib/brigade has to be a disk of its own: where it is missing
                  nothing is taken over, and the screen says so
  --check FILE    only tell whether this settings file is good
  --language L    of what is told: en or id (default: as the file says, else en)
  --help          this page

A file named factory-reset in --from resets the box as well (brigade reset).

Exit status: 0 the box is what its settings say, 1 the settings have mistakes or
something is wrong with the box, 2 wrong usage, 4 nobody has said yet what the box is.

example: brigade provision --root / --from /boot/firmware
         brigade provision --check brigade.txt
)";

void say_problems(const std::vector<SettingsProblem>& problems, const std::string& file,
                  const std::string& language) {
    for (const SettingsProblem& problem : problems)
        fmt::print(stderr, "{}: {}\n", file, one_line(problem, language));
}

int check(const ToolArguments& arguments) {
    const std::filesystem::path file = arguments.value("--check", "");
    const auto checked = check_settings_file(file, arguments.value("--kitchen", shipped_kitchen().string()));
    if (!checked) {
        fmt::print(stderr, "brigade provision: {}\n", checked.error().message);
        return exit_bad;
    }
    say_problems(checked->problems, file.string(), arguments.value("--language", checked->language));
    if (!checked->problems.empty()) return exit_bad;
    fmt::print("{} is good\n", file.string());
    return exit_good;
}

// What came of it where it did not succeed: the screen says it.
std::vector<SettingsProblem> reset_first(const ResetPlaces& places) {
    if (!reset_is_due(places)) return {};
    const auto gone = factory_reset(places, [](const std::string& step) {
        fmt::print("factory reset: {}\n", step);
        std::fflush(stdout);
    });
    if (gone) return {};
    return {{0, SettingsFault::reset_failed, "", "", gone.error().message}};
}

// Nobody but the kernel keeps it: the system is read-only.
void call_this_machine(const ProvisionPlaces& places, const ApplianceSettings& settings) {
    if (places.root != "/") return;
    if (::sethostname(settings.host.c_str(), settings.host.size()) != 0)
        fmt::print(stderr, "brigade provision: this machine could not be called {}\n", settings.host);
}

int tell(const Provisioned& done, const std::string& language) {
    say_problems(done.problems, "brigade.txt", language);
    for (const std::string& warning : done.warnings) fmt::print(stderr, "brigade provision: {}\n", warning);
    if (done.settings)
        fmt::print("{}: {}.local, {}\n", word(done.settings->role), done.settings->host,
                   done.state == ProvisionState::taken ? "new settings taken over" : "as before");
    if (!done.problems.empty()) return exit_bad;
    return done.state == ProvisionState::unset ? exit_unset : exit_good;
}

int run(const ToolArguments& arguments) {
    if (arguments.has("--check")) return check(arguments);
    if (!arguments.has("--root")) return usage_error("provision", "--root is missing");
    const ProvisionPlaces places{arguments.value("--from", ""), arguments.value("--root", ""),
                                 arguments.value("--kitchen", shipped_kitchen().string()),
                                 arguments.value("--answers", ""), arguments.has("--own-disk")};
    // Without the disk there is nothing to reset, and the file that asks for it stays for when it is there.
    std::vector<SettingsProblem> known;
    if (has_its_disk(places)) known = reset_first({places.root, places.boot});
    const auto done = provision(places, wall_clock_ms(), std::move(known));
    if (!done) {
        fmt::print(stderr, "brigade provision: {}\n", done.error().message);
        return exit_bad;
    }
    if (done->settings) call_this_machine(places, *done->settings);
    return tell(*done, arguments.value("--language", done->language));
}

}  // namespace

const ToolCommand provision_command{"provision",
                                    "make a box what its settings file says",
                                    help_text,
                                    {"--own-disk"},
                                    {"--root", "--from", "--kitchen", "--answers", "--check", "--language"},
                                    "",
                                    false,
                                    run};

}  // namespace brigade
