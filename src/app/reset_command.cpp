// `brigade reset`: the appliance as it left the factory.
#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "app/tool.h"
#include "base/small_file.h"
#include "provision/reset.h"
#include "station/held_keys.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade reset takes an appliance back to its factory settings.

usage: brigade reset --root DIR [--from DIR] --yes
       brigade reset --keys --from DIR

Gone are the settings, the journal with all orders, the hub's key, the paired
devices, people and PINs, the screens' copies and the figures: all that lies in
DIR/var/lib/brigade. The system stays. Stop the hub and the screens first; on the
appliance itself, put a file named factory-reset on the boot partition instead, or
hold Ctrl and 0 while it starts.

  --root DIR   the root of the system; needed
  --from DIR   the boot partition: the settings file that was taken over is put
               aside there as brigade.old.txt
  --yes        really; needed
  --keys       if Ctrl and 0 are held down together on a keyboard or a bump bar for
               five seconds of the next thirty, put a file named factory-reset
               into --from: the next start resets the box
  --help       this page

Exit status: 0 done, 1 nothing was reset, or something could not be removed or
written, which it says, 2 wrong usage, 4 nobody has held the keys.

example: brigade reset --root / --from /boot/firmware --yes
)";

constexpr int exit_nobody = 4;

// Only a file: what is at work now is not to lose its ground. The next start takes it.
int wait_for_keys(const std::filesystem::path& boot) {
    const bool held = held_for(
        {}, [] { return keys_are_down(reset_keys()); },
        [](DurationMs ms) { std::this_thread::sleep_for(std::chrono::milliseconds(ms)); });
    if (!held) return exit_nobody;
    if (const auto put = write_small_file(boot / reset_file, ""); !put) {
        fmt::print(stderr, "brigade reset: {}\n", put.error().message);
        return exit_bad;
    }
    fmt::print("Ctrl and 0 were held: the next start resets this box\n");
    return exit_good;
}

int run(const ToolArguments& arguments) {
    if (arguments.has("--keys") && !arguments.has("--from")) return usage_error("reset", "--from is missing");
    if (arguments.has("--keys")) return wait_for_keys(arguments.value("--from", ""));
    if (!arguments.has("--root")) return usage_error("reset", "--root is missing");
    if (!arguments.has("--yes")) return usage_error("reset", "all orders would be lost; say --yes");
    const auto gone = factory_reset({arguments.value("--root", ""), arguments.value("--from", "")});
    if (!gone) {
        fmt::print(stderr, "brigade reset: {}\n", gone.error().message);
        return exit_bad;
    }
    for (const std::string& name : *gone) fmt::print("gone: {}\n", name);
    return exit_good;
}

}  // namespace

const ToolCommand reset_command{"reset",
                                "take an appliance back to its factory settings",
                                help_text,
                                {"--yes", "--keys"},
                                {"--root", "--from"},
                                "",
                                false,
                                run};

}  // namespace brigade
