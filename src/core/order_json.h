// An order to JSON and back. The written form is canonical (fixed field order, defaults left out), so that
// two submissions are "the same content" exactly when their written forms are equal.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "base/hash.h"
#include "core/json_fields.h"
#include "core/order.h"

namespace brigade {

// Reads and validates. Problems land in the reader's problem; the order is then meaningless.
Order read_order(JsonFields fields);
Line read_order_line(JsonFields fields);

// `memory` is where the tree is made (core/json_scratch.h).
json::object order_to_json(const Order& order, json::storage_ptr memory = {});
json::object line_to_json(const Line& line, json::storage_ptr memory = {});

Hash content_hash(const Order& order);

}  // namespace brigade
