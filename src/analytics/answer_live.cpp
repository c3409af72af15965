#include <algorithm>
#include <array>

#include "analytics/count.h"
#include "analytics/day_hours.h"
#include "analytics/figures_json.h"

namespace brigade {
namespace {

constexpr DurationMs hour_ms = 3'600'000;
constexpr std::size_t items_shown = 8, items_done_min = 3;

struct LiveItem {
    std::string name;
    Durations prep_ms;
};
struct LiveStation {
    Load today, hour;
};

struct CountsLive : CountsNothing {
    static constexpr bool lines = true;

    CountsLive(ServiceDay its_today, TimeMs now) : today(its_today), as_of(now) {}

    void day(ServiceDay day, const PackedDay& packed) {
        is_today = day == today;
        from = packed.from();
        begin_stations(station_numbers, packed);
        stations.resize(station_numbers.names().size());
        begin_items(item_numbers, packed);
        items.resize(item_numbers.names().size());
        for (std::size_t i = 0; i < packed.items.size(); ++i)
            items[item_numbers.of(i)].name = packed.text(packed.items[i].name);
    }
    bool in_last_hour(const packed::Ticket& ticket) const {
        if (ticket.bumped_ms == packed::no_ms) return false;
        const TimeMs bumped_at = from + TimeMs{ticket.bumped_ms};
        return bumped_at > as_of - hour_ms && bumped_at <= as_of;
    }
    void ticket(const packed::Order&, const packed::Ticket& ticket) {
        LiveStation& station = stations[station_numbers.of(ticket.station)];
        if (in_last_hour(ticket)) {
            station.hour.add(ticket);
            last_hour.add(ticket);
        }
        if (!is_today) return;
        station.today.add(ticket);
        all.add(ticket);
        hours[hour_of(ticket.minute)].add(ticket);
    }
    void line(const packed::Order&, const packed::Ticket&, const packed::Line& line, bool once) {
        if (!is_today) return;
        if (once) all.add(line);
        items[item_numbers.of(line.item)].prep_ms.add(line.prep_ms);
    }
    void order(const packed::Order& order, std::span<const packed::Ticket>) {
        open += is_open(order);
        if (!is_today) return;
        all.add(order);
        hours[hour_of(order.minute)].add(order);
    }

    ServiceDay today;
    TimeMs as_of, from = 0;
    bool is_today = false;
    Load all, last_hour;
    std::uint64_t open = 0;
    std::array<Load, hours_of_a_day> hours;
    NameNumbers station_numbers, item_numbers;
    std::vector<LiveStation> stations;
    std::vector<LiveItem> items;
};

json::object today_json(CountsLive& counts) {
    json::object out;
    add_load(out, counts.all);
    out["open"] = counts.open;
    return out;
}

// From the hour in which the day began to the one that it is now.
json::array hours_json(CountsLive& counts, std::size_t first, std::size_t last) {
    json::array out;
    for (std::size_t i = 0; i <= (last + hours_of_a_day - first) % hours_of_a_day; ++i) {
        const std::size_t hour = (first + i) % hours_of_a_day;
        Load& load = counts.hours[hour];
        out.push_back({{"hour", hour},
                       {"orders", load.orders},
                       {"tickets", load.tickets},
                       {"ticket_time", spread_json(load.ticket_ms)},
                       {"late", share_json(load.late)}});
    }
    return out;
}

json::object station_load_json(Load& load) {
    return {{"tickets", load.tickets},
            {"ticket_time", spread_json(load.ticket_ms)},
            {"late", share_json(load.late)},
            {"on_time", share_json(load.on_time)}};
}

// All that cook, whether something came to them or not.
json::array live_stations_json(const Coverage& coverage, CountsLive& counts) {
    const auto& ids = counts.station_numbers.names();
    json::array out;
    for (const Station& station : coverage.kitchen.stations) {
        if (station.kind != StationKind::prep) continue;
        const auto place = static_cast<std::size_t>(std::ranges::find(ids, station.id) - ids.begin());
        LiveStation nothing;
        LiveStation& load = place < ids.size() ? counts.stations[place] : nothing;
        out.push_back({{"station", station.id},
                       {"name", station.name},
                       {"today", station_load_json(load.today)},
                       {"hour", station_load_json(load.hour)}});
    }
    return out;
}

json::array slowest_json(CountsLive& counts) {
    std::vector<std::pair<Spread, std::string>> slowest;
    for (LiveItem& item : counts.items)
        if (item.prep_ms.size() >= items_done_min) slowest.emplace_back(spread_of(item.prep_ms), item.name);
    std::ranges::sort(slowest, [](const auto& a, const auto& b) {
        return a.first.median_ms != b.first.median_ms ? a.first.median_ms > b.first.median_ms
                                                      : a.second < b.second;
    });
    slowest.resize(std::min(slowest.size(), items_shown));
    json::array out;
    for (const auto& [spread, name] : slowest)
        out.push_back({{"name", name}, {"prep_time", spread_json(spread)}});
    return out;
}

}  // namespace

AnswerOr answer_live(const Question& question) {
    const Coverage& coverage = question.coverage;
    const ServiceDay today = parse_day(coverage.today).value_or(ServiceDay{});
    // The last hour may reach back into the day before.
    const DayRange days{today - std::chrono::days(1), today};
    CountsLive counts(today, coverage.as_of);
    if (auto counted = count_days(question.facts, days, FigureFilters{}, counts); !counted)
        return facts_unreadable(counted.error());
    return json_answer({{"type", "figures"},
                        {"as_of", instant_or_null(coverage.as_of)},
                        {"day", text_or_null(coverage.today)},
                        {"today", today_json(counts)},
                        {"hour", station_load_json(counts.last_hour)},
                        {"hours", hours_json(counts, clock_hour(coverage.today_opened_at, coverage),
                                             clock_hour(coverage.as_of, coverage))},
                        {"stations", live_stations_json(coverage, counts)},
                        {"items", slowest_json(counts)}});
}

}  // namespace brigade
