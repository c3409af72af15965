#include "core/draft.h"

#include <algorithm>

#include "core/apply.h"

namespace brigade {
namespace {

bool newly_ready(const Ticket& ticket) {
    return !ticket.ready && !ticket.has_active() &&
           std::any_of(ticket.lines.begin(), ticket.lines.end(),
                       [](const TicketLine& line) { return line.state == LineState::done; });
}

std::vector<StationLines> done_lines(const OrderState& order) {
    std::vector<StationLines> parts;
    for (const Ticket& ticket : order.tickets) {
        StationLines part{ticket.station, {}};
        for (const TicketLine& line : ticket.lines)
            if (line.state == LineState::done) part.lines.push_back(order.lines[line.line].content->id);
        if (!part.lines.empty()) parts.push_back(std::move(part));
    }
    return parts;
}

}  // namespace

Event next_event(const Kitchen& kitchen, TimeMs now, const std::vector<Event>& so_far) {
    Event event;
    event.seq = event.request_last = kitchen.seq + so_far.size() + 1;
    event.at = std::max(now, kitchen.at);
    event.wall_offset_ms = kitchen.wall_offset_ms;
    return event;
}

void mark_last(std::vector<Event>& events) {
    for (Event& event : events) event.request_last = events.back().seq;
}

Draft::Draft(const Kitchen& kitchen, const OrderState& order, TimeMs now, std::vector<Event> events)
    : kitchen_(kitchen),
      order_(order),
      now_(now),
      events_(std::move(events)) {}

void Draft::emit(EventBody body, std::optional<OrderStatus> status) {
    Event event = next_event(kitchen_, now_, events_);
    event.order_id = order_.id();
    event.body = std::move(body);
    event.status = status;
    if (status) event.terminal = order_.terminal;
    apply_to_order(order_, event);
    events_.push_back(std::move(event));
}

bool Draft::leave_covered(const std::string& station, const std::vector<std::string>& lines, bool fired) {
    const Ticket* ticket = order_.find_ticket(station);
    std::string by(kitchen_.covered_by(station));
    if (!ticket || by.empty()) return false;
    TicketTransferred moved{station, by, {}, {}, TransferReason::covered};
    for (const TicketLine& line : ticket->lines) {
        const std::string& id = order_.lines[line.line].content->id;
        bool named = std::find(lines.begin(), lines.end(), id) != lines.end();
        if (named && line.cooking() && line.fired == fired && may_join(order_.find_ticket(by), line.line))
            moved.lines.push_back(id);
    }
    if (moved.lines.empty()) return false;
    emit(std::move(moved));
    return true;
}

void Draft::fire(std::vector<std::string> lines) {
    std::vector<std::string> stations;  // moving lines may add tickets
    for (const Ticket& ticket : order_.tickets) stations.push_back(ticket.station);
    bool any_moved = false;
    for (const std::string& station : stations) any_moved = leave_covered(station, lines, false) || any_moved;
    emit(LinesFired{std::move(lines)});
    if (any_moved) settle(kitchen_.config);
}

void Draft::settle(const KitchenConfig& config) {
    if (order_.closed()) return;
    for (std::size_t i = 0; i < order_.tickets.size(); ++i)
        if (newly_ready(order_.tickets[i]))
            emit(StatusReached{order_.tickets[i].station}, OrderStatus::ready);
    if (!order_.all_done()) return;
    auto waiting = done_lines(order_);
    if (!order_.ready && !waiting.empty()) emit(StatusReached{}, OrderStatus::ready);
    if (waiting.empty() || !config.has_expo())
        emit(LinesServed{"", std::move(waiting), events_.back().at}, OrderStatus::served);
}

Decision Draft::finish() {
    mark_last(events_);
    Ack ack;
    ack.seq = events_.back().seq;
    ack.revision = order_.revision();
    return {std::move(events_), std::move(ack)};
}

Decision refuse(ErrorCode code, std::string path, std::string message) {
    return {{}, Refusal{code, std::move(path), std::move(message)}};
}

Decision duplicate_of(Seq seq, const OrderState& order) {
    Ack ack;
    ack.seq = seq;
    ack.duplicate = true;
    ack.revision = order.revision();
    return {{}, std::move(ack)};
}

}  // namespace brigade
