// What happened to an order, event by event, as fields and not as prose, so that a page can say it in the
// manager's language: docs/analytics-api.md, orders/{id}. Pure.
#pragma once

#include <boost/json/array.hpp>
#include <vector>

#include "analytics/facts.h"
#include "core/event.h"

namespace brigade {

// One object an event. Lines are called as they were when it happened; where the journal has forgotten how,
// as they are in the facts.
boost::json::array order_story(const OrderFacts& order, const std::vector<Event>& events);

}  // namespace brigade
