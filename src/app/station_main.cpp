// brigade-station: one station's screen, or two on one panel. Two threads: the loop (replicas, hub, presses)
// and, on the main thread, the UI; they meet in the mailboxes alone. A third reads the bump bars, with --keys
// a fourth what is pressed there.
#include <signal.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <optional>
#include <thread>
#include <vector>

#include "app/box_screen.h"
#include "app/fault_screen.h"
#include "app/key_lines.h"
#include "app/open_panel.h"
#include "app/picture_wishes.h"
#include "app/station_arguments.h"
#include "app/watchdog.h"
#include "base/log.h"

using namespace brigade;

namespace {

// This program again, in its own place: the same process for whoever watches it. What a person asked for
// once, to pair again (written out or cut short), is not asked for again.
[[noreturn]] void start_anew(const std::string& program, int argc, char** argv,
                             const std::vector<const char*>& once) {
    std::vector<char*> arguments;
    for (int i = 0; i < argc; ++i)
        if (std::find(once.begin(), once.end(), argv[i]) == once.end()) arguments.push_back(argv[i]);
    arguments.push_back(nullptr);
    execv(program.c_str(), arguments.data());
    log_error("the program {} cannot be started anew: {}", program, std::strerror(errno));
    std::exit(EXIT_FAILURE);
}

// While it is still the file that was started: an update may take its place later.
std::string this_program() {
    std::error_code ignored;
    return std::filesystem::read_symlink("/proc/self/exe", ignored).string();
}

template <class T, class E>
T or_exit(Result<T, E> result) {
    if (result) return *std::move(result);
    log_error("{}", result.error().message);
    std::exit(EXIT_FAILURE);
}

// Until somebody has mended it, or for as long as it was asked for.
[[noreturn]] void only_fault(const std::string& program, const StationArguments& arguments, int argc,
                             char** argv) {
    const bool settings = arguments.fault->kind == StartFault::Kind::settings;
    const bool mended =
        or_exit(show_fault(arguments, [&] { return settings && !read_station_arguments(argc, argv).fault; }));
    if (mended) start_anew(program, argc, argv, {});
    std::exit(EXIT_SUCCESS);
}

}  // namespace

int main(int argc, char** argv) {
    hold_picture_wishes();
    const std::string program = this_program();
    StationArguments arguments = read_station_arguments(argc, argv);
    signal(SIGPIPE, SIG_IGN);
    // Asking for a zone's offset sets TZ for a moment. It must be there before the second thread is: then its
    // place in the environment never moves while SDL looks something else up.
    setenv("TZ", ":/etc/localtime", 0);
    ui::font_index(arguments.window.fonts);  // read while all else starts
    if (arguments.fault) only_fault(program, arguments, argc, argv);

    net::EventLoop loop;
    std::atomic<bool> restart = false;
    std::optional<BumpBars> bars;  // both there before the loop runs, gone after it has ended
    std::unique_ptr<ui::Ui> panel;
    std::vector<std::unique_ptr<BoxScreen>> screens;
    for (std::size_t i = 0; i < arguments.screens.size(); ++i)
        screens.push_back(or_exit(BoxScreen::start(
            loop, std::move(arguments.screens[i]),
            {.bind_bars = [&bars, i](const std::vector<BoundBar>& bound) { bars->settings_are(i, bound); },
             .learn_bar = [&bars, i](bool on) { bars->learn(i, on); },
             .restart =
                 [&] {
                     restart = true;
                     panel->quit();
                 },
             .says_code = arguments.window.mode == ui::WindowOptions::Mode::headless,
             .second = i > 0})));

    const auto faulty = [](const auto& screen) { return !screen->fault().empty(); };
    if (!arguments.stay && std::ranges::all_of(screens, faulty)) return EXIT_FAILURE;

    std::vector<ui::PaneOptions> panes;
    for (const auto& screen : screens) panes.push_back(screen->pane_options());
    panel = or_exit(open_panel(arguments.window, panes, arguments.stay));
    std::vector<BarScreen> bar_screens;
    for (std::size_t i = 0; i < screens.size(); ++i) {
        screens[i]->show_on(panel->pane(i));
        bar_screens.push_back(screens[i]->bar_screen());
    }
    bars.emplace(std::move(bar_screens));
    for (const auto& screen : screens) screen->bind_bars();
    loop.on_signal({SIGTERM, SIGINT, SIGUSR2}, [&](int signal) {
        if (signal != SIGUSR2) return panel->quit();
        for (const auto& screen : screens) screen->write_picture();
    });
    grant_picture_wishes();
    std::optional<KeyLines> keys;
    if (arguments.keys)
        keys.emplace(STDIN_FILENO, [&](std::size_t screen, Function function) {
            if (screen < screens.size()) return screens[screen]->pane().press(function, loop.now_ms());
            log_warning("there is no station beside this one to press a key of");
        });

    std::thread loop_thread([&] { loop.run(); });
    PictureWatchdog watchdog;
    const auto works = [](const auto& screen) { return screen->has_station(); };
    panel->run([&] { return loop.now_ms(); },
               [&] {
                   watchdog.picture(std::ranges::all_of(screens, works) ? PictureWatchdog::tickets
                                                                        : PictureWatchdog::fault);
               });
    if (!restart) sd_notify(0, "STOPPING=1");
    keys.reset();
    loop.stop();
    loop_thread.join();
    bars.reset();
    for (const auto& screen : screens) screen->close();  // while the picture still stands
    panel.reset();
    if (restart) start_anew(program, argc, argv, arguments.once);
    return EXIT_SUCCESS;
}
