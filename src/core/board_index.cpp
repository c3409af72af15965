#include "core/board_index.h"

#include <algorithm>

#include "core/kitchen.h"

namespace brigade {
namespace {

int rank_of(Priority priority) {
    switch (priority) {
        case Priority::rush:
            return 0;
        case Priority::vip:
            return 1;
        case Priority::normal:
            break;
    }
    return 2;
}

template <class Set, class Key>
void put(Set& set, const Key& key, bool present) {
    if (present)
        set.insert(key);
    else
        set.erase(key);
}

bool at_pass(const OrderState& order) {
    return !order.closed() &&
           std::any_of(order.tickets.begin(), order.tickets.end(), [](const Ticket& ticket) {
               return std::any_of(ticket.lines.begin(), ticket.lines.end(), [](const TicketLine& line) {
                   return line.state == LineState::done || line.active();
               });
           });
}

void put_not_late(StationIndex& station, const OrderState& order, TimeMs fired_at, bool present) {
    const Service service = order.content->service;
    if (order.content->promised_at)
        put(station.not_late_promised, PromisedKey{*order.content->promised_at, fired_at, order.seq, service},
            present);
    else
        put(station.not_late[static_cast<std::size_t>(service)], std::pair(fired_at, order.seq), present);
}

// Inserts (present) or erases every key that the order has now.
void update(BoardIndex& index, const OrderState& order, bool present) {
    for (const Ticket& ticket : order.tickets) {
        if (!ticket.on_board()) continue;
        StationIndex& station = index.stations[ticket.station];
        put(station.board, DisplayKey{rank_of(order.priority), ticket.fired_at(), order.seq}, present);
        if (!ticket.has_active()) continue;
        if (!ticket.late) put_not_late(station, order, ticket.fired_at(), present);
        if (!ticket.undelivered && ticket.shown_seq < ticket.opened_seq())
            put(station.not_delivered, std::tuple(ticket.opened_seq(), ticket.opened_at(), order.seq),
                present);
    }
    if (at_pass(order)) put(index.pass, pass_key(order), present);
    if (order.fire_at && !order.closed() && !order.parked)
        put(index.promised, std::pair(*order.fire_at, order.seq), present);
    if (still_wanted(order)) put(index.open, order.seq, present);
}

}  // namespace

bool still_wanted(const OrderState& order) {
    return !order.closed() || std::any_of(order.tickets.begin(), order.tickets.end(),
                                          [](const Ticket& ticket) { return ticket.on_board(); });
}

DisplayKey pass_key(const OrderState& order) {
    TimeMs first = 0;
    for (const Ticket& ticket : order.tickets)
        for (const TicketLine& line : ticket.lines)
            if (line.fired && line.state != LineState::voided && (first == 0 || line.fired_at < first))
                first = line.fired_at;
    return {rank_of(order.priority), first, order.seq};
}

void BoardIndex::remove(const OrderState& order) { update(*this, order, false); }
void BoardIndex::add(const OrderState& order) { update(*this, order, true); }

}  // namespace brigade
