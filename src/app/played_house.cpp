#include "app/played_house.h"

#include "app/demo_dishes.h"

namespace brigade {
namespace {

constexpr double screen_lost_on_a_day = 0.5, clock_wrong_on_a_day = 0.1, runs_out_twice = 0.3;
constexpr double out_until_tomorrow = 0.2;
constexpr DurationMs clock_wrong_ms_max = 90'000;  // PlayedHistory leaves room for it at the end

}  // namespace

void PlayedHouse::plan_day() {
    PlayedChance& chance = kitchen_.chance();
    some_time([this] { run_out(); });
    if (chance.chance(runs_out_twice)) some_time([this] { run_out(); });
    if (chance.chance(screen_lost_on_a_day)) some_time([this] { lose_a_screen(); });
    if (chance.chance(clock_wrong_on_a_day)) some_time([this] { correct_clock(); });
}

// The service day has just opened.
void PlayedHouse::some_time(std::function<void()> task) {
    const std::int64_t minute = kitchen_.chance().between(11 * 60, 22 * 60) - kitchen_.local_time().minute;
    if (minute > 0) kitchen_.at(kitchen_.now() + minute * 60'000, std::move(task));
}

void PlayedHouse::run_out() {
    PlayedChance& chance = kitchen_.chance();
    const auto which = chance.between(0, static_cast<std::int64_t>(demo_dishes().size()) - 1);
    const std::string item(demo_dishes()[static_cast<std::size_t>(which)].item);
    if (!kitchen_.ask(SetAvailability{item, false, {}})) return;
    const DurationMs away_ms =
        chance.chance(out_until_tomorrow) ? chance.seconds(50'000, 70'000) : chance.seconds(1'200, 10'800);
    kitchen_.at(kitchen_.now() + away_ms, [this, item] { kitchen_.ask(SetAvailability{item, true, {}}); });
}

void PlayedHouse::lose_a_screen() {
    if (stations_.empty()) return;
    const auto which = kitchen_.chance().between(0, static_cast<std::int64_t>(stations_.size()) - 1);
    stations_[static_cast<std::size_t>(which)]->lose_hub_for(kitchen_.chance().seconds(60, 900));
}

void PlayedHouse::correct_clock() {
    kitchen_.ask(CorrectClock{kitchen_.chance().between(-clock_wrong_ms_max, clock_wrong_ms_max)});
}

}  // namespace brigade
