// An order on its own, as HTTP and order files carry it. Two submissions have the same content exactly when
// their written forms are equal, so an order must come back from its written form, with the same hash.
#include <boost/json/serialize.hpp>

#include "core/order_json.h"
#include "protocol/client_message.h"
#include "target.h"

namespace brigade::fuzz {

void target(std::string_view input) {
    auto read = read_single_order(input);
    if (const auto* refusal = std::get_if<Refusal>(&read)) {
        BRIGADE_CHECK(!refusal->message.empty(), "what is wrong must be said");
        return;
    }
    const Order& order = *std::get<OrderPtr>(read);
    std::string text = json::serialize(order_to_json(order));
    auto again = read_single_order(text);
    const auto* same = std::get_if<OrderPtr>(&again);
    BRIGADE_CHECK(same, "what was written must be read");
    BRIGADE_CHECK(**same == order, "an order must come back as it was");
    BRIGADE_CHECK(content_hash(**same) == content_hash(order), "the same content must have one hash");
}

}  // namespace brigade::fuzz
