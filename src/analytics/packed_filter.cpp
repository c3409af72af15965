#include "analytics/packed_filter.h"

#include <algorithm>

namespace brigade {
namespace {

bool among(const std::vector<std::string>& asked, std::string_view name) {
    return asked.empty() || std::ranges::find(asked, name) != asked.end();
}

}  // namespace

PackedFilter::PackedFilter(const FigureFilters& filters)
    : filters_(filters),
      passes_all_(filters.none()),
      asks_tickets_(!filters.stations.empty() || !filters.items.empty() || !filters.cooks.empty()) {
    services_.fill(filters.services.empty());
    for (const Service service : filters.services) services_[static_cast<std::size_t>(service)] = true;
    for (int minute = 0; minute < std::ssize(minutes_); ++minute)
        minutes_[static_cast<std::size_t>(minute)] =
            filters.dayparts.empty() ||
            std::ranges::any_of(filters.dayparts, [&](const Daypart& part) { return part.has(minute); });
}

void PackedFilter::begin(const PackedDay& day) {
    if (passes_all_) return;
    stations_.clear(), items_.clear(), channels_.clear(), cooks_.clear();
    for (const packed::Station& station : day.stations)
        stations_.push_back(among(filters_.stations, day.text(station.id)));
    for (const packed::Item& item : day.items) items_.push_back(among(filters_.items, day.text(item.key)));
    for (const packed::Text& channel : day.channels)
        channels_.push_back(among(filters_.channels, day.text(channel)));
    for (const packed::Text& cook : day.cooks) cooks_.push_back(among(filters_.cooks, day.text(cook)));
}

}  // namespace brigade
