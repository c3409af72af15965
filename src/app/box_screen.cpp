#include "app/box_screen.h"

#include <cstdio>
#include <random>
#include <utility>

#include "app/bar_profiles.h"
#include "app/fault_screen.h"
#include "app/first_boot_facts.h"
#include "app/look_at_machine.h"
#include "app/paired_before.h"
#include "app/provision.h"
#include "app/time_zone.h"
#include "base/log.h"
#include "base/small_file.h"
#include "journal/look.h"
#include "ui/versions.h"

namespace brigade {
namespace {

constexpr const char* settings_file = "settings.json";
constexpr DurationMs again_ms = 5'000;

// Unknown zones have been refused by the hub; a box without zone data shows UTC.
int offset_now(const std::string& time_zone) {
    auto offset = utc_offset_min(time_zone.empty() ? "UTC" : time_zone, wall_clock_ms());
    return offset ? *offset : 0;
}

// What was chosen on this screen counts before its options. A file that cannot be read is said and left alone
// until somebody chooses anew.
ScreenSettings settings_in(const std::filesystem::path& data, const ScreenSettings& options,
                           std::string& problem) {
    const std::filesystem::path path = data / settings_file;
    auto text = read_small_file(path, settings_bytes_max);
    if (text && !*text) return options;
    auto settings = text ? read_settings(**text, options) : Result<ScreenSettings>(text.error());
    if (settings) return *std::move(settings);
    problem = path.string() + ": " + settings.error().message;
    log_warning("{}; this screen is as its options say", problem);
    return options;
}

// For whoever started a screen that nobody sees.
void print_code(const std::string& code, bool second) {
    std::printf("pairing code %s %s%s\n", code.substr(0, 3).c_str(), code.substr(3).c_str(),
                second ? " beside" : "");
    std::fflush(stdout);
}

StartFault::Kind kind_of_fault(const std::filesystem::path& data) {
    for (const char* file : {"replica.db", "outbox.db"})
        if (is_of_newer_format(data / file)) return StartFault::Kind::newer;
    return StartFault::Kind::storage;
}

MachineFacts facts_of_program(std::string problem) {
    MachineFacts machine;
    machine.program = BRIGADE_VERSION;
    machine.system = system_name();
    machine.display = ui::picture_version();
    machine.languages = languages();
    machine.settings_problem = std::move(problem);
    return machine;
}

}  // namespace

Result<std::unique_ptr<BoxScreen>> BoxScreen::start(net::EventLoop& loop, ScreenArguments arguments,
                                                    Box box) {
    ScreenSettings& settings = arguments.station.settings;
    settings.language = arguments.language;
    settings.distance_m = arguments.distance_m;
    settings.diagonal_in = arguments.diagonal_in;
    std::string problem;
    settings = settings_in(arguments.data, settings, problem);
    auto words = load_first_words({settings.language, arguments.language, "en"});
    if (!words) return words.error();
    if (!words->problem.empty()) {
        log_warning("{}; this screen speaks {}", words->problem, words->language);
        if (problem.empty()) problem = words->problem;
        settings.language = words->language;
    }
    arguments.language = settings.language;
    arguments.distance_m = settings.distance_m;
    arguments.diagonal_in = settings.diagonal_in;
    std::unique_ptr<BoxScreen> screen(
        new BoxScreen(loop, std::move(arguments), std::move(box), *std::move(words)));
    screen->settings_problem_ = std::move(problem);
    screen->open();
    return screen;
}

StationOptions BoxScreen::options() {
    StationOptions options = arguments_.station;
    options.keep_settings = [this](const ScreenSettings& chosen) {
        box_.bind_bars(chosen.bars);
        return write_small_file(data_ / settings_file, to_text(chosen));
    };
    options.machine = [this, machine = facts_of_program(settings_problem_)]() mutable {
        machine.bar_profiles = bar_profile_names(bar_profile_places(data_));
        machine.box_problem = told_problem(std::string("/") + provisioning_report, arguments_.language);
        return look_at_machine(data_, machine);
    };
    options.learn_bar = box_.learn_bar;
    options.keep_bar_profile = [this](const std::string& device, const BarProfile& profile) {
        return keep_bar_profile(data_, device, profile);
    };
    options.restart = box_.restart;
    options.screenshot = [this](Screenshots::Taken taken) { camera_.take(std::move(taken)); };
    options.jitter_seed = std::random_device{}();
    options.wall_clock = wall_clock_ms;
    options.utc_offset_min = offset_now;
    options.version = BRIGADE_VERSION;
    if (box_.says_code)
        options.pairing_code = [second = box_.second](const std::string& code) { print_code(code, second); };
    return options;
}

// At the start and, after a failure, on the loop. What was said once is not said again.
void BoxScreen::open() {
    StationOptions options = this->options();
    if (options.pair_again && fault_.empty())
        if (std::string said = said_of_old_pairing(*store_in(data_)); !said.empty()) log_warning("{}", said);
    auto station = StationScreen::start(loop_, mailbox_, store_in(data_), std::move(options));
    if (station) {
        station_ = *std::move(station);
        if (!bars_.empty()) station_->bars_are(bars_);
        if (!fault_.empty()) log_info("{} has started", arguments_.station.station);
        has_station_ = true;
        return fault_.clear();
    }
    if (station.error().message != fault_) log_error("{}", station.error().message);
    fault_ = station.error().message;
    const TimeMs again_at = loop_.now_ms() + again_ms;
    mailbox_.publish(fault_model(arguments_, {kind_of_fault(data_), fault_, again_at}));
    again_ = loop_.after(again_ms, [this] { open(); });
}

void BoxScreen::close() {
    again_.cancel();
    station_.reset();
    camera_.put_away();
}

void BoxScreen::show_on(ui::Pane& pane) {
    pane_ = &pane;
    camera_.point_at(pane);
    for (const std::string& language : languages())
        if (auto others = load_words(language)) pane.know(language, *std::move(others));
}

BarScreen BoxScreen::bar_screen() {
    return {bar_profile_places(data_),
            {[this](Function function) { pane_->press(function, loop_.now_ms()); },
             [this](const RawKey& key) { pane_->raw(key); },
             [this](std::vector<BarFound> found) {
                 loop_.post([this, found = std::move(found)]() mutable {
                     bars_ = std::move(found);
                     if (station_) station_->bars_are(bars_);
                 });
             }}};
}

}  // namespace brigade
