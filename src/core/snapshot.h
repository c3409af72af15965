// The whole state of a kitchen as text, so that a restart or a new screen need not replay a day. Canonical:
// two equal kitchens have one text, which is what the state digest is made of. Written form: EVENTS.md.
#pragma once

#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"
#include "core/kitchen.h"

namespace brigade {

std::string encode_snapshot(const Kitchen& kitchen);
Result<Kitchen> decode_snapshot(std::string_view text);

// One order of it, in the form that it has there.
std::string encode_order_state(const OrderState& order);
Result<OrderState> decode_order_state(std::string_view text);

// Equal on every node that has applied the same events.
Hash state_digest(const Kitchen& kitchen);

}  // namespace brigade
