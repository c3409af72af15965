#include "analytics/figures_json.h"

#include <algorithm>
#include <numeric>

namespace brigade {

json::object spread_json(const Durations& durations) { return spread_json(spread_of(durations)); }

json::value one_value_json(const OneValue& value) {
    const auto one = value.get();
    return one ? json::value(*one) : json::value(nullptr);
}

json::value per_hour(std::uint64_t count, std::uint64_t hours) {
    if (hours == 0) return nullptr;
    return with_one_decimal(static_cast<double>(count) / static_cast<double>(hours));
}

void add_load(json::object& to, const Load& load) {
    to["orders"] = load.orders;
    to["items"] = load.items;
    to["tickets"] = load.tickets;
    to["ticket_time"] = spread_json(load.ticket_ms);
    to["on_time"] = share_json(load.on_time);
    to["late"] = share_json(load.late);
}

std::string station_name(const Coverage& coverage, const std::string& id) {
    const Station* station = coverage.kitchen.find(id);
    return station ? station->name : id;
}

std::vector<std::size_t> station_places(const Coverage& coverage, const std::vector<std::string>& ids) {
    const auto& known = coverage.kitchen.stations;
    const auto place = [&](const std::string& id) {
        return std::ranges::find(known, id, &Station::id) - known.begin();
    };
    std::vector<std::size_t> numbers(ids.size());
    std::iota(numbers.begin(), numbers.end(), 0u);
    std::ranges::sort(numbers, [&](std::size_t a, std::size_t b) {
        return std::pair(place(ids[a]), ids[a]) < std::pair(place(ids[b]), ids[b]);
    });
    return numbers;
}

}  // namespace brigade
