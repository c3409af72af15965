// The doctor's probe of the hub: asked once over HTTP, which no screen or till notices, and on this machine
// for its devices.
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "app/config.h"
#include "app/doctor_look.h"
#include "app/hub_address.h"
#include "app/hub_question.h"
#include "app/json_words.h"
#include "app/time_zone.h"
#include "base/small_file.h"
#include "net/http_question.h"
#include "station/hub_link.h"

namespace brigade {
namespace {

constexpr DurationMs answer_within_ms = 6'000;
constexpr std::size_t answer_bytes_max = 64 * 1024;

// How this machine knows its hub.
struct WayToHub {
    std::string url;  // or "find"; empty: it does not
    PairingRecord paired;
};

PairingRecord record_in(const std::filesystem::path& path) {
    auto text = read_plain_file(path, pairing_record_bytes);
    if (!text || !*text) return {};
    auto record = read_pairing_record(**text);
    return record ? *std::move(record) : PairingRecord{};
}

std::string url_in(const std::vector<std::filesystem::path>& configurations) {
    for (const auto& path : configurations)
        if (auto config = load_hub_config(path); config && !config->listen.empty())
            return "ws://" + config->listen.front() + "/v1";
    return {};
}

WayToHub way_of(const DoctorPlaces& places) {
    WayToHub way;
    for (const auto& directory : places.directories)
        if (way.paired.token.empty()) way.paired = record_in(directory / "pairing.json");
    if (places.hub.has("--pairing")) way.paired = record_in(places.hub.value("--pairing", ""));
    way.url = places.hub.value("--hub", url_in(places.configurations));
    if (!way.url.empty()) return way;
    for (const auto& directory : places.directories)
        if (is_hub_directory(directory)) way.url = "ws://127.0.0.1:8686/v1";
    if (way.url.empty() && !way.paired.pins.empty()) way.url = "find";
    return way;
}

void take_answer(HubFact& fact, const std::string& body, TimeMs asked, TimeMs answered) {
    boost::system::error_code failed;
    const boost::json::value parsed = boost::json::parse(body, failed);
    if (failed || !parsed.is_object()) return;
    const boost::json::object& hub = parsed.get_object();
    fact.version = text_in(hub, "version");
    fact.trouble = text_in(hub, "trouble");
    if (const auto time = parse_time(text_in(hub, "time")))
        fact.clock_ahead_ms = (asked + answered) / 2 - *time;
}

void ask(HubFact& fact, const WayToHub& way) {
    const TimeMs asked = wall_clock_ms();
    auto answer = net::ask_over_http({fact.where, way.paired.pins},
                                     {"/api/v1/hub", way.paired.token, answer_within_ms, answer_bytes_max});
    if (!answer) {
        fact.why_not = unreachable_words(fact.where, answer.error().message);
    } else if (answer->status != 200) {
        fact.why_not = "it answers " + std::to_string(answer->status) + ", for this machine is not let in";
    } else {
        fact.reached = true;
        take_answer(fact, answer->body, asked, wall_clock_ms());
    }
}

DeviceFact device_of(const boost::json::object& device) {
    return {text_in(device, "name"),
            text_in(device, "station"),
            text_in(device, "version"),
            text_in(device, "fault"),
            text_in(device, "role") != "pos" && text_in(device, "role") != "manager",
            is_true_in(device, "connected"),
            integer_in(device, "seen_s", -1)};
}

void ask_for_devices(HubFact& fact, const DoctorPlaces& places) {
    ToolArguments arguments = places.hub;
    arguments.options["--hub"] = fact.where;
    auto answer = ask_hub(arguments, {{"type", "device.list"}});
    if (!answer || !answer->contains("devices")) return;
    const boost::json::array* devices = answer->at("devices").if_array();
    for (std::size_t i = 0; devices && i < devices->size(); ++i)
        if (const auto* device = (*devices)[i].if_object()) fact.devices.push_back(device_of(*device));
}

}  // namespace

HubFact look_at_hub(const DoctorPlaces& places) {
    HubFact fact;
    const WayToHub way = way_of(places);
    if (way.url.empty()) return fact;
    fact.asked = true;
    fact.where = way.url;
    net::EventLoop loop;
    auto urls = resolve_hub(loop, way.url, way.paired);
    if (!urls) {
        fact.why_not = urls.error().message;
        return fact;
    }
    for (const std::string& url : *urls) {
        if (fact.reached) break;
        fact.where = url;
        ask(fact, way);
    }
    if (fact.reached && (is_this_machine(fact.where) || places.hub.has("--pairing")))
        ask_for_devices(fact, places);
    return fact;
}

}  // namespace brigade
