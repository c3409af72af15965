#include "app/open_panel.h"

#include <chrono>
#include <thread>

#include "app/watchdog.h"
#include "base/log.h"

namespace brigade {
namespace {

constexpr std::chrono::seconds look_every(2);

template <class Open>
auto open_once_there(Open open, bool waits) {
    for (std::string said;;) {
        auto opened = open();
        if (opened || !waits) return opened;
        const std::string why = opened.error().message;
        if (why != said) log_warning("{}; it is looked for again every {} s", why, look_every.count());
        said = why;
        waits_for_display(why);
        std::this_thread::sleep_for(look_every);
    }
}

}  // namespace

Result<std::unique_ptr<ui::Ui>> open_panel(const ui::WindowOptions& options,
                                           const std::vector<ui::PaneOptions>& panes, bool waits) {
    return open_once_there([&] { return ui::Ui::open(options, panes); }, waits);
}

Result<std::unique_ptr<ui::Window>> open_window(const ui::WindowOptions& options, bool waits) {
    return open_once_there([&] { return ui::Window::open(options); }, waits);
}

}  // namespace brigade
