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

bool can_be(const LiveTickets& tickets) {
    return tickets.tickets >= 0 && tickets.ticket_time.median_ms.value_or(0) >= 0 &&
           tickets.on_time.count <= tickets.on_time.of && tickets.late.count <= tickets.late.of;
}

void check(const FromHubFigures& message) {
    const LiveFigures& figures = *message.figures;
    BRIGADE_CHECK(can_be(figures.today) && can_be(figures.hour.value_or(LiveTickets())),
                  "figures must be possible");
    BRIGADE_CHECK(figures.stations.size() <= 64 && figures.hours.size() <= 48, "lists must be bounded");
    for (const LiveHour& hour : figures.hours)
        BRIGADE_CHECK(hour.hour >= 0 && hour.hour < 24 && can_be(hour.tickets),
                      "an hour must be one of the clock's");
}

}  // namespace

void target(std::string_view input) {
    auto message = read_hub_message(input);
    if (!message) {
        BRIGADE_CHECK(!message.error().message.empty(), "what is wrong must be said");
        return;
    }
    if (const auto* events = std::get_if<FromHubEvents>(&*message)) check(*events);
    if (const auto* figures = std::get_if<FromHubFigures>(&*message)) check(*figures);
    if (const auto* part = std::get_if<FromHubSnapshotPart>(&*message)) check(*part);
}

}  // namespace brigade::fuzz
