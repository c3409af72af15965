// An event as the journal keeps it and screens are sent it. Whatever decodes must have one written form and
// come back from it as it was; only then do the hashes of two journals say something about their events.
//
// `apply` is left out: its events have passed the hash chain, so they are what `decide` wrote, and anything
// else is a broken invariant that may stop the process (core/apply.h). fuzz-session applies what was decided.
#include "core/event_json.h"

#include "core/json_fields.h"
#include "protocol/hub_message.h"
#include "target.h"

namespace brigade::fuzz {

void target(std::string_view input) {
    auto event = decode_event(input);
    if (!event) {
        BRIGADE_CHECK(!event.error().message.empty(), "what is wrong must be said");
        return;
    }
    std::string text = encode_event(*event);
    auto again = decode_event(text);
    BRIGADE_CHECK(again, "what was written must be read");
    BRIGADE_CHECK(*again == *event, "an event must come back as it was");
    BRIGADE_CHECK(encode_event(*again) == text, "an event must have one written form");
    if (auto status = status_text(*event)) BRIGADE_CHECK(parse_json(*status), "a status must be JSON");
}

}  // namespace brigade::fuzz
