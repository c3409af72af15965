#include "app/demo.h"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <cstdio>

#include "app/demo_config.h"
#include "app/demo_pictures.h"
#include "app/played_history.h"
#include "app/time_zone.h"

namespace brigade {
namespace {

constexpr DurationMs pulse_ms = 50;
constexpr DurationMs status_ms = 3'000;
constexpr DurationMs hub_start_ms_max = 15'000;
constexpr DurationMs answers_ms_max = 3'000;
constexpr DurationMs end_ms_max = 10'000;
constexpr int past_orders_per_day = 120;

// The address in the hub's line "listening ws://127.0.0.1:40123/v1"; empty until it is whole.
std::string address_in(const std::string& output) {
    constexpr std::string_view before = "listening ws://";
    std::size_t start = output.find(before);
    if (start == std::string::npos) return "";
    start += before.size();
    std::size_t end = output.find("/v1\n", start);
    return end == std::string::npos ? "" : output.substr(start, end - start);
}

}  // namespace

Demo::Demo(DemoOptions options) : options_(std::move(options)) {}

int Demo::run() {
    Status ready = set_up();
    if (ready) ready = make_up_past();
    if (ready) ready = start_hub();
    if (ready) ready = start_stations();
    if (ready) {
        lunch_ = std::make_unique<DemoLunch>(
            loop_, config_.rules.kitchen,
            DemoLunchOptions{url_, options_.speed, static_cast<std::uint32_t>(wall_clock_ms()),
                             std::to_string(wall_clock_ms())});
        ready = lunch_->start();
    }
    if (!ready) {
        fmt::print(stderr, "brigade demo: {}\n", ready.error().message);
        end_all();
        return 1;
    }
    say_where();
    said_ms_ = loop_.now_ms();
    DurationMs length_ms =
        options_.seconds > 0 ? static_cast<DurationMs>(options_.seconds * 1000) : 366LL * 86'400'000;
    loop_.run_until([this] { return signals_ > 0 || everybody_left(); }, length_ms);

    say_line("\nthe last orders are answered");
    lunch_->close();
    loop_.run_until([this] { return signals_ > 1 || lunch_->unanswered() == 0; }, answers_ms_max);
    bool pictures = take_pictures();
    bool good = sum_up();
    lunch_.reset();
    bool ended = end_all();
    return pictures && good && ended ? 0 : 1;
}

Status Demo::set_up() {
    auto given = load_hub_config(options_.config);
    if (!given) return Error{to_text(given.error().front()) + "\n    " + given.error().front().fix};
    auto file = write_demo_config(*given, options_.speed, options_.data / "config");
    if (!file) return file.error();
    config_file_ = *file;
    auto config = load_hub_config(config_file_);
    if (!config) return Error{"its own configuration is not good: " + to_text(config.error().front())};
    config_ = *std::move(config);
    loop_.on_signal({SIGINT, SIGTERM, SIGCHLD}, [this](int number) {
        if (number != SIGCHLD) ++signals_;
        if (hub_) hub_->reap();
        for (auto& station : stations_) station->reap();
    });
    pulse_ = loop_.after(pulse_ms, [this] { pulse(); });
    return {};
}

// For the managers' page, which shows how today compares. A kitchen that was kept has its own.
Status Demo::make_up_past() {
    const std::filesystem::path data = options_.data / "hub";
    if (options_.history_days == 0 || std::filesystem::exists(data / "journal.db")) return {};
    PlayedHistoryOptions past;
    past.days = options_.history_days;
    past.orders_per_day = past_orders_per_day;
    past.speed = options_.speed;
    past.until = wall_clock_ms();
    auto played = play_history(config_, data, past);
    if (!played) return played.error();
    say_line(fmt::format("made up {} days of {} orders, for the managers' page", past.days, played->orders));
    return {};
}

Status Demo::start_hub() {
    std::filesystem::path data = options_.data / "hub";
    std::string program = (options_.programs / "brigade-hub").string();
    if (!std::filesystem::exists(program)) return Error{program + " is missing; it belongs beside brigade"};
    std::vector<std::string> command{program,  "--config",    config_file_.string(),
                                     "--data", data.string(), "--listen"};
    auto listening = [&](const char* address) {
        auto whole = command;
        whole.emplace_back(address);
        return whole;
    };
    hub_ = std::make_unique<DemoChild>(loop_, "hub", listening("127.0.0.1:0"), options_.data / "hub.log",
                                       say_line);
    if (Status started = hub_->start(); !started) return started;
    loop_.run_until([&] { return signals_ > 0 || !address_in(hub_->output()).empty(); }, hub_start_ms_max);
    address_ = address_in(hub_->output());
    if (signals_ > 0) return Error{"told to end"};
    if (address_.empty())
        return Error{"the hub did not begin to serve; its last words:\n" + hub_->last_lines(10)};
    url_ = "ws://" + address_ + "/v1";
    hub_->set_command(listening(address_.c_str()));  // where its screens will look for it
    return {};
}

Status Demo::start_stations() {
    std::string program = (options_.programs / "brigade-station").string();
    if (!std::filesystem::exists(program)) return Error{program + " is missing; it belongs beside brigade"};
    for (const Station& station : config_.rules.kitchen.stations) {
        if (station.kind == StationKind::board) continue;
        std::filesystem::path data = options_.data / station.id;
        std::vector<std::string> command{program,  "--hub",       url_,         "--station",  station.id,
                                         "--data", data.string(), "--windowed", options_.size};
        if (!options_.windows) command.emplace_back("--headless");
        stations_.push_back(std::make_unique<DemoChild>(loop_, station.id, std::move(command),
                                                        options_.data / (station.id + ".log"), say_line));
        if (Status started = stations_.back()->start(); !started) return started;
    }
    return {};
}

void Demo::pulse() {
    pulse_ = loop_.after(pulse_ms, [this] { pulse(); });
    if (!lunch_) return;
    lunch_->step();
    if (lunch_->closed() || loop_.now_ms() - said_ms_ < status_ms) return;
    said_ms_ = loop_.now_ms();
    say_how_it_goes();
}

bool Demo::everybody_left() const {
    return !stations_.empty() &&
           std::ranges::all_of(stations_, [](const auto& station) { return station->left(); });
}

bool Demo::take_pictures() {
    std::vector<DemoPicture> pictures;
    for (auto& station : stations_)
        if (signals_ < 2 && !station->left()) pictures.emplace_back(*station, directory_of(*station));
    bool good = true;
    for (const DemoPicture& picture : pictures) {
        const DemoChild& station = picture.station();
        auto file = picture.fetch(loop_, options_.pictures);
        if (file)
            say_line(fmt::format("screenshot {} {}", station.name(), file->string()));
        else
            fmt::print(stderr, "no picture of {}: {}\n{}\n", station.name(), file.error().message,
                       station.last_lines(5));
        good = good && file;
    }
    return good;
}

bool Demo::end_all() {
    auto gone = [](const auto& children) {
        return std::ranges::none_of(children, [](const auto& child) { return child->running(); });
    };
    for (auto& station : stations_) station->end();
    bool ended = loop_.run_until([&] { return gone(stations_); }, end_ms_max);
    for (auto& station : stations_) ended = ended && !station->failed();
    if (!hub_) return ended;
    hub_->end();
    ended = loop_.run_until([&] { return !hub_->running(); }, end_ms_max) && ended;
    if (!ended) say_line("not everything ended as it was told to; the logs are in " + options_.data.string());
    return ended && !hub_->failed();
}

}  // namespace brigade
