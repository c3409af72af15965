// The durations that the figures are made of, one function each: docs/figures.md in code. Nothing where the
// duration has not ended, or where it does not count. Never negative: a press that a screen dates back before
// the hub knew of the work counts from there.
#pragma once

#include <optional>

#include "analytics/facts.h"

namespace brigade {

using Duration = std::optional<DurationMs>;

// Fired → last bump, without the time that it was held.
Duration ticket_time(const TicketFacts& ticket);
// Fired → presented on a screen of its station ("delivery to glass").
Duration glass_time(const TicketFacts& ticket);
// Fired → done, without the time that it was parked. Not of lines that the pass completed, that are void or
// gone.
Duration prep_time(const LineFacts& line);
// Fired → a cook began it.
Duration time_to_start(const LineFacts& line);
// First line fired → ready.
Duration order_time(const OrderFacts& order);
// Ready → served, where it waited there at all: it did not leave by itself, and the pass had not to complete
// it.
Duration pass_time(const OrderFacts& order);

bool is_late(const TicketFacts& ticket);     // its ticket time is over late_s
bool is_on_time(const TicketFacts& ticket);  // its ticket time is at most target_s
// Ready by the time that it was promised for; nothing if none was, or it is not ready.
std::optional<bool> promise_kept(const OrderFacts& order);

// The station whose line was done last, of an order that at least two stations cooked; nullptr otherwise. The
// first of those that were done at the same instant.
const TicketFacts* last_station(const OrderFacts& order);
// How long the rest of the order waited for it: the last station's done minus the latest of all others.
Duration wait_for_last(const OrderFacts& order);

}  // namespace brigade
