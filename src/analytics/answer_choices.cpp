#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "analytics/count.h"
#include "analytics/figures_json.h"

namespace brigade {
namespace {

struct ItemChoice {
    std::string name;  // the newest
    std::uint64_t lines = 0;
};

struct CountsChoices : CountsNothing {
    static constexpr bool lines = true;

    void day(ServiceDay, const PackedDay& day) {
        begin_items(item_numbers, day);
        begin_stations(station_numbers, day);
        items.resize(item_numbers.names().size());
        for (std::size_t i = 0; i < day.items.size(); ++i)
            items[item_numbers.of(i)].name = day.text(day.items[i].name);
        for (const packed::Text& channel : day.channels) channels.emplace(day.text(channel));
        for (const packed::Text& cook : day.cooks) cooks.emplace(day.text(cook));
    }
    void line(const packed::Order&, const packed::Ticket&, const packed::Line& line, bool once) {
        if (once && !line.is(packed::Line::voided)) ++items[item_numbers.of(line.item)].lines;
    }
    void order(const packed::Order& order, std::span<const packed::Ticket>) {
        services[order.service] = true;
    }

    NameNumbers item_numbers, station_numbers;
    std::vector<ItemChoice> items;
    std::set<std::string> channels, cooks;
    std::array<bool, words::of<Service>.size()> services{};
};

json::array names_json(const std::set<std::string>& names) {
    json::array out;
    for (const std::string& name : names)
        if (!name.empty()) out.push_back(json::value(name));
    return out;
}

json::array stations_json(const Coverage& coverage, const std::vector<std::string>& ids) {
    json::array out;
    for (const std::size_t i : station_places(coverage, ids))
        out.push_back({{"id", ids[i]}, {"name", station_name(coverage, ids[i])}});
    return out;
}

json::array items_json(const CountsChoices& counts) {
    const auto& keys = counts.item_numbers.names();
    std::vector<std::size_t> places(keys.size());
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
    std::ranges::sort(places, [&](std::size_t a, std::size_t b) {
        return std::pair(counts.items[a].name, keys[a]) < std::pair(counts.items[b].name, keys[b]);
    });
    json::array out;
    for (const std::size_t i : places)
        out.push_back({{"key", keys[i]}, {"name", counts.items[i].name}, {"lines", counts.items[i].lines}});
    return out;
}

json::array services_json(const CountsChoices& counts) {
    json::array out;
    for (std::size_t i = 0; i < counts.services.size(); ++i)
        if (counts.services[i]) out.push_back(json::string_view(words::of<Service>[i]));
    return out;
}

std::string clock_text(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

json::array dayparts_json(const std::vector<Daypart>& dayparts) {
    json::array out;
    for (const Daypart& part : dayparts)
        out.push_back(
            {{"id", part.id}, {"from", clock_text(part.from_min)}, {"to", clock_text(part.to_min)}});
    return out;
}

}  // namespace

// Of everything in the range: what is filtered by already must not take the other choices away.
AnswerOr answer_choices(const Question& question) {
    CountsChoices counts;
    if (auto counted = count_days(question.facts, question.selection.days, FigureFilters{}, counts); !counted)
        return facts_unreadable(counted.error());
    return json_answer({{"type", "analytics_choices"},
                        {"stations", stations_json(question.coverage, counts.station_numbers.names())},
                        {"items", items_json(counts)},
                        {"services", services_json(counts)},
                        {"channels", names_json(counts.channels)},
                        {"cooks", names_json(counts.cooks)},
                        {"dayparts", dayparts_json(question.dayparts)}});
}

}  // namespace brigade
