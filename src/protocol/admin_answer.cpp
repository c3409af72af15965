#include "protocol/admin_answer.h"

#include <boost/json/serialize.hpp>

#include "core/json_fields.h"

namespace brigade {
namespace {

json::object answer(std::string_view type, const std::string& re) {
    json::object out{{"type", json::string_view(type)}};
    if (!re.empty()) out.emplace("re", re);
    return out;
}

json::value time_or_null(const std::optional<TimeMs>& time) {
    return time ? json::value(format_time(*time)) : json::value(nullptr);
}

json::object to_json(const DeviceFacts& device) {
    json::object out{{"id", device.id},
                     {"name", device.name},
                     {"role", device.role},
                     {"connected", device.connected},
                     {"address", device.address},
                     {"version", device.version},
                     {"paired_at", time_or_null(device.paired_at)},
                     {"seen_at", time_or_null(device.seen_at)}};
    if (device.seen_at) out.emplace("seen_s", device.seen_ago_ms / 1000);
    if (device.screen.empty()) return out;
    out.emplace("station", device.station);
    out.emplace("screen", device.screen);
    if (!device.connected) return out;
    out.emplace("shown_seq", device.shown_seq);
    out.emplace("lag", device.lag);
    out.emplace("frames", device.frames);
    out.emplace("fault", device.fault);
    return out;
}

json::object to_json(const WaitingFacts& device) {
    return {{"id", device.id},           {"role", json::string_view(word(device.role))},
            {"name", device.name},       {"address", device.address},
            {"version", device.version}, {"expires_s", device.expires_s}};
}

json::object to_json(const PersonFacts& person) {
    return {{"person", person.id}, {"name", person.name}, {"role", json::string_view(word(person.role))}};
}

template <class T>
json::array to_array(const std::vector<T>& all) {
    json::array out;
    for (const T& one : all) out.push_back(to_json(one));
    return out;
}

}  // namespace

std::string devices_text(const std::string& re, const std::vector<DeviceFacts>& devices,
                         const std::vector<WaitingFacts>& waiting, int locked_s, bool needs_pin) {
    json::object out = answer("devices", re);
    out.emplace("devices", to_array(devices));
    out.emplace("waiting", to_array(waiting));
    out.emplace("locked_s", locked_s);
    if (needs_pin) out.emplace("needs", "pin");
    return json::serialize(out);
}

std::string paired_ack_text(const std::string& re, Seq seq, const std::string& device,
                            const std::string& name, DeviceRole role) {
    json::object out = answer("ack", re);
    out.emplace("seq", seq);
    out.emplace("duplicate", false);
    out.emplace("device", device);
    out.emplace("name", name);
    out.emplace("role", json::string_view(word(role)));
    return json::serialize(out);
}

std::string people_text(const std::string& re, const std::vector<PersonFacts>& people) {
    json::object out = answer("people", re);
    out.emplace("people", to_array(people));
    return json::serialize(out);
}

std::string person_text(const std::string& re, const PersonFacts& person) {
    json::object out = answer("person", re);
    for (auto& [key, value] : to_json(person)) out.emplace(key, value);
    return json::serialize(out);
}

std::string key_text(const std::string& re, const std::string& pin, const std::string& next,
                     const std::vector<MissingDevice>& missing) {
    json::object out = answer("key", re);
    out.emplace("pin", pin);
    if (next.empty()) return json::serialize(out);
    out.emplace("next", next);
    json::array devices;
    for (const MissingDevice& device : missing)
        devices.push_back(json::object{{"device", device.id}, {"name", device.name}});
    out.emplace("missing", std::move(devices));
    return json::serialize(out);
}

std::string hub_text(const HubFacts& hub) {
    json::object out{{"hub", hub.id}, {"kitchen", hub.kitchen}};
    out.emplace("pins", json::array(hub.pins.begin(), hub.pins.end()));
    out.emplace("version", hub.version);
    out.emplace("time", format_time(hub.time));
    out.emplace("utc_offset_min", hub.utc_offset_min);
    if (!hub.trouble.empty()) out.emplace("trouble", hub.trouble);
    return json::serialize(out);
}

std::string identify_text(const std::string& name, int seconds) {
    return json::serialize(json::object{{"type", "identify"}, {"name", name}, {"seconds", seconds}});
}

std::string restart_text() { return R"({"type":"restart"})"; }

std::string log_level_text(LogLevel level, int seconds) {
    return json::serialize(
        json::object{{"type", "log.level"}, {"level", json::string_view(word(level))}, {"seconds", seconds}});
}

}  // namespace brigade
