#include "analytics/fact_filter.h"

#include <algorithm>

namespace brigade {
namespace {

// Nothing asked for restricts nothing.
template <class T>
bool asked_for(const std::vector<T>& values, const T& value) {
    return values.empty() || std::find(values.begin(), values.end(), value) != values.end();
}

TimeMs began_at(const OrderFacts& order) { return order.fired_at != 0 ? order.fired_at : order.accepted_at; }

TimeMs began_at(const OrderFacts& order, const TicketFacts& ticket) {
    return ticket.fired_at != 0 ? ticket.fired_at : began_at(order);
}

bool in_daypart(const FigureFilters& filters, const OrderFacts& order, TimeMs at) {
    const int minute = order.minute_of(at);
    return filters.dayparts.empty() ||
           std::any_of(filters.dayparts.begin(), filters.dayparts.end(),
                       [&](const Daypart& daypart) { return daypart.has(minute); });
}

bool of_service(const FigureFilters& filters, const OrderFacts& order) {
    return asked_for(filters.services, order.service) && asked_for(filters.channels, order.channel);
}

}  // namespace

bool counts(const FigureFilters& filters, const OrderFacts& order, const TicketFacts& ticket,
            const LineFacts& line) {
    return of_service(filters, order) && in_daypart(filters, order, began_at(order, ticket)) &&
           asked_for(filters.stations, ticket.station) && asked_for(filters.items, line.key()) &&
           asked_for(filters.cooks, line.done_by);
}

bool counts(const FigureFilters& filters, const OrderFacts& order, const TicketFacts& ticket) {
    const auto asked_item = [&](const LineFacts& line) {
        return !line.gone && asked_for(filters.items, line.key());
    };
    return of_service(filters, order) && in_daypart(filters, order, began_at(order, ticket)) &&
           asked_for(filters.stations, ticket.station) && asked_for(filters.cooks, ticket.bumped_by) &&
           (filters.items.empty() || std::any_of(ticket.lines.begin(), ticket.lines.end(), asked_item));
}

bool counts(const FigureFilters& filters, const OrderFacts& order) {
    if (!of_service(filters, order) || !in_daypart(filters, order, began_at(order))) return false;
    if (filters.stations.empty() && filters.items.empty() && filters.cooks.empty()) return true;
    return std::any_of(order.tickets.begin(), order.tickets.end(),
                       [&](const TicketFacts& ticket) { return counts(filters, order, ticket); });
}

}  // namespace brigade
