#include "app/station_arguments.h"

#include <getopt.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "app/bump_bars.h"
#include "app/hub_address.h"
#include "app/tool.h"
#include "base/log.h"
#include "core/json_fields.h"
#include "protocol/pairing_message.h"

namespace brigade {
namespace {

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
  --beside ID          a second station, on the other half of this panel: left
                       and right on a wide one, above and below on an upright
                       one. The options after it are the second one's: --data
                       (default DIR/beside), --name, --cook, --bumpbar,
                       --language, --distance (as the first), --shows. All
                       others count for both, wherever they stand
  --windowed WxH[+X+Y] a window, such as 1280x720; with a place, without a frame
                       there; default: the full screen
  --headless           no display: the picture is drawn in memory (1920x1080,
                       or as --windowed says)
  --keys               take presses as lines of standard input as well: bump,
                       position 1 ... 9, bump line, start, recall, undo,
                       confirm, fire course, up, down, left, right,
                       page next, page previous, cancel, devices, cook, zero,
                       one done, hold, rush, transfer, unavailable, all-day,
                       view, filter, menu, setup, lock, figures. With
                       --beside, "beside bump" and so on for the second
                       station
  --bumpbar DEVICE=PROFILE
                       a bump bar that works for this screen, and what its keys
                       mean, such as 0461:0010=legend-c, or on a serial line
                       serial:/dev/ttyUSB0=serial-letters; may be given more
                       than once. brigade bumpbar list shows both. Default:
                       none, and what is chosen on the setup screen counts
                       first
  --language en|id     the screen's words; default en
  --distance M         how far away the cook stands, in metres; default 1.5
  --shows tickets|figures
                       what stands on a screen at which nothing is cooked
                       (expo, board): how today goes, for managers, in place
                       of the tickets, until a press asks for those; default
                       tickets. What is chosen on the setup screen counts first
  --diagonal INCHES    the panel's size; with it, letters are as large as the
                       distance asks for; default: sized by the pixels
  --debug              say more; default: what is worth knowing
  --help, --version

A screen that its hub does not know shows a code; type it at the hub
(brigade pair CODE) within two minutes. The pairing is kept in DIR/pairing.json.
With --headless the code is printed as well: "pairing code 482 913", of the
second station "pairing code 482 913 beside".
Whoever types their PIN here (F10, or a touch on the station's name) has their
presses recorded as theirs, until they sign out, leave it alone for half an
hour, or the program ends.
SIGUSR2 writes what is on the screen to DIR/screen.png, each station's half to
its own. SIGTERM ends it.
It starts, shows and bumps without its hub; presses are sent when it is back.

example: brigade-station --hub ws://127.0.0.1:8686/v1 --station grill \
             --data /var/lib/brigade/grill
         brigade-station --hub find --station grill --data /var/lib/brigade/grill
             --bumpbar usb-1.1/0461:0010=legend-c
             --beside fryer --bumpbar usb-1.2/0461:0010=legend-c
)";

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
    bool read = std::sscanf(text, "%dx%d%n", &window.width_px, &window.height_px, &used) == 2;
    if (read && text[used] == '+') {
        const char* place = text + used;
        read = std::sscanf(place, "+%d+%d%n", &window.left_px, &window.top_px, &used) == 2 &&
               window.left_px >= 0 && window.left_px <= 16384 && window.top_px >= 0 && window.top_px <= 16384;
        text = place;
    }
    read = read && text[used] == '\0';
    bool fits = window.width_px >= 320 && window.height_px >= 240 && window.width_px <= 8192 &&
                window.height_px <= 8192;
    if (!read || !fits)
        usage(
            "--windowed takes a size from 320x240 to 8192x8192, such as 1280x720, and maybe a place, +960+0");
}

const option options[] = {{"hub", required_argument, nullptr, 'H'},
                          {"station", required_argument, nullptr, 's'},
                          {"data", required_argument, nullptr, 'd'},
                          {"windowed", required_argument, nullptr, 'w'},
                          {"headless", no_argument, nullptr, 'n'},
                          {"language", required_argument, nullptr, 'l'},
                          {"distance", required_argument, nullptr, 'm'},
                          {"shows", required_argument, nullptr, 'S'},
                          {"diagonal", required_argument, nullptr, 'i'},
                          {"debug", no_argument, nullptr, 'v'},
                          {"help", no_argument, nullptr, 'h'},
                          {"version", no_argument, nullptr, 'V'},
                          {"keys", no_argument, nullptr, 'k'},
                          {"name", required_argument, nullptr, 'N'},
                          {"cook", required_argument, nullptr, 'c'},
                          {"bumpbar", required_argument, nullptr, 'b'},
                          {"pair-again", no_argument, nullptr, 'p'},
                          {"beside", required_argument, nullptr, 'B'},
                          {nullptr, 0, nullptr, 0}};

bool same_place(const std::filesystem::path& one, const std::filesystem::path& other) {
    const auto real = [](const std::filesystem::path& path) {
        std::error_code error;
        const std::filesystem::path whole = std::filesystem::weakly_canonical(path / ".", error);
        return whole.has_filename() ? whole : whole.parent_path();
    };
    return real(one) == real(other);
}

// A second screen is as the first one unless it was said otherwise.
void complete(StationArguments& arguments, const std::string& hub) {
    if (hub.empty()) usage("--hub is missing");
    const auto address = complete_hub(hub);
    if (!address) usage("--hub: " + address.error().message);
    ScreenArguments& first = arguments.screens.front();
    if (first.station.station.empty()) usage("--station is missing");
    if (first.data.empty()) usage("--data is missing");
    for (ScreenArguments& screen : arguments.screens) {
        screen.station.hub_url = *address;
        screen.station.pair_again = !arguments.once.empty();
        if (screen.data.empty()) screen.data = first.data / "beside";
        if (screen.language.empty()) screen.language = first.language.empty() ? "en" : first.language;
        if (screen.distance_m <= 0)
            screen.distance_m = first.distance_m > 0 ? first.distance_m : ui::Viewing{}.distance_m;
        screen.diagonal_in = arguments.window.viewing.diagonal_in;
        arguments.window.title += (&screen == &first ? " - " : ", ") + screen.station.station;
    }
    if (arguments.screens.size() > 1 && same_place(first.data, arguments.screens[1].data))
        usage("--data: each of the two stations needs a directory of its own");
}

}  // namespace

StationArguments read_station_arguments(int argc, char** argv) {
    StationArguments arguments;
    arguments.screens.resize(1);
    std::string hub;
    bool headless = false;
    for (int found; (found = getopt_long(argc, argv, "", options, nullptr)) != -1;) {
        ScreenArguments& screen = arguments.screens.back();
        switch (found) {
            case 'H':
                hub = optarg;
                break;
            case 's':
                arguments.screens.front().station.station = optarg;
                break;
            case 'B':
                if (arguments.screens.size() == ui::panes_max)
                    usage("--beside: one panel has room for two stations");
                arguments.screens.emplace_back().station.station = optarg;
                break;
            case 'd':
                screen.data = optarg;
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
                screen.station.name = optarg;
                break;
            case 'c':
                if (!is_id(optarg)) usage("--cook takes an id: 1 to 64 of A-Z a-z 0-9 . _ : -");
                screen.station.cook = optarg;
                break;
            case 'b':
                if (auto bar = parse_bound_bar(optarg))
                    screen.station.settings.bars.push_back(*std::move(bar));
                else
                    usage("--bumpbar: " + bar.error().message);
                break;
            case 'p':
                arguments.once.push_back(argv[optind - 1]);
                break;
            case 'l':
                screen.language = optarg;
                break;
            case 'S':
                if (const auto shows = from_word<WallView>(optarg))
                    screen.station.settings.shows = *shows;
                else
                    usage("--shows takes tickets or figures");
                break;
            case 'm':
                screen.distance_m = number("--distance", optarg);
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
    }
    if (optind < argc) usage("it takes options only");
    complete(arguments, hub);
    if (headless) arguments.window.mode = ui::WindowOptions::Mode::headless;
    return arguments;
}

}  // namespace brigade
