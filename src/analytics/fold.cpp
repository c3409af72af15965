#include "analytics/fold.h"

#include <algorithm>

#include "analytics/fold_ticket.h"

namespace brigade {
namespace {

template <class Visit>
void each_line_there(OrderFacts& facts, Visit visit) {
    for (TicketFacts& ticket : facts.tickets)
        for (LineFacts& line : ticket.lines)
            if (!line.gone) visit(line);
}

void take_order(OrderFacts& facts, const OrderState& order) {
    const Order& content = *order.content;
    facts.id = content.id;
    facts.number = content.number;
    facts.service = content.service;
    facts.channel = content.channel;
    facts.table = content.table;
    facts.terminal = order.terminal;
    facts.covers = content.covers;
    facts.placed_at = content.placed_at;
    facts.promised_at = content.promised_at.value_or(0);
}

// A recall at the pass reopens the tickets that the pass had completed: that is one recall of the order.
bool follows_from_the_pass(const OrderState& after, const Event& event) {
    return after.expo_generation_seq == event.request_last;
}

void count_recall(OrderFacts& facts, const OrderState& after, const TicketRecalled& recalled,
                  const Event& event) {
    if (!follows_from_the_pass(after, event)) ++facts.recalls;
    TicketFacts* ticket = find_ticket(facts, recalled.station);
    if (!ticket) return;
    if (ticket->bumped_at != 0) ++ticket->recalls;
    for (const std::string& id : recalled.lines)
        if (auto index = after.find_line(id))
            if (LineFacts* line = find_line(*ticket, *index)) ++line->recalls;
}

void note_told(OrderFacts& facts, const StatusReached& reached, const Event& event) {
    TicketFacts* ticket = find_ticket(facts, reached.station);
    if (!ticket) return;
    if (event.status == OrderStatus::late && ticket->late_at == 0) ticket->late_at = event.at;
    if (event.status == OrderStatus::undelivered && ticket->undelivered_at == 0)
        ticket->undelivered_at = event.at;
}

// What the facts count and a state forgets. Before the tickets are brought up to date.
void count(OrderFacts& facts, const OrderState& after, const Event& event) {
    if (std::holds_alternative<OrderAmended>(event.body)) {
        ++facts.amendments;
        take_order(facts, after);
    }
    if (std::holds_alternative<OrderVoided>(event.body)) ++facts.voids;
    if (std::holds_alternative<ServeRecalled>(event.body)) ++facts.recalls;
    if (const auto* recalled = std::get_if<TicketRecalled>(&event.body))
        count_recall(facts, after, *recalled, event);
    if (const auto* reached = std::get_if<StatusReached>(&event.body)) note_told(facts, *reached, event);
    if (const auto* transferred = std::get_if<TicketTransferred>(&event.body))
        fold_transfer(facts, after, *transferred);
}

void fold_ready(OrderFacts& facts) {
    bool cooking = false;
    TimeMs last_bump = 0;
    each_line_there(facts, [&](const LineFacts& line) {
        cooking = cooking || line.state == LineState::open || line.state == LineState::started;
    });
    for (const TicketFacts& ticket : facts.tickets) last_bump = std::max(last_bump, ticket.bumped_at);
    facts.ready_at = cooking ? 0 : std::max(facts.ready_at, last_bump);
}

// Without an expo an order leaves as it becomes ready: nobody pressed for that.
TimeMs served_when(const OrderFacts& facts, const Event& event) {
    const auto* served = std::get_if<LinesServed>(&event.body);
    return served && served->station.empty() ? facts.ready_at : done_when(event);
}

void fold_served(OrderFacts& facts, const OrderState& after, const Event& event) {
    TimeMs last = 0;
    each_line_there(facts, [&](LineFacts& line) {
        if (line.state != LineState::served) {
            if (line.state != LineState::voided) line.served_at = 0;
            return;
        }
        if (line.served_at == 0) line.served_at = std::max(served_when(facts, event), line.done_at);
        last = std::max(last, line.served_at);
    });
    facts.served_at = after.served ? last : 0;
}

void fold_order(OrderFacts& facts, const OrderState& after, const Event& event, const Kitchen& frame) {
    const bool fired_before = facts.fired_at != 0;
    for (const TicketFacts& ticket : facts.tickets)
        if (ticket.fired_at != 0 && (facts.fired_at == 0 || ticket.fired_at < facts.fired_at))
            facts.fired_at = ticket.fired_at;
    const bool accepted = facts.last_seq == 0;
    if (accepted || (!fired_before && facts.fired_at != 0)) facts.day = frame.day;
    fold_ready(facts);
    fold_served(facts, after, event);
    if (after.voided && facts.voided_at == 0) facts.voided_at = event.at;
    facts.priority = after.priority;
    facts.last_seq = event.seq;
}

}  // namespace

void fold(OrderFacts& facts, const OrderState& after, const Event& event, const Kitchen& frame) {
    count(facts, after, event);
    for (const Ticket& ticket : after.tickets) {
        TicketFacts* there = find_ticket(facts, ticket.station);
        if (!there) (there = &facts.tickets.emplace_back())->station = ticket.station;
        fold_ticket(*there, after, ticket, event, frame);
    }
    fold_order(facts, after, event, frame);
}

OrderFacts accepted_facts(const OrderState& after, const Event& event, const Kitchen& frame,
                          int utc_offset_min) {
    OrderFacts facts;
    facts.seq = after.seq;
    facts.accepted_at = after.accepted_at;
    facts.wall_offset_ms = event.wall_offset_ms;
    facts.utc_offset_min = utc_offset_min;
    take_order(facts, after);
    fold(facts, after, event, frame);
    return facts;
}

OrderFacts facts_of_state(const OrderState& state, const Kitchen& frame, int utc_offset_min) {
    Event last_known;
    last_known.seq = frame.seq;
    last_known.at = frame.at;
    last_known.wall_offset_ms = frame.wall_offset_ms;
    last_known.body = Audited{};
    return accepted_facts(state, last_known, frame, utc_offset_min);
}

}  // namespace brigade
