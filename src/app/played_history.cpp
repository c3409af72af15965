#include "app/played_history.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "app/demo_guests.h"
#include "app/played_guests.h"
#include "app/played_house.h"
#include "app/played_pass.h"
#include "app/played_rhythm.h"
#include "app/played_station.h"
#include "app/time_zone.h"
#include "core/routing.h"
#include "journal/open.h"

namespace brigade {
namespace {

constexpr DurationMs minute_ms = 60'000, day_ms = 24 * 60 * minute_ms;
constexpr DurationMs ends_before_ms = 2 * minute_ms;  // the wall clock that is given; it may be wrong by then
constexpr DurationMs last_guest_before_ms = 30 * minute_ms;
constexpr int orders_tasted = 400;
constexpr std::size_t hands_min = 4;

// How busy a station's hands are in the busiest hour of an average day. The first one that cooks is
// everybody's bottleneck.
constexpr double busy_first = 0.75, busy_others = 0.5;

// When the service day began that `label` lies in, as people read it.
TimeMs day_start(TimeMs label, const Rules& rules) {
    const DurationMs shift = (rules.utc_offset_min - rules.service_day_start_min) * minute_ms;
    return (label + shift) / day_ms * day_ms - shift;
}

// What an average order asks of each station, in seconds of a cook's hands, from tasting some.
std::map<std::string, double> work_per_order(const Rules& rules) {
    std::map<std::string, double> work_s;
    DemoGuests guests(1, "taste", 1);
    for (int i = 0; i < orders_tasted; ++i) {
        const Order order = guests.next_order({"front-1", i % 3 == 0 ? "kiosk" : "pos", ""}, 0);
        for (const Line& line : order.lines)
            for (const std::string& station : route(line, order, rules))
                work_s[station] += prep_time_s(line, station, rules) * 0.6 / orders_tasted;
    }
    return work_s;
}

class History {
  public:
    History(const HubConfig& config, Opened journal, const PlayedHistoryOptions& options, TimeMs begins)
        : config_(config),
          options_(options),
          ends_(options.until - ends_before_ms),
          kitchen_(std::move(journal), config.rules, begins, options.seed, options.speed),
          guests_(kitchen_, options.seed, options.orders_per_day),
          house_(kitchen_, stations_),
          pass_(kitchen_, expo_of(config.rules.kitchen)) {
        employ_cooks();
        kitchen_.happened = [this](const Event& event, const OrderState* order) { happened(event, order); };
    }

    Result<PlayedHistory> play() {
        kitchen_.ask(Configure{config_of_then()});
        if (Status played = kitchen_.play_until(ends_); !played) return played.error();
        if (Status finished = kitchen_.finish(); !finished) return finished.error();
        return PlayedHistory{guests_.came(), guests_.lines(), kitchen_.kitchen().seq};
    }

  private:
    static std::string expo_of(const KitchenConfig& kitchen) {
        for (const Station& station : kitchen.stations)
            if (station.kind == StationKind::expo) return station.id;
        return {};
    }

    void employ_cooks() {
        const auto work_s = work_per_order(config_.rules);
        double busy = busy_first;
        for (const Station& station : config_.rules.kitchen.stations) {
            if (station.kind != StationKind::prep) continue;
            auto found = work_s.find(station.id);
            const double at_once = found == work_s.end()
                                       ? 0
                                       : options_.orders_per_day * busiest_hour_share * found->second / 3'600;
            const auto hands =
                static_cast<std::size_t>(std::ceil(at_once / std::exchange(busy, busy_others)));
            stations_.push_back(
                std::make_unique<PlayedStation>(kitchen_, station.id, std::max(hands, hands_min)));
        }
    }

    // A long past began with tighter limits: what was promised then stays what it is measured by.
    KitchenConfig config_of_then() const {
        KitchenConfig then = config_.rules.kitchen;
        if (options_.days < 28) return then;
        for (Station& station : then.stations)
            if (station.kind == StationKind::prep && station.warn_s > 10) {
                station.warn_s = station.warn_s * 9 / 10;
                break;
            }
        return then;
    }

    void happened(const Event& event, const OrderState* order) {
        if (std::holds_alternative<DayOpened>(event.body))
            kitchen_.at(kitchen_.now(), [this] { open_day(); });
        if (!order) return;
        for (auto& station : stations_) station->notice(event, *order);
        pass_.notice(event, *order);
    }

    void open_day() {
        const int day = day_++;
        if (options_.progress) options_.progress(day);
        if (options_.keep_days > 0) kitchen_.forget_before(kitchen_.now() - options_.keep_days * day_ms);
        if (auto offset = utc_offset_min(config_.time_zone, kitchen_.now() + day_ms / 2))
            kitchen_.set_utc_offset_min(*offset);
        if (day == options_.days / 4) kitchen_.ask(Configure{config_.rules.kitchen});
        if (PlayedHouse::is_closed_on(day)) return;
        house_.plan_day();
        guests_.plan_day(ends_ - kitchen_.quick(last_guest_before_ms));
    }

    const HubConfig& config_;
    const PlayedHistoryOptions& options_;
    TimeMs ends_;
    PlayedKitchen kitchen_;
    std::vector<std::unique_ptr<PlayedStation>> stations_;
    PlayedGuests guests_;
    PlayedHouse house_;
    PlayedPass pass_;
    int day_ = 0;
};

}  // namespace

Result<PlayedHistory> play_history(const HubConfig& config, const std::filesystem::path& data,
                                   const PlayedHistoryOptions& options) {
    const std::filesystem::path file = data / "journal.db";
    std::error_code failed;
    if (std::filesystem::exists(file, failed))
        return Error{file.string() + " is there already; a made-up past belongs into a directory of its own"};
    std::filesystem::create_directories(data, failed);
    auto journal = open_journal(file);
    if (!journal) return journal.error();
    HubConfig then = config;
    const TimeMs first =
        day_start(options.until - ends_before_ms, config.rules) - (options.days - 1) * day_ms;
    auto offset = utc_offset_min(config.time_zone, first);
    if (!offset) return offset.error();
    then.rules.utc_offset_min = *offset;
    return History(then, *std::move(journal), options, first + minute_ms).play();
}

}  // namespace brigade
