#include "app/played_guests.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "app/played_rhythm.h"

namespace brigade {
namespace {

constexpr double changes = 0.035, takes_back = 0.014, waits = 0.01, hurries = 0.015;

struct Counter {
    DemoTerminalKind kind;
    double share;
};

const std::array<Counter, 7>& counters() {
    static const std::array<Counter, 7> all{{{{"front-1", "pos", ""}, 0.34},
                                             {{"front-2", "pos", ""}, 0.2},
                                             {{"kiosk", "kiosk", "K"}, 0.16},
                                             {{"gofood", "gofood", "G"}, 0.12},
                                             {{"grabfood", "grabfood", "B"}, 0.07},
                                             {{"web", "web", "W"}, 0.05},
                                             {{"window", "drive", "D"}, 0.06}}};
    return all;
}

const DemoTerminalKind& any_counter(PlayedChance& chance) {
    double left = chance.uniform();
    for (const Counter& counter : counters())
        if ((left -= counter.share) < 0) return counter.kind;
    return counters().front().kind;
}

}  // namespace

PlayedGuests::PlayedGuests(PlayedKitchen& kitchen, std::uint32_t seed, int orders_per_day)
    : kitchen_(kitchen),
      guests_(seed, fmt::format("past{}", seed), kitchen.speed()),
      orders_per_day_(orders_per_day) {}

void PlayedGuests::plan_day(TimeMs until) {
    PlayedChance& chance = kitchen_.chance();
    const LocalTime opening = kitchen_.local_time();
    const double mean = orders_per_day_ * guests_of_day(opening.weekday);
    const int orders = static_cast<int>(std::lround(std::max(0.0, chance.normal(mean, mean * 0.06))));
    for (int i = 0; i < orders; ++i) {
        const double minute = arrival_minute(chance, opening.weekday) - opening.minute;
        const TimeMs at = kitchen_.now() + static_cast<DurationMs>(minute * 60'000);
        if (minute > 0 && at <= until) kitchen_.at(at, [this] { come(); });
    }
}

void PlayedGuests::come() {
    const DemoTerminalKind& counter = any_counter(kitchen_.chance());
    const TimeMs label = kitchen_.now() + kitchen_.kitchen().wall_offset_ms;
    Order order = guests_.next_order(counter, label - kitchen_.chance().between(200, 4'000));
    if (counter.channel == "drive") order.service = Service::drive_thru;
    if (counter.channel == "web") order = order_for_later(std::move(order));
    const std::string id = order.id;
    ++came_;
    lines_ += order.lines.size();
    if (kitchen_.ask(SubmitOrder{std::make_shared<const Order>(std::move(order)), counter.name}))
        think_again(id);
}

Order PlayedGuests::order_for_later(Order order) {
    const DurationMs away_ms = kitchen_.quick(kitchen_.chance().seconds(1'500, 9'000));
    order.promised_at = order.placed_at + away_ms / 1000 * 1000;
    return order;
}

void PlayedGuests::think_again(const std::string& order_id) {
    PlayedChance& chance = kitchen_.chance();
    auto sometimes = [&](double often, std::int64_t least_s, std::int64_t most_s, auto then) {
        if (chance.chance(often))
            kitchen_.after(chance.seconds(least_s, most_s),
                           [this, order_id, then] { (this->*then)(order_id); });
    };
    sometimes(changes, 20, 420, &PlayedGuests::change);
    sometimes(takes_back, 20, 600, &PlayedGuests::take_back);
    sometimes(waits, 5, 90, &PlayedGuests::wait_a_while);
    if (chance.chance(hurries))
        kitchen_.after(chance.seconds(60, 600), [this, order_id] {
            kitchen_.ask(SetPriority{order_id, Priority::rush, {}});
        });
}

void PlayedGuests::change(const std::string& order_id) {
    const OrderState* order = kitchen_.kitchen().find(order_id);
    if (!order || order->closed()) return;
    auto changed = std::make_shared<const Order>(guests_.changed(*order->content));
    kitchen_.ask(AmendOrder{std::move(changed), order->revision() + 1});
}

void PlayedGuests::take_back(const std::string& order_id) {
    const OrderState* order = kitchen_.kitchen().find(order_id);
    if (!order || order->closed()) return;
    VoidOrder take_back{order_id, {}};
    if (kitchen_.chance().chance(0.6)) take_back.lines = {order->content->lines.back().id};
    kitchen_.ask(take_back);
}

void PlayedGuests::wait_a_while(const std::string& order_id) {
    if (!kitchen_.ask(HoldOrder{order_id, {}})) return;
    kitchen_.after(kitchen_.chance().seconds(120, 900), [this, order_id] {
        kitchen_.ask(ReleaseOrder{order_id, {}});
    });
}

}  // namespace brigade
