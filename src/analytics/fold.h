// How an order's facts go on with its next event. Core's `apply_to_order` says what the event made of the
// order; the fold takes from that state what it knows, and keeps beside it what a state forgets: who pressed,
// how often, first times, and how long something was held. Pure; the same events give the same facts on every
// node.
//
// `after` is the order as the event left it, `frame` the kitchen as it stood then; its orders are not looked
// at.
#pragma once

#include "analytics/facts.h"
#include "core/event.h"
#include "core/kitchen.h"

namespace brigade {

// `event` is the order's acceptance. `utc_offset_min` is that of the kitchen's zone then.
OrderFacts accepted_facts(const OrderState& after, const Event& event, const Kitchen& frame,
                          int utc_offset_min);

void fold(OrderFacts& facts, const OrderState& after, const Event& event, const Kitchen& frame);

// Of an order whose events nobody has any more: what its state still knows, as of the frame's time. Who
// pressed, what was recalled and how long it was held before is lost.
OrderFacts facts_of_state(const OrderState& state, const Kitchen& frame, int utc_offset_min);

}  // namespace brigade
