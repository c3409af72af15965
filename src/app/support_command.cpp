// `brigade support`: one file for whoever helps from afar, without secrets and without guests.
#include <fmt/format.h>

#include "app/hub_way.h"
#include "app/screens_named.h"
#include "app/screenshot_fetch.h"
#include "app/support_files.h"
#include "app/time_zone.h"
#include "app/tool.h"
#include "base/directory.h"
#include "provision/reset.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade support gathers what somebody needs who helps from afar, in one .tar.gz.

usage: brigade support [OPTIONS]

In it is what brigade doctor says, the configuration, logs, versions, and counts of
the journal with its last events. Not in it are PINs, passwords, keys, tokens and
Wi-Fi, and nothing of what guests are called, order, wish or are allergic to. Look
at it before you send it: tar xzf FILE.

  --output FILE    where to (default: brigade-support-DATE.tar.gz, here)
  --config FILE    the hub's configuration; may be repeated (default: as doctor)
  --data DIR       what a hub or a screen keeps; may be repeated (default: as doctor)
  --settings FILE  a settings file, such as brigade.txt; may be repeated
                   (default: the one on the appliance's boot partition)
  --log FILE       a log besides the system's; may be repeated
  --with-screens   what every connected screen shows as well, as pictures, in
                   which guests' names, notes and allergies may stand
{}  --help           this page

Exit status: 0 the file is written, 1 it cannot be, 2 wrong usage.

example: sudo brigade support --output /tmp/support.tar.gz
)";

std::vector<std::filesystem::path> settings_files(const ToolArguments& arguments) {
    std::vector<std::filesystem::path> files;
    for (const std::string& path : arguments.values("--settings")) files.emplace_back(path);
    if (!files.empty()) return files;
    for (const char* boot : {"/boot/firmware", "/boot", "/efi"})
        if (auto found = find_settings_file(boot)) files.push_back(*std::move(found));
    return files;
}

// "2026-11-22T08:20:09…" as "20261122-0820".
std::string usual_name() {
    const std::string time = format_time(wall_clock_ms());
    return fmt::format("brigade-support-{}{}{}-{}{}.tar.gz", time.substr(0, 4), time.substr(5, 2),
                       time.substr(8, 2), time.substr(11, 2), time.substr(14, 2));
}

std::vector<BundleFile> pictures_of_screens(const ToolArguments& arguments) {
    auto hub = HubTalk::open(arguments);
    const auto devices = hub ? list_devices(**hub) : Result<boost::json::array, QuestionFailure>(hub.error());
    if (!devices) return {{"screens/none.txt", devices.error().sentence + "\n"}};
    std::vector<BundleFile> files;
    for (const NamedScreen& screen : screens_in(*devices)) {
        const std::string name = fmt::format("screens/{}-{}", files.size() + 1, screen.station);
        auto picture = fetch_screenshot(**hub, screen.id);
        if (picture)
            files.push_back({name + ".png", std::move(picture->png)});
        else
            files.push_back({name + ".txt", picture.error().sentence + "\n"});
    }
    if (files.empty()) files.push_back({"screens/none.txt", "no screen is connected\n"});
    return files;
}

int run(const ToolArguments& arguments) {
    SupportSources sources;
    sources.places = doctor_places(arguments);
    sources.settings = settings_files(arguments);
    sources.screen_settings = entries_of("/etc/brigade/screens");
    for (const std::string& path : arguments.values("--log")) sources.logs.emplace_back(path);
    if (arguments.has("--with-screens")) sources.screens = pictures_of_screens(arguments);
    const std::string path = arguments.value("--output", usual_name());
    const auto files = gather_support(sources);
    if (Status written = write_bundle(path, files, wall_clock_ms()); !written) {
        fmt::print(stderr, "brigade support: {}\n", written.error().message);
        return exit_bad;
    }
    fmt::print("{} is written, with {} files; look at it before you send it\n", path, files.size());
    return exit_good;
}

}  // namespace

const ToolCommand support_command{
    "support",
    "gather what somebody needs who helps from afar, without secrets",
    fmt::format(help_text, hub_options_help),
    {"--with-screens"},
    {"--output", "--config", "--data", "--settings", "--log", "--hub", "--pairing"},
    "",
    false,
    run};

}  // namespace brigade
