#include "analytics/durations.h"

#include <algorithm>

namespace brigade {
namespace {

Duration between(TimeMs from, TimeMs to, DurationMs without_ms = 0) {
    if (from == 0 || to == 0) return std::nullopt;
    return std::max<DurationMs>(0, to - from - without_ms);
}

bool counts(const LineFacts& line) { return !line.gone && line.state != LineState::voided; }

// When the station had done the last of its lines; 0: it has cooked nothing of the order, or not all.
TimeMs done_by_station_at(const TicketFacts& ticket) {
    TimeMs last = 0;
    for (const LineFacts& line : ticket.lines) {
        if (!counts(line)) continue;
        if (line.by_expo || line.done_at == 0) return 0;
        last = std::max(last, line.done_at);
    }
    return last;
}

// The newest two of the stations' last dones, with whose the newest is.
struct LastTwo {
    const TicketFacts* last = nullptr;
    TimeMs last_at = 0, before_at = 0;
};

LastTwo last_two(const OrderFacts& order) {
    LastTwo found;
    for (const TicketFacts& ticket : order.tickets) {
        const TimeMs at = done_by_station_at(ticket);
        if (at > found.last_at)
            found = {&ticket, at, found.last_at};
        else
            found.before_at = std::max(found.before_at, at);
    }
    return order.ready_at == 0 || found.before_at == 0 ? LastTwo{} : found;
}

}  // namespace

Duration ticket_time(const TicketFacts& ticket) {
    return between(ticket.fired_at, ticket.bumped_at, ticket.held_ms);
}

Duration glass_time(const TicketFacts& ticket) { return between(ticket.fired_at, ticket.shown_at); }

Duration prep_time(const LineFacts& line) {
    return counts(line) && !line.by_expo ? between(line.fired_at, line.done_at, line.held_ms) : std::nullopt;
}

Duration time_to_start(const LineFacts& line) {
    return counts(line) ? between(line.fired_at, line.started_at) : std::nullopt;
}

Duration order_time(const OrderFacts& order) { return between(order.fired_at, order.ready_at); }

// What left by itself left as it became ready, and so did what the pass completed.
Duration pass_time(const OrderFacts& order) {
    return order.served_at > order.ready_at ? between(order.ready_at, order.served_at) : std::nullopt;
}

bool is_late(const TicketFacts& ticket) {
    const Duration time = ticket_time(ticket);
    return time && *time > DurationMs{ticket.late_s} * 1000;
}

bool is_on_time(const TicketFacts& ticket) {
    const Duration time = ticket_time(ticket);
    return time && *time <= DurationMs{ticket.target_s} * 1000;
}

std::optional<bool> promise_kept(const OrderFacts& order) {
    if (order.promised_at == 0 || order.ready_at == 0) return std::nullopt;
    return order.instant_of(order.ready_at) <= order.promised_at;
}

const TicketFacts* last_station(const OrderFacts& order) { return last_two(order).last; }

Duration wait_for_last(const OrderFacts& order) {
    const LastTwo two = last_two(order);
    return two.last ? between(two.before_at, two.last_at) : std::nullopt;
}

}  // namespace brigade
