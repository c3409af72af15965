// An event's written form, EVENTS.md in code: what the journal stores and what screens are sent, byte for
// byte. Canonical: encode(decode(text)) == text for every text that encode made, so a replica's hash chain
// can be checked against the hub's.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/event.h"
#include "core/json_fields.h"

namespace brigade {

std::string encode_event(const Event& event);

// Fails with a sentence if the text is not an event of this format.
Result<Event> decode_event(std::string_view text);
Result<Event> decode_event(const json::object& object);

// Whether a history may end after this event: it is the last that its request wrote. A request whose last
// events are lost has not happened. Text that is no event answers for itself.
bool ends_request(std::string_view text);

// Shared with the snapshot.
json::object config_to_json(const KitchenConfig& config);
KitchenConfig read_config(JsonFields fields);

}  // namespace brigade
