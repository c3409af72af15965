// `brigade demo`: its options and where its things lie.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "app/demo.h"
#include "app/tool.h"

namespace brigade {
namespace {
namespace fs = std::filesystem;

constexpr const char* help_text =
    R"(brigade demo plays a busy lunch on this machine.

It starts a hub and a screen for each station, lets terminals send orders, cooks
cook and an expediter serve, and says what there is to see. Kill any of its
processes: it is started again and nothing is lost. Ctrl-C ends the demo; it then
keeps a last picture of each screen and says where.

usage: brigade demo [OPTIONS]

  --seconds N     end after N seconds (default: with Ctrl-C)
  --speed X       so many times as fast as a real lunch with five orders a minute
                  (default 10; every time of the kitchen is shortened alike)
  --windowed      show each screen in a window
  --headless      draw the screens without showing them
                  (default: windows if there is a display)
  --size WxH      of each screen (default 1280x720 in windows, else 1920x1080)
  --keep DIR      keep journals, logs and pictures in DIR and go on from there the
                  next time (default: a temporary directory, removed at the end)
  --history DAYS  the past that a new kitchen is given, so that the managers' page has
                  something to compare with (default 14; 0: none)
  --config FILE   another kitchen than the one that comes with Brigade
  --help          this page

Exit status: 0 all went well, 1 something did not, 2 wrong usage.

example: brigade demo --seconds 60 --headless
)";

fs::path programs() {
    std::error_code failed;
    fs::path self = fs::read_symlink("/proc/self/exe", failed);
    return failed ? fs::path(".") : self.parent_path();
}

// Beside the sources (build/…/bin) or where it has been installed.
fs::path default_config() {
    for (const char* place : {"../../../config/brigade.toml", "../share/brigade/config/brigade.toml"}) {
        fs::path file = (programs() / place).lexically_normal();
        if (fs::exists(file)) return file;
    }
    return "/etc/brigade/brigade.toml";
}

// Pictures outlive a temporary directory: beside the programs' directory, or else here.
fs::path default_pictures() {
    fs::path beside = (programs() / "../demo-screens").lexically_normal();
    std::error_code failed;
    fs::create_directories(beside, failed);
    return !failed && ::access(beside.c_str(), W_OK) == 0 ? beside : fs::current_path() / "demo-screens";
}

bool has_display() {
    auto set = [](const char* name) {
        const char* value = std::getenv(name);
        return value && *value;
    };
    return set("DISPLAY") || set("WAYLAND_DISPLAY");
}

bool is_size(const std::string& text) {
    int width = 0, height = 0, read = 0;
    return std::sscanf(text.c_str(), "%5dx%5d%n", &width, &height, &read) == 2 &&
           static_cast<std::size_t>(read) == text.size() && width >= 320 && height >= 240;
}

Result<fs::path> temporary_directory() {
    std::string name = (fs::temp_directory_path() / "brigade-demo-XXXXXX").string();
    if (!::mkdtemp(name.data()))
        return Error{"no directory can be made in " + fs::temp_directory_path().string()};
    return fs::path(name);
}

Result<DemoOptions> read_options(const ToolArguments& arguments) {
    DemoOptions options;
    auto seconds = number_option(arguments, "--seconds", 0, 1, 1e7);
    if (!seconds) return seconds.error();
    auto speed = number_option(arguments, "--speed", options.speed, 0.1, 100);
    if (!speed) return speed.error();
    auto history = number_option(arguments, "--history", options.history_days, 0, 3'660);
    if (!history) return history.error();
    options.history_days = static_cast<int>(*history);
    options.seconds = *seconds;
    options.speed = *speed;
    if (arguments.has("--headless") && arguments.has("--windowed"))
        return Error{"--headless and --windowed exclude each other"};
    options.windows = arguments.has("--windowed") || (has_display() && !arguments.has("--headless"));
    options.size = arguments.value("--size", options.windows ? "1280x720" : "1920x1080");
    if (!is_size(options.size)) return Error{"--size must be such as 1280x720, not \"" + options.size + "\""};
    options.programs = programs();
    options.config = arguments.value("--config", default_config().string());
    return options;
}

int run(const ToolArguments& arguments) {
    auto options = read_options(arguments);
    if (!options) return usage_error("demo", options.error().message);
    bool keep = arguments.has("--keep");
    std::error_code failed;
    if (keep) {
        options->data = fs::absolute(arguments.value("--keep", ""));
        options->pictures = options->data / "demo-screens";
        fs::create_directories(options->data, failed);
    } else {
        auto made = temporary_directory();
        if (!made) return usage_error("demo", made.error().message);
        options->data = *made;
        options->pictures = default_pictures();
    }
    if (failed) return usage_error("demo", options->data.string() + " cannot be made: " + failed.message());
    fs::path data = options->data;
    int status = Demo(*std::move(options)).run();
    // After a failure the logs are worth more than the space.
    if (!keep && status == exit_good) fs::remove_all(data, failed);
    return status;
}

}  // namespace

const ToolCommand demo_command{"demo",
                               "play a busy lunch on this machine",
                               help_text,
                               {"--windowed", "--headless"},
                               {"--seconds", "--speed", "--size", "--keep", "--config", "--history"},
                               "",
                               false,
                               run};

}  // namespace brigade
