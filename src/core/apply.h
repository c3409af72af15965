// The one place where a kitchen changes. Every node runs it over the same events and so holds the same
// state; it never refuses, never chooses and looks at nothing but the event. An event that does not fit the
// state (decide made it for another one) is a broken invariant and stops the process; whoever takes events
// from outside checks first that they follow on (core/board.h callers do so by seq and head).
#pragma once

#include "core/event.h"
#include "core/kitchen.h"

namespace brigade {

void apply(Kitchen& kitchen, const Event& event);

// The part of it that concerns one order; `decide` runs it on a copy to see what an event brings about.
void apply_to_order(OrderState& order, const Event& event);

// The state of an order at its acceptance. The event's body is an OrderAccepted.
OrderState accepted_order(const Event& event);

}  // namespace brigade
