#include "core/kitchen.h"

#include <algorithm>

namespace brigade {
namespace {

template <class Test>
bool any_line(const Ticket& ticket, Test test) {
    return std::any_of(ticket.lines.begin(), ticket.lines.end(), test);
}

}  // namespace

TicketState Ticket::state() const {
    if (has_active()) return TicketState::open;
    if (any_line(*this, [](const TicketLine& line) { return line.cooking(); })) return TicketState::held;
    if (any_line(*this, [](const TicketLine& line) { return line.finished(); })) return TicketState::bumped;
    return TicketState::voided;
}

bool Ticket::has_active() const {
    return any_line(*this, [](const TicketLine& line) { return line.active(); });
}

bool Ticket::unconfirmed_removal() const {
    return any_line(*this, [](const TicketLine& line) { return line.change == Change::removed; });
}

TimeMs Ticket::fired_at() const {
    bool only_active = has_active();
    TimeMs first = 0;
    for (const TicketLine& line : lines)
        if (line.fired && (line.active() || !only_active) && (first == 0 || line.fired_at < first))
            first = line.fired_at;
    return first;
}

Seq Ticket::opened_seq() const {
    Seq newest = 0;
    for (const TicketLine& line : lines)
        if (line.active()) newest = std::max(newest, line.active_seq);
    return newest;
}

TimeMs Ticket::opened_at() const {
    TimeMs newest = 0;
    for (const TicketLine& line : lines)
        if (line.active()) newest = std::max(newest, line.active_at);
    return newest;
}

OrderPhase OrderState::phase() const {
    if (voided) return OrderPhase::voided;
    if (served) return OrderPhase::served;
    if (ready) return OrderPhase::ready;
    for (const Ticket& ticket : tickets)
        if (any_line(ticket, [](const TicketLine& line) { return line.active() || line.finished(); }))
            return OrderPhase::open;
    return OrderPhase::held;
}

bool OrderState::all_done() const {
    bool any = false;
    for (const Ticket& ticket : tickets)
        for (const TicketLine& line : ticket.lines) {
            if (line.cooking()) return false;
            any = any || line.finished();
        }
    return any;
}

Ticket* OrderState::find_ticket(std::string_view station) {
    for (Ticket& ticket : tickets)
        if (ticket.station == station) return &ticket;
    return nullptr;
}

const Ticket* OrderState::find_ticket(std::string_view station) const {
    return const_cast<OrderState*>(this)->find_ticket(station);
}

std::optional<std::uint16_t> OrderState::find_line(std::string_view id) const {
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (lines[i].content->id == id) return static_cast<std::uint16_t>(i);
    return std::nullopt;
}

const OrderState* Kitchen::find(const std::string& order_id) const {
    auto found = by_id.find(order_id);
    return found == by_id.end() ? nullptr : &orders.at(found->second);
}

bool Kitchen::is_unavailable(std::string_view item) const {
    auto found = items.find(item);
    return found != items.end() && !found->second.available;
}

std::string_view Kitchen::covered_by(std::string_view station) const {
    auto found = covers.find(station);
    return found == covers.end() ? std::string_view() : found->second.by;
}

const TicketLine* find_ticket_line(const Ticket& ticket, std::uint16_t line) {
    for (const TicketLine& entry : ticket.lines)
        if (entry.line == line) return &entry;
    return nullptr;
}

}  // namespace brigade
