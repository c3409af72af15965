#include "app/fault_screen.h"

#include <signal.h>

#include <chrono>
#include <utility>

#include "app/locale.h"
#include "app/look_at_machine.h"
#include "app/open_panel.h"
#include "app/picture_wishes.h"
#include "app/watchdog.h"
#include "base/log.h"

namespace brigade {
namespace {

constexpr DurationMs mended_every_ms = 5'000;

volatile sig_atomic_t told_to_end = 0, picture_wanted = 0;

void take_signal(int signal) { (signal == SIGUSR2 ? picture_wanted : told_to_end) = 1; }

TimeMs monotonic_ms() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

}  // namespace

ScreenModelPtr fault_model(const ScreenArguments& screen, StartFault fault) {
    MachineFacts known;
    known.program = BRIGADE_VERSION;
    auto model = std::make_shared<ScreenModel>();
    model->station.id = model->station.name = screen.station.station;
    model->screen = screen.station.name.empty() ? screen.station.station : screen.station.name;
    model->settings = screen.station.settings;
    model->settings.language = screen.language;
    model->settings.distance_m = screen.distance_m;
    model->settings.diagonal_in = screen.diagonal_in;
    model->machine = std::make_shared<MachineFacts>(look_at_machine(screen.data, std::move(known)));
    model->start_fault = std::move(fault);
    return model;
}

Result<bool> show_fault(const StationArguments& arguments, const std::function<bool()>& mended) {
    const ScreenArguments& screen = arguments.screens.front();
    for (const int signal : {SIGTERM, SIGINT, SIGUSR2}) ::signal(signal, take_signal);
    grant_picture_wishes();
    log_error("{}", arguments.fault->sentence);
    auto words = load_first_words({screen.language, "en"});
    if (!words) return words.error();
    Mailbox mailbox;
    auto panel = open_panel(arguments.window, {{mailbox, words->words}}, arguments.stay);
    if (!panel) return panel.error();
    for (const std::string& language : languages())
        if (auto others = load_words(language)) (*panel)->pane().know(language, *std::move(others));
    mailbox.publish(fault_model(screen, *arguments.fault));
    bool is_mended = false;
    TimeMs asked_ms = monotonic_ms();
    PictureWatchdog watchdog;
    (*panel)->run(monotonic_ms, [&] {
        watchdog.picture(PictureWatchdog::fault);
        if (told_to_end != 0) return (*panel)->quit();
        if (std::exchange(picture_wanted, 0) != 0)
            (*panel)->pane().screenshot((screen.data / "screen.png").string());
        if (monotonic_ms() - asked_ms < mended_every_ms) return;
        asked_ms = monotonic_ms();
        is_mended = mended();
        if (is_mended) (*panel)->quit();
    });
    return is_mended;
}

}  // namespace brigade
