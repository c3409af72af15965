#include "app/station_arguments.h"

#include <getopt.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <deque>

#include "app/bump_bars.h"
#include "app/hub_address.h"
#include "app/program_options.h"
#include "app/station_help.h"
#include "app/station_settings.h"
#include "core/json_fields.h"
#include "protocol/pairing_message.h"

namespace brigade {
namespace {

const option options[] = {{"hub", required_argument, nullptr, 'H'},
                          {"station", required_argument, nullptr, 's'},
                          {"data", required_argument, nullptr, 'd'},
                          {"windowed", required_argument, nullptr, 'w'},
                          {"headless", no_argument, nullptr, 'n'},
                          {"language", required_argument, nullptr, 'l'},
                          {"distance", required_argument, nullptr, 'm'},
                          {"shows", required_argument, nullptr, 'S'},
                          {"diagonal", required_argument, nullptr, 'i'},
                          debug_option,
                          help_option,
                          version_option,
                          {"keys", no_argument, nullptr, 'k'},
                          {"name", required_argument, nullptr, 'N'},
                          {"cook", required_argument, nullptr, 'c'},
                          {"bumpbar", required_argument, nullptr, 'b'},
                          {"pair-again", no_argument, nullptr, 'p'},
                          {"beside", required_argument, nullptr, 'B'},
                          {"settings", required_argument, nullptr, 'f'},
                          {"stay", no_argument, nullptr, 'y'},
                          {"fault", required_argument, nullptr, 'F'},
                          {nullptr, 0, nullptr, 0}};

constexpr Program program{"brigade-station", station_help};

// What only a command line says.
constexpr std::string_view not_in_settings[] = {"settings", "stay", "fault", "pair-again", "help", "version"};

std::vector<SettingName> setting_names() {
    std::vector<SettingName> names;
    for (const option* one = options; one->name; ++one)
        if (std::ranges::find(not_in_settings, one->name) == std::end(not_in_settings))
            names.push_back({one->name, one->has_arg == required_argument});
    return names;
}

// A command line with the files of --settings in their places.
struct CommandLine {
    std::vector<char*> words;  // its own ones are still the same, for start_anew() knows them by address
    std::vector<std::string> places;   // of each word: "FILE:3: "; empty: the command line
    std::deque<SettingLine> settings;  // whose words stay where they are
    std::string problem;               // of the first file that cannot be used
};

// The file that stands at `argument`, or after it; null: none does.
const char* settings_file(char** argument) {
    constexpr std::string_view option = "--settings";
    const std::string_view word = *argument;
    if (word == option) return argument[1];
    return word.starts_with("--settings=") ? *argument + option.size() + 1 : nullptr;
}

CommandLine with_settings(int argc, char** argv) {
    CommandLine line;
    for (int i = 0; i < argc; ++i) {
        const char* file = settings_file(argv + i);
        if (!file) {
            line.words.push_back(argv[i]);
            line.places.emplace_back();
            continue;
        }
        if (file == argv[i + 1]) ++i;
        auto read = read_station_settings(file, setting_names());
        if (!read && line.problem.empty()) line.problem = read.error().message;
        if (!read) continue;
        for (SettingLine& one : *read) {
            SettingLine& kept = line.settings.emplace_back(std::move(one));
            line.words.push_back(kept.word.data());
            line.places.push_back(kept.place + ": ");
        }
    }
    line.words.push_back(nullptr);
    return line;
}

Result<float> number(const char* option, const char* text) {
    char* end = nullptr;
    float value = std::strtof(text, &end);
    if (end == text || *end != '\0' || !(value > 0 && value < 1000))
        return Error{std::string(option) + " must be a number above 0"};
    return value;
}

Status read_size(const char* text, ui::WindowOptions& window) {
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
    if (read && fits) return {};
    return Error{
        "--windowed takes a size from 320x240 to 8192x8192, such as 1280x720, and maybe a place, +960+0"};
}

bool same_place(const std::filesystem::path& one, const std::filesystem::path& other) {
    const auto real = [](const std::filesystem::path& path) {
        std::error_code error;
        const std::filesystem::path whole = std::filesystem::weakly_canonical(path / ".", error);
        return whole.has_filename() ? whole : whole.parent_path();
    };
    return real(one) == real(other);
}

// A second screen is as the first one unless it was said otherwise.
Status complete(StationArguments& arguments, const std::string& hub) {
    if (hub.empty()) return Error{"--hub is missing"};
    const auto address = complete_hub(hub);
    if (!address) return Error{"--hub: " + address.error().message};
    ScreenArguments& first = arguments.screens.front();
    if (first.station.station.empty()) return Error{"--station is missing"};
    if (first.data.empty()) return Error{"--data is missing"};
    for (ScreenArguments& screen : arguments.screens) {
        screen.station.hub_url = *address;
        screen.station.pair_again = !arguments.once.empty();
        if (screen.data.empty()) screen.data = first.data / "beside";
        if (screen.language.empty()) screen.language = first.language;
        if (screen.distance_m <= 0) screen.distance_m = first.distance_m;
        screen.diagonal_in = arguments.window.viewing.diagonal_in;
        arguments.window.title += (&screen == &first ? " - " : ", ") + screen.station.station;
    }
    if (arguments.screens.size() > 1 && same_place(first.data, arguments.screens[1].data))
        return Error{"--data: each of the two stations needs a directory of its own"};
    return {};
}

// What getopt_long() finds, one option after the other.
struct Reading {
    StationArguments arguments;
    std::string hub;
    bool headless = false;

    Status take(int option, char* word);
    Status take_of_screen(int option, ScreenArguments& screen);
};

// Of the panel, the box or the program.
Status Reading::take(int option, char* word) {
    switch (option) {
        case 'H':
            hub = optarg;
            return {};
        case 'w':
            arguments.window.mode = ui::WindowOptions::Mode::windowed;
            return read_size(optarg, arguments.window);
        case 'n':
            headless = true;
            return {};
        case 'k':
            arguments.keys = true;
            return {};
        case 'p':
            arguments.once.push_back(word);
            return {};
        case 'i': {
            const auto diagonal = number("--diagonal", optarg);
            if (diagonal) arguments.window.viewing.diagonal_in = *diagonal;
            return diagonal ? Status() : diagonal.error();
        }
        case 'y':
            arguments.stay = true;
            return {};
        case 'F':
            arguments.fault = StartFault{StartFault::Kind::ends, optarg};
            return {};
        case 's':
            arguments.screens.front().station.station = optarg;
            return {};
        case 'B':
            if (arguments.screens.size() == ui::panes_max)
                return Error{"--beside: one panel has room for two stations"};
            arguments.screens.emplace_back().station.station = optarg;
            return {};
        default:
            return take_common_option(option, program) ? Status()
                                                       : take_of_screen(option, arguments.screens.back());
    }
}

Status Reading::take_of_screen(int option, ScreenArguments& screen) {
    switch (option) {
        case 'd':
            screen.data = optarg;
            return {};
        case 'N':
            if (!is_name(optarg)) return Error{"--name takes 1 to 200 letters on one line"};
            screen.station.name = optarg;
            return {};
        case 'c':
            if (!is_id(optarg)) return Error{"--cook takes an id: 1 to 64 of A-Z a-z 0-9 . _ : -"};
            screen.station.cook = optarg;
            return {};
        case 'b': {
            auto bar = parse_bound_bar(optarg);
            if (!bar) return Error{"--bumpbar: " + bar.error().message};
            screen.station.settings.bars.push_back(*std::move(bar));
            return {};
        }
        case 'l':
            screen.language = optarg;
            return {};
        case 'S': {
            const auto shows = from_word<WallView>(optarg);
            if (!shows) return Error{"--shows takes tickets or figures"};
            screen.station.settings.shows = *shows;
            return {};
        }
        case 'm': {
            const auto distance = number("--distance", optarg);
            if (distance) screen.distance_m = *distance;
            return distance ? Status() : distance.error();
        }
        default:
            return Error{};  // getopt_long() has said what is wrong
    }
}

Status read_line(CommandLine& line, Reading& reading) {
    const int count = static_cast<int>(line.words.size()) - 1;
    optind = 0;  // begins anew: a screen that stays reads its line again and again
    for (int found; (found = getopt_long(count, line.words.data(), "", options, nullptr)) != -1;) {
        const auto at = static_cast<std::size_t>(optind - 1);
        if (Status status = reading.take(found, line.words[at]); !status)
            return Error{line.places[at] + (status.error().message.empty()
                                                ? std::string(line.words[at]) + " is not understood"
                                                : status.error().message)};
    }
    if (optind < count) return Error{"it takes options only"};
    return {};
}

// Also where something is wrong there is a screen that says so: it has a language and is read from somewhere.
void complete_first(ScreenArguments& first) {
    if (first.language.empty()) first.language = "en";
    if (first.distance_m <= 0) first.distance_m = ui::Viewing{}.distance_m;
}

}  // namespace

StationArguments read_station_arguments(int argc, char** argv) {
    Reading reading;
    StationArguments& arguments = reading.arguments;
    arguments.screens.resize(1);
    CommandLine line = with_settings(argc, argv);
    Status status = read_line(line, reading);
    if (status && !line.problem.empty()) status = Error{line.problem};
    if (reading.headless) arguments.window.mode = ui::WindowOptions::Mode::headless;
    complete_first(arguments.screens.front());
    if (status && !arguments.fault) status = complete(arguments, reading.hub);
    if (status) return arguments;
    if (!std::any_of(argv, argv + argc, [](const char* word) { return std::string_view(word) == "--stay"; }))
        end_with_usage(program, status.error().message);
    arguments.stay = true;
    arguments.fault = StartFault{StartFault::Kind::settings, status.error().message};
    return arguments;
}

}  // namespace brigade
