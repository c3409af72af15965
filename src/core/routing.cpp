#include "core/routing.h"

#include <algorithm>

namespace brigade {
namespace {

const MenuItem* menu_item(const Line& line, const Rules& rules) {
    auto found = rules.menu.find(line.item);
    return found == rules.menu.end() ? nullptr : &found->second;
}

template <class List, class Value>
bool allows(const List& list, const Value& value) {
    return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

bool allows_modifiers(const RouteRule& rule, const Line& line) {
    return rule.modifiers.empty() ||
           std::any_of(line.modifiers.begin(), line.modifiers.end(),
                       [&](const Modifier& m) { return allows(rule.modifiers, m.name); });
}

bool matches(const RouteRule& rule, const Line& line, const std::string& category, const Order& order) {
    return allows(rule.items, line.item) && allows(rule.categories, category) &&
           allows_modifiers(rule, line) && allows(rule.services, order.service) &&
           allows(rule.channels, order.channel);
}

void add_once(std::vector<std::string>& stations, const std::string& station) {
    if (std::find(stations.begin(), stations.end(), station) == stations.end()) stations.push_back(station);
}

}  // namespace

std::vector<std::string> route(const Line& line, const Order& order, const Rules& rules) {
    if (!line.station.empty()) return {line.station};
    const MenuItem* item = menu_item(line, rules);
    const std::string& category = line.category.empty() && item ? item->category : line.category;

    std::vector<std::string> stations;
    for (const RouteRule& rule : rules.routes) {
        if (!matches(rule, line, category, order)) continue;
        for (const std::string& station : rule.stations) add_once(stations, station);
        if (!rule.also) return stations;
    }
    if (item && !item->station.empty()) add_once(stations, item->station);
    if (stations.empty()) stations.push_back(rules.kitchen.default_station);
    return stations;
}

int prep_time_s(const Line& line, const std::string& station, const Rules& rules) {
    if (line.prep_s > 0) return line.prep_s;
    const MenuItem* item = menu_item(line, rules);
    if (item && item->prep_s > 0) return item->prep_s;
    const Station* at = rules.kitchen.find(station);
    return at ? at->prep_s : Station{}.prep_s;
}

}  // namespace brigade
