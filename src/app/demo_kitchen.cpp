#include "app/demo_kitchen.h"

#include <boost/json/serialize.hpp>

#include "core/apply.h"
#include "core/json_fields.h"
#include "core/snapshot.h"
#include "protocol/client_message.h"

namespace brigade {

DemoKitchen::DemoKitchen(net::Loop& loop, const std::string& url, std::string station)
    : station_(std::move(station)),
      link_(loop, 0,
            {[url] {
                 return HubLink::Attempt{net::HubAddress{url, {}}};
             },
             [this] { return hello(); }, [](std::string_view) { return false; },
             [this](const FromHub& message) { take(message); }, [](const std::string&) {},
             [this](const std::string& reason, bool) {
                 live_ = false;
                 trouble_ = reason;
             }}) {}

std::string DemoKitchen::hello() const {
    json::object hello{
        {"type", "hello"}, {"protocol", protocol_version}, {"role", "station"}, {"name", "demo"}};
    hello.emplace("station", station_);
    hello.emplace("screen", "demo");
    if (!head_.empty()) {
        hello.emplace("after", kitchen_.seq);
        hello.emplace("head", head_);
    }
    return json::serialize(hello);
}

void DemoKitchen::take(const FromHub& message) {
    if (const auto* part = std::get_if<FromHubSnapshotPart>(&message)) take_part(*part);
    if (const auto* events = std::get_if<FromHubEvents>(&message)) take_events(*events);
    if (const auto* error = std::get_if<FromHubError>(&message)) link_.reconnect(error->refusal.message);
    if (std::holds_alternative<FromHubLive>(message)) live_ = true;
}

void DemoKitchen::take_part(const FromHubSnapshotPart& part) {
    if (part.part == 1) snapshot_.clear();
    snapshot_ += part.text;
    if (part.part < part.parts) return;
    auto kitchen = decode_snapshot(snapshot_);
    snapshot_.clear();
    if (!kitchen) return link_.reconnect(kitchen.error().message);
    kitchen_ = *std::move(kitchen);
    head_ = part.head;
}

void DemoKitchen::take_events(const FromHubEvents& events) {
    for (const Event& event : events.events) {
        if (event.seq <= kitchen_.seq) continue;
        if (event.seq != kitchen_.seq + 1) {
            head_.clear();  // a gap: only a snapshot helps
            return link_.reconnect("events are missing");
        }
        apply(kitchen_, event);
        if (happened) happened(event);
    }
    head_ = events.head;
}

}  // namespace brigade
