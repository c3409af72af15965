#include "app/open_panel.h"

#include <chrono>
#include <thread>

#include "app/watchdog.h"
#include "base/log.h"

namespace brigade {
namespace {

constexpr std::chrono::seconds look_every(2);

}  // namespace

Result<std::unique_ptr<ui::Ui>> open_panel(const ui::WindowOptions& options,
                                           const std::vector<ui::PaneOptions>& panes, bool waits) {
    for (std::string said;;) {
        auto panel = ui::Ui::open(options, panes);
        if (panel || !waits) return panel;
        const std::string& why = panel.error().message;
        if (why != said) log_warning("{}; it is looked for again every {} s", why, look_every.count());
        said = why;
        waits_for_display(why);
        std::this_thread::sleep_for(look_every);
    }
}

}  // namespace brigade
