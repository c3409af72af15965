// What a hub sends, as a screen reads it: something that it can act on, something that it passes over, or an
// error that says what is wrong.
#include "protocol/hub_message.h"
#include "core/event_json.h"
#include "core/snapshot.h"
#include "protocol/from_hub.h"
#include "target.h"

namespace brigade::fuzz {
namespace {

void check(const FromHubEvents& events) {
    std::vector<std::string> bodies;
    for (const Event& event : events.events) bodies.push_back(encode_event(event));
    auto again = read_hub_message(events_text(events.head, {bodies.begin(), bodies.end()}));
    BRIGADE_CHECK(again && std::holds_alternative<FromHubEvents>(*again), "events must be readable again");
    BRIGADE_CHECK(std::get<FromHubEvents>(*again).events == events.events, "events must arrive as they were");
}

void check(const FromHubSnapshotPart& part) {
    BRIGADE_CHECK(part.part >= 1 && part.part <= part.parts, "a part must be one of its parts");
    auto kitchen = decode_snapshot(part.text);
    BRIGADE_CHECK(kitchen || !kitchen.error().message.empty(), "what is wrong must be said");
}

}  // namespace

void target(std::string_view input) {
    auto message = read_hub_message(input);
    if (!message) {
        BRIGADE_CHECK(!message.error().message.empty(), "what is wrong must be said");
        return;
    }
    if (const auto* events = std::get_if<FromHubEvents>(&*message)) check(*events);
    if (const auto* part = std::get_if<FromHubSnapshotPart>(&*message)) check(*part);
}

}  // namespace brigade::fuzz
