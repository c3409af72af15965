// `brigade reset`: the appliance as it left the factory.
#include <fmt/format.h>

#include "app/tool.h"
#include "provision/reset.h"

namespace brigade {
namespace {

constexpr const char* help_text =
    R"(brigade reset takes an appliance back to its factory settings.

usage: brigade reset --root DIR [--from DIR] --yes

Gone are the settings, the journal with all orders, the hub's key, the paired
devices, people and PINs, the screens' copies and the figures: all that lies in
DIR/var/lib/brigade. The system stays. Stop the hub and the screens first; on the
appliance itself, put a file named factory-reset on the boot partition instead, or
hold Ctrl and 0 while it starts.

  --root DIR   the root of the system; needed
  --from DIR   the boot partition: the settings file that was taken over is put
               aside there as brigade.old.txt
  --yes        really; needed
  --help       this page

Exit status: 0 done, 1 nothing was reset or something could not be removed, which
it says, 2 wrong usage.

example: brigade reset --root / --from /boot/firmware --yes
)";

int run(const ToolArguments& arguments) {
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
                                {"--yes"},
                                {"--root", "--from"},
                                "",
                                false,
                                run};

}  // namespace brigade
