// Whether an event can be applied to a state that was read from the file of facts. Core holds one that does
// not fit for a broken invariant and stops the process (core/apply.h); here it means that the file is
// damaged, and no kitchen stops for its figures. Inside the room only; any thread.
#pragma once

#include "core/event.h"
#include "core/kitchen.h"

namespace brigade {

bool fits(const OrderState& order, const Event& event);

}  // namespace brigade
