// `brigade screenshot`: what a screen shows now, as a picture.
#include <fmt/format.h>

#include <algorithm>

#include "app/screens_named.h"
#include "app/screenshot_fetch.h"
#include "app/tool.h"
#include "base/small_file.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade screenshot fetches what a screen shows now, as a PNG, through the hub.

usage: brigade screenshot --station ID [OPTIONS]

The picture shows what stands on the screen, guests' names, notes and allergies
among it: look at it before you pass it on. The hub's journal says who took it.

  --station ID   the screens of this station, or the one device or name
  --out FILE     where to (default: screen-ID.png, here; of several screens
                 screen-ID-1.png, screen-ID-2.png, …). Readable for you alone
{}  --help         this page

Exit status: 0 fetched, 1 refused, 2 wrong usage, 3 the hub cannot be reached.

example: brigade screenshot --station grill --out grill.png
)";

// A name that says which, whatever a device is called.
std::string usual_name(const std::string& word, std::size_t number, std::size_t count) {
    std::string name = "screen-";
    for (const char c : word) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        name += plain ? c : '-';
    }
    return count == 1 ? name + ".png" : fmt::format("{}-{}.png", name, number);
}

int fetch_to(HubTalk& hub, const NamedScreen& screen, const std::string& path) {
    auto picture = fetch_screenshot(hub, screen.id);
    if (!picture) return question_failed("screenshot", picture.error());
    if (Status written = write_small_file(path, picture->png); !written) {
        fmt::print(stderr, "brigade screenshot: {}\n", written.error().message);
        return exit_bad;
    }
    fmt::print("{}: {}, {} by {}; it may show guests' names\n", screen.name, path, picture->width_px,
               picture->height_px);
    return exit_good;
}

int run(const ToolArguments& arguments) {
    const std::string word = arguments.value("--station", "");
    if (word.empty()) return usage_error("screenshot", "--station is missing: whose screen");
    auto hub = HubTalk::open(arguments);
    if (!hub) return question_failed("screenshot", hub.error());
    const auto devices = list_devices(**hub);
    if (!devices) return question_failed("screenshot", devices.error());
    const auto screens = screens_named(*devices, word);
    if (screens.empty()) {
        fmt::print(stderr, "brigade screenshot: no screen of {} is connected; brigade devices lists them\n",
                   word);
        return exit_bad;
    }
    if (arguments.has("--out") && screens.size() > 1) {
        fmt::print(
            stderr,
            "brigade screenshot: {} has {} screens and --out is one file; name one screen by its device, "
            "as brigade devices lists it\n",
            word, screens.size());
        return exit_bad;
    }
    int status = exit_good;
    for (std::size_t i = 0; i < screens.size(); ++i) {
        const std::string path = arguments.value("--out", usual_name(word, i + 1, screens.size()));
        status = std::max(status, fetch_to(**hub, screens[i], path));
    }
    return status;
}

}  // namespace

const ToolCommand screenshot_command{"screenshot",
                                     "fetch what a screen shows now, as a picture",
                                     fmt::format(help_text, hub_options_help),
                                     {},
                                     {"--station", "--out", "--hub", "--pairing"},
                                     "",
                                     false,
                                     run};

}  // namespace brigade
