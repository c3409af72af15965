#include "app/demo_lunch.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "app/demo_dishes.h"
#include "app/time_zone.h"

namespace brigade {
namespace {

constexpr int guests_waiting = 12;           // when the doors open
constexpr DurationMs first_pause_ms = 200;   // between those
constexpr double wave_ms = 25'000;           // from one rush to the next
constexpr std::size_t orders_open_max = 26;  // then nobody finds a table for a while

const std::vector<DemoTerminalKind> terminal_kinds{
    {"front-1", "pos", ""}, {"front-2", "pos", ""}, {"kiosk", "kiosk", "K"}, {"gofood", "gofood", "G"}};

}  // namespace

DemoLunch::DemoLunch(net::EventLoop& loop, const KitchenConfig& kitchen, const DemoLunchOptions& options)
    : loop_(loop),
      speed_(options.speed),
      guests_(options.seed, options.run, options.speed),
      kitchen_(loop, options.url, kitchen.default_station),
      began_ms_(loop.now_ms()),
      next_guest_ms_(began_ms_) {
    for (const DemoTerminalKind& kind : terminal_kinds)
        terminals_.push_back(
            std::make_unique<DemoTerminal>(loop, options.url, kind, guests_, counts_, speed_));
    for (const Station& station : kitchen.stations) {
        if (station.kind == StationKind::prep)
            cooks_.push_back(
                std::make_unique<DemoCook>(loop, options.url, station.id, guests_, counts_, speed_));
        if (station.kind == StationKind::expo)
            expos_.push_back(
                std::make_unique<DemoExpo>(loop, options.url, station.id, guests_, counts_, speed_));
    }
    kitchen_.happened = [this](const Event& event) {
        if (event.status == OrderStatus::ready && !station_of(event.body).empty()) ++counts_.bumped;
    };
}

Status DemoLunch::start() {
    kitchen_.start();
    for (auto& terminal : terminals_)
        if (Status status = terminal->start(); !status) return status;
    for (auto& cook : cooks_)
        if (Status status = cook->start(); !status) return status;
    for (auto& expo : expos_)
        if (Status status = expo->start(); !status) return status;
    agenda_.at(loop_.now_ms() + static_cast<DurationMs>(150'000 / speed_),
               [this] { run_out_of_something(); });
    return {};
}

void DemoLunch::step() {
    agenda_.run_due(loop_.now_ms());
    if (!closed_) welcome_guests();
    for (auto& terminal : terminals_) terminal->step();
    if (!kitchen_.up_to_date()) return;
    for (auto& cook : cooks_) cook->step(kitchen_.kitchen());
    for (auto& expo : expos_) expo->step(kitchen_.kitchen());
}

DurationMs DemoLunch::until_next_guest() {
    if (came_ < guests_waiting) return first_pause_ms;
    double since = static_cast<double>(loop_.now_ms() - began_ms_);
    double wave = 1 + 0.7 * std::sin(2 * std::numbers::pi * since / wave_ms);
    double mean_ms = 60'000 / (orders_per_minute * speed_ * wave);
    return static_cast<DurationMs>(mean_ms * guests_.between(40, 160) / 100);
}

void DemoLunch::welcome_guests() {
    DurationMs now = loop_.now_ms();
    while (now >= next_guest_ms_) {
        bool full = kitchen_.kitchen().index.open.size() >= orders_open_max;
        if (!full) {
            // The front counters take most of the orders.
            int which = std::max(0, guests_.between(-2, static_cast<int>(terminals_.size()) - 1));
            if (which == 0) which = guests_.between(0, 1);
            terminals_[static_cast<std::size_t>(which)]->order_now(wall_clock_ms());
            ++came_;
        }
        next_guest_ms_ = std::max(next_guest_ms_ + until_next_guest(), now - 1'000);
    }
}

void DemoLunch::run_out_of_something() {
    const auto& dishes = demo_dishes();
    std::string item(
        dishes[static_cast<std::size_t>(guests_.between(0, static_cast<int>(dishes.size()) - 1))].item);
    terminals_.front()->set_available(item, false);
    auto pause_ms = [this](int seconds) { return static_cast<DurationMs>(seconds * 1000 / speed_); };
    agenda_.at(loop_.now_ms() + pause_ms(180),
               [this, item] { terminals_.front()->set_available(item, true); });
    agenda_.at(loop_.now_ms() + pause_ms(300), [this] { run_out_of_something(); });
}

std::size_t DemoLunch::unanswered() const {
    std::size_t waiting = 0;
    for (const auto& terminal : terminals_) waiting += terminal->waiting();
    for (const auto& cook : cooks_) waiting += cook->waiting();
    for (const auto& expo : expos_) waiting += expo->waiting();
    return waiting;
}

}  // namespace brigade
