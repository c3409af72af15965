// brigade-station: one screen at one station. Two threads: the loop (replica, hub, presses) and, on the main
// thread, the UI; they meet in the mailbox alone. With --keys a third reads what is pressed there.
#include <getopt.h>
#include <signal.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>
#include <thread>
#include <vector>

#include "app/hub_address.h"
#include "app/key_lines.h"
#include "app/locale.h"
#include "app/paired_before.h"
#include "app/time_zone.h"
#include "base/log.h"
#include "core/json_fields.h"
#include "protocol/pairing_message.h"
#include "station/station.h"
#include "ui/ui.h"

using namespace brigade;

namespace {

constexpr int exit_usage = 2;

constexpr const char* help_text =
    R"(brigade-station shows one station's tickets and takes its cooks' presses.

usage: brigade-station --hub WHERE --station ID --data DIR [options]

  --hub WHERE          the hub: its host, such as 192.168.1.5, for
                       wss://192.168.1.5:8687/v1; on the hub's own machine
                       localhost, for ws://localhost:8686/v1; with another port
                       HOST:PORT; or find, or find:NAME, to look for it on the
                       network (NAME: its kitchen's, or its id). Needed
  --station ID         which of the kitchen's stations this screen stands at;
                       needed
  --data DIR           where this screen keeps its copy and its presses;
                       one directory for each screen, made if missing; needed
  --name NAME          what this screen is called, such as "Grill left"; default
                       the station's id
  --cook ID            the person whose screen or bump bar this is (ID as
                       brigade people lists it): every press is recorded as
                       theirs, and nobody signs in here; default: nobody's,
                       whoever types a PIN
  --pair-again         forget the hub this screen was paired with, and pair
                       with the one that answers now; then revoke the old
                       device there (brigade devices revoke)
  --windowed WxH       a window, such as 1280x720; default: the full screen
  --headless           no display: the picture is drawn in memory (1920x1080,
                       or as --windowed says)
  --keys               take presses as lines of standard input as well: bump,
                       position 1 ... 9, bump line, start, recall, undo,
                       confirm, fire course, up, down, left, right,
                       page next, page previous, cancel, devices, cook, zero
  --language en|id     the screen's words; default en
  --distance M         how far away the cook stands, in metres; default 1.5
  --diagonal INCHES    the panel's size; with it, letters are as large as the
                       distance asks for; default: sized by the pixels
  --debug              say more; default: what is worth knowing
  --help, --version

A screen that its hub does not know shows a code; type it at the hub
(brigade pair CODE) within two minutes. The pairing is kept in DIR/pairing.json.
With --headless the code is printed as well: "pairing code 482 913".
Whoever types their PIN here (F10, or a touch on the station's name) has their
presses recorded as theirs, until they sign out, leave it alone for half an
hour, or the program ends.
SIGUSR2 writes what is on the screen to DIR/screen.png. SIGTERM ends it.
It starts, shows and bumps without its hub; presses are sent when it is back.

example: brigade-station --hub ws://127.0.0.1:8686/v1 --station grill \
             --data /var/lib/brigade/grill
)";

struct Arguments {
    StationOptions station;
    std::filesystem::path data;
    ui::WindowOptions window;
    std::string language = "en";
    bool keys = false;
    std::vector<const char*> once;  // the words that ask for something only now, not at every start
};

[[noreturn]] void usage(const std::string& problem) {
    std::fprintf(stderr, "brigade-station: %s; see brigade-station --help\n", problem.c_str());
    std::exit(exit_usage);
}

float number(const char* option, const char* text) {
    char* end = nullptr;
    float value = std::strtof(text, &end);
    if (end == text || *end != '\0' || !(value > 0 && value < 1000))
        usage(std::string(option) + " must be a number above 0");
    return value;
}

void read_size(const char* text, ui::WindowOptions& window) {
    int used = 0;
    bool read =
        std::sscanf(text, "%dx%d%n", &window.width_px, &window.height_px, &used) == 2 && text[used] == '\0';
    bool fits = window.width_px >= 320 && window.height_px >= 240 && window.width_px <= 8192 &&
                window.height_px <= 8192;
    if (!read || !fits) usage("--windowed takes a size from 320x240 to 8192x8192, such as 1280x720");
}

Arguments read_arguments(int argc, char** argv) {
    static const option options[] = {{"hub", required_argument, nullptr, 'H'},
                                     {"station", required_argument, nullptr, 's'},
                                     {"data", required_argument, nullptr, 'd'},
                                     {"windowed", required_argument, nullptr, 'w'},
                                     {"headless", no_argument, nullptr, 'n'},
                                     {"language", required_argument, nullptr, 'l'},
                                     {"distance", required_argument, nullptr, 'm'},
                                     {"diagonal", required_argument, nullptr, 'i'},
                                     {"debug", no_argument, nullptr, 'v'},
                                     {"help", no_argument, nullptr, 'h'},
                                     {"version", no_argument, nullptr, 'V'},
                                     {"keys", no_argument, nullptr, 'k'},
                                     {"name", required_argument, nullptr, 'N'},
                                     {"cook", required_argument, nullptr, 'c'},
                                     {"pair-again", no_argument, nullptr, 'p'},
                                     {nullptr, 0, nullptr, 0}};
    Arguments arguments;
    bool headless = false;
    for (int found; (found = getopt_long(argc, argv, "", options, nullptr)) != -1;) switch (found) {
            case 'H':
                arguments.station.hub_url = optarg;
                break;
            case 's':
                arguments.station.station = optarg;
                break;
            case 'd':
                arguments.data = optarg;
                break;
            case 'w':
                read_size(optarg, arguments.window);
                arguments.window.mode = ui::WindowOptions::Mode::windowed;
                break;
            case 'n':
                headless = true;
                break;
            case 'k':
                arguments.keys = true;
                break;
            case 'N':
                if (!is_name(optarg)) usage("--name takes 1 to 200 letters on one line");
                arguments.station.name = optarg;
                break;
            case 'c':
                if (!is_id(optarg)) usage("--cook takes an id: 1 to 64 of A-Z a-z 0-9 . _ : -");
                arguments.station.cook = optarg;
                break;
            case 'p':
                arguments.station.pair_again = true;
                arguments.once.push_back(argv[optind - 1]);
                break;
            case 'l':
                arguments.language = optarg;
                break;
            case 'm':
                arguments.window.viewing.distance_m = number("--distance", optarg);
                break;
            case 'i':
                arguments.window.viewing.diagonal_in = number("--diagonal", optarg);
                break;
            case 'v':
                set_log_level(LogLevel::debug);
                break;
            case 'h':
                std::fputs(help_text, stdout);
                std::exit(0);
            case 'V':
                std::puts("brigade-station " BRIGADE_VERSION);
                std::exit(0);
            default:
                std::exit(exit_usage);
        }
    if (optind < argc) usage("it takes options only");
    if (arguments.station.hub_url.empty()) usage("--hub is missing");
    if (auto hub = complete_hub(arguments.station.hub_url))
        arguments.station.hub_url = *std::move(hub);
    else
        usage("--hub: " + hub.error().message);
    if (arguments.station.station.empty()) usage("--station is missing");
    if (arguments.data.empty()) usage("--data is missing");
    if (headless) arguments.window.mode = ui::WindowOptions::Mode::headless;
    arguments.window.title = "Brigade - " + arguments.station.station;
    return arguments;
}

// Unknown zones have been refused by the hub; a box without zone data shows UTC.
int offset_now(const std::string& time_zone) {
    auto offset = utc_offset_min(time_zone.empty() ? "UTC" : time_zone, wall_clock_ms());
    return offset ? *offset : 0;
}

// The watchdog is fed from the UI: a screen that no longer draws is what it guards against.
std::function<void()> watchdog_feeder() {
    std::uint64_t interval_us = 0;
    if (sd_watchdog_enabled(0, &interval_us) <= 0) return {};
    return [] { sd_notify(0, "WATCHDOG=1"); };
}

// This program again, in its own place: the same process for whoever watches it. What a person asked for once,
// to pair again (written out or cut short), is not asked for again.
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

}  // namespace

int main(int argc, char** argv) {
    const std::string program = this_program();
    Arguments arguments = read_arguments(argc, argv);
    signal(SIGPIPE, SIG_IGN);
    // Asking for a zone's offset sets TZ for a moment. It must be there before the second thread is: then its
    // place in the environment never moves while SDL looks something else up.
    setenv("TZ", ":/etc/localtime", 0);
    ui::Words words = or_exit(load_words(arguments.language));
    std::string screenshot = (arguments.data / "screen.png").string();
    arguments.station.jitter_seed = std::random_device{}();
    arguments.station.wall_clock = wall_clock_ms;
    arguments.station.utc_offset_min = offset_now;
    arguments.station.version = BRIGADE_VERSION;

    if (arguments.window.mode == ui::WindowOptions::Mode::headless)
        arguments.station.pairing_code = [](const std::string& code) {
            std::printf("pairing code %s %s\n", code.substr(0, 3).c_str(), code.substr(3).c_str());
            std::fflush(stdout);
        };

    Mailbox mailbox;
    net::EventLoop loop;
    std::atomic<bool> restart = false;
    ui::Ui* shown = nullptr;  // set before the loop runs
    arguments.station.restart = [&] {
        restart = true;
        shown->quit();
    };
    if (arguments.station.pair_again)
        if (std::string words_of = said_of_old_pairing(*store_in(arguments.data)); !words_of.empty())
            log_warning("{}", words_of);
    auto station = or_exit(StationScreen::start(loop, mailbox, store_in(arguments.data), arguments.station));
    auto screen = or_exit(ui::Ui::open(arguments.window, std::move(words)));
    shown = screen.get();
    loop.on_signal({SIGTERM, SIGINT, SIGUSR2}, [&](int signal) {
        if (signal == SIGUSR2)
            screen->screenshot(screenshot);
        else
            screen->quit();
    });

    std::optional<KeyLines> keys;
    if (arguments.keys) keys.emplace(STDIN_FILENO, [&](ui::Function function) { screen->press(function); });

    std::thread loop_thread([&] { loop.run(); });
    sd_notify(0, "READY=1");
    screen->run(
        mailbox, [&] { return loop.now_ms(); }, watchdog_feeder());
    if (!restart) sd_notify(0, "STOPPING=1");
    keys.reset();
    loop.stop();
    loop_thread.join();
    station.reset();  // writes what is left, before the window closes
    screen.reset();
    if (restart) start_anew(program, argc, argv, arguments.once);
    return EXIT_SUCCESS;
}
