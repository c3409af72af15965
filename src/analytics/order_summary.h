// An order as lists show it: docs/analytics-api.md, orders. Pure.
#pragma once

#include <boost/json/object.hpp>

#include "analytics/facts.h"

namespace brigade {

// What went by until it was served, one after the other: nobody had begun, it was cooked, it waited at the
// pass.
struct OrderPhases {
    DurationMs waiting_ms = 0;
    DurationMs cooking_ms = -1, pass_ms = -1;  // -1: not over yet
};
OrderPhases phases_of(const OrderFacts& order);

// Quantity of its lines that are not void, each once, at however many stations.
int items_of(const OrderFacts& order);

boost::json::object order_summary(const OrderFacts& order);

}  // namespace brigade
