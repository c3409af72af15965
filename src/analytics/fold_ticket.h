// One ticket's part of the fold (analytics/fold.h). Inside the room only. Pure.
#pragma once

#include "analytics/facts.h"
#include "core/event.h"
#include "core/kitchen.h"

namespace brigade {

// When what the event tells of was done: a screen dates its presses back to when the key went down.
TimeMs done_when(const Event& event);
// Who pressed it; empty: nobody had said.
const std::string& pressed_by(const Event& event);

TicketFacts* find_ticket(OrderFacts& facts, std::string_view station);
LineFacts* find_line(TicketFacts& ticket, int line);

// Brings the facts of a ticket up to its state.
void fold_ticket(TicketFacts& facts, const OrderState& order, const Ticket& ticket, const Event& event,
                 const Kitchen& frame);

// Lines take their whole past with them to the station that they go to.
void fold_transfer(OrderFacts& facts, const OrderState& after, const TicketTransferred& transferred);

}  // namespace brigade
