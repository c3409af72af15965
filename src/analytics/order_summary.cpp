#include "analytics/order_summary.h"

#include <algorithm>
#include <map>

#include "analytics/answer_json.h"
#include "analytics/durations.h"
#include "analytics/fact_rows.h"

namespace brigade {
namespace {

TimeMs earliest(const OrderFacts& order, TimeMs TicketFacts::*at) {
    TimeMs first = 0;
    for (const TicketFacts& ticket : order.tickets)
        if (ticket.*at != 0 && (first == 0 || ticket.*at < first)) first = ticket.*at;
    return first;
}

json::value duration_or_null(DurationMs duration_ms) {
    return duration_ms < 0 ? json::value(nullptr) : json::value(duration_ms);
}

json::array stations_of(const OrderFacts& order) {
    json::array stations;
    for (const TicketFacts& ticket : order.tickets)
        if (std::any_of(ticket.lines.begin(), ticket.lines.end(),
                        [](const LineFacts& line) { return !line.gone; }))
            stations.emplace_back(ticket.station);
    return stations;
}

}  // namespace

OrderPhases phases_of(const OrderFacts& order) {
    OrderPhases phases;
    if (order.fired_at == 0) return phases;
    const TimeMs started_at = earliest(order, &TicketFacts::started_at);
    const TimeMs begun_at = started_at != 0 ? started_at : earliest(order, &TicketFacts::shown_at);
    // What was shown or begun only after it was ready was not waited for any longer than until then.
    TimeMs cooked_from = std::max(order.fired_at, begun_at);
    if (order.ready_at != 0)
        cooked_from = std::clamp(cooked_from, order.fired_at, std::max(order.fired_at, order.ready_at));
    phases.waiting_ms = cooked_from - order.fired_at;
    if (const Duration time = order_time(order)) phases.cooking_ms = *time - phases.waiting_ms;
    if (const Duration time = pass_time(order)) phases.pass_ms = *time;
    return phases;
}

int items_of(const OrderFacts& order) {
    std::map<int, int> quantities;  // by the line's place in the order
    for (const TicketFacts& ticket : order.tickets)
        for (const LineFacts& line : ticket.lines)
            if (!line.gone && line.state != LineState::voided) quantities[line.line] = line.quantity;
    int items = 0;
    for (const auto& [line, quantity] : quantities) items += quantity;
    return items;
}

json::object order_summary(const OrderFacts& order) {
    const OrderPhases phases = phases_of(order);
    const Duration time = order_time(order);
    return {{"id", order.id},
            {"number", order.number},
            {"day", order.day},
            {"service", word(order.service)},
            {"channel", order.channel},
            {"table", order.table},
            {"accepted_at", instant_or_null(order.instant_of(order.accepted_at))},
            {"fired_at", instant_or_null(order.instant_of(order.fired_at))},
            {"ready_at", instant_or_null(order.instant_of(order.ready_at))},
            {"served_at", instant_or_null(order.instant_of(order.served_at))},
            {"voided_at", instant_or_null(order.instant_of(order.voided_at))},
            {"utc_offset_min", order.utc_offset_min},
            {"waiting_ms", phases.waiting_ms},
            {"cooking_ms", duration_or_null(phases.cooking_ms)},
            {"pass_ms", duration_or_null(phases.pass_ms)},
            {"order_time_ms", duration_or_null(time.value_or(-1))},
            {"late", std::any_of(order.tickets.begin(), order.tickets.end(), is_late)},
            {"stations", stations_of(order)},
            {"items", items_of(order)},
            {"recalls", order.recalls},
            {"state", state_of(order)}};
}

}  // namespace brigade
