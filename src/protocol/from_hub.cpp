#include "protocol/from_hub.h"

#include "base/limits.h"
#include "core/event_json.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

constexpr std::int64_t parts_max = 1'000'000;
constexpr std::size_t events_max = 1'000'000;
constexpr std::size_t pins_max = 8;
constexpr std::size_t devices_max = 1'000;
constexpr std::int64_t seconds_max = 3600;
constexpr std::int64_t count_max = std::int64_t{1} << 53;

FromHub read_welcome(JsonFields fields) {
    FromHubWelcome welcome;
    welcome.format = static_cast<int>(fields.required_integer("format", 1, 1'000'000));
    welcome.hub = fields.text("hub", limits::text_chars);
    welcome.kitchen = fields.text("kitchen", limits::text_chars);
    welcome.seq = fields.seq("seq").value_or(0);
    welcome.head = fields.text("head", limits::text_chars);
    welcome.time = fields.time("time").value_or(0);
    welcome.pins = fields.texts("pins", pins_max, limits::text_chars);
    return welcome;
}

FromHub read_snapshot_part(JsonFields fields) {
    FromHubSnapshotPart part;
    part.seq = fields.seq("seq").value_or(0);
    part.head = fields.text("head", limits::text_chars);
    std::int64_t parts = fields.required_integer("parts", 1, parts_max);
    part.part = static_cast<std::size_t>(fields.required_integer("part", 1, parts));
    part.parts = static_cast<std::size_t>(parts);
    part.text = fields.text("kitchen", limits::hub_message_bytes);
    return part;
}

FromHub read_events(JsonFields fields) {
    FromHubEvents events;
    events.head = fields.text("head", limits::text_chars);
    const json::array* bodies = fields.array("events", events_max);
    if (!bodies) fields.fail("events", "events are missing");
    for (std::size_t i = 0; bodies && i < bodies->size() && fields.ok(); ++i) {
        const json::object* body = (*bodies)[i].if_object();
        auto event = body ? decode_event(*body) : Result<Event>(Error{"it is not an object"});
        if (event)
            events.events.push_back(std::move(*event));
        else
            fields.fail("events/" + std::to_string(i), event.error().message);
    }
    return events;
}

// What may be done from here once a manager has signed in.
bool needs_pin(JsonFields& fields) { return fields.text("needs", limits::text_chars) == "pin"; }

FromHub read_error(JsonFields fields) {
    FromHubError error;
    error.re = fields.text("re", limits::id_chars);
    error.refusal.code = fields.choice("code", ErrorCode::invalid_message);
    error.refusal.path = fields.text("path", limits::notes_chars);
    error.refusal.message = fields.text("message", limits::client_message_bytes);
    error.refusal.retry_ms = fields.integer("retry_ms", 0, limits::age_ms);
    error.refusal.needs_pin = needs_pin(fields);
    return error;
}

ListedDevice read_device(JsonFields fields) {
    ListedDevice device;
    device.id = fields.text("id", limits::id_chars);
    device.name = fields.text("name", limits::text_chars);
    device.role = fields.text("role", limits::text_chars);
    device.screen = fields.text("screen", limits::id_chars);
    device.station = fields.text("station", limits::id_chars);
    device.address = fields.text("address", limits::text_chars);
    device.version = fields.text("version", limits::text_chars);
    device.connected = fields.boolean("connected", false);
    device.seen_at = fields.time("seen_at").value_or(0);
    device.lag = static_cast<Seq>(fields.integer("lag", 0, count_max).value_or(0));
    device.frames = static_cast<std::uint64_t>(fields.integer("frames", 0, count_max).value_or(0));
    device.fault = fields.text("fault", limits::notes_chars);
    return device;
}

FromHub read_devices(JsonFields fields) {
    FromHubDevices devices;
    devices.re = fields.text("re", limits::id_chars);
    fields.each_object("devices", devices_max,
                       [&](JsonFields device) { devices.list.devices.push_back(read_device(device)); });
    fields.each_object("waiting", devices_max, [&](JsonFields entry) {
        ListedWaiting waiting;
        waiting.id = entry.text("id", limits::id_chars);
        waiting.name = entry.text("name", limits::text_chars);
        waiting.role = entry.text("role", limits::text_chars);
        waiting.address = entry.text("address", limits::text_chars);
        waiting.expires_s = static_cast<int>(entry.integer("expires_s", 0, seconds_max).value_or(0));
        devices.list.waiting.push_back(std::move(waiting));
    });
    devices.list.needs_pin = needs_pin(fields);
    devices.list.locked_s = static_cast<int>(fields.integer("locked_s", 0, seconds_max).value_or(0));
    return devices;
}

}  // namespace

Result<FromHub> read_hub_message(std::string_view text) {
    auto value = parse_json(text);
    if (!value || !value->is_object()) return Error{"the hub sent what is not a JSON object"};
    const json::object& message = value->get_object();
    std::optional<Refusal> problem;
    JsonFields fields(message, "", ErrorCode::invalid_message, problem);
    std::string type = fields.text("type", limits::text_chars);
    FromHub read;
    if (type == "welcome") read = read_welcome(fields);
    if (type == "live")
        read = FromHubLive{fields.seq("seq").value_or(0), fields.text("head", limits::text_chars)};
    if (type == "snapshot") read = read_snapshot_part(fields);
    if (type == "events") read = read_events(fields);
    if (type == "ack")
        read = FromHubAck{fields.text("re", limits::id_chars), fields.seq("seq").value_or(0),
                          fields.boolean("duplicate", false)};
    if (type == "error") read = read_error(fields);
    if (type == "identify")
        read = FromHubIdentify{fields.text("name", limits::text_chars),
                               static_cast<int>(fields.integer("seconds", 1, seconds_max).value_or(10))};
    if (type == "restart") read = FromHubRestart{};
    if (type == "log.level")
        read = FromHubLogLevel{
            fields.required_choice<LogLevel>("level"),
            static_cast<int>(fields.integer("seconds", 1, log_minutes_max * 60).value_or(60))};
    if (type == "screenshot") read = read_screenshot_question(fields);
    if (type == "hub.state")
        read = FromHubState{fields.text("trouble", limits::text_chars), fields.boolean("asks_pin", false)};
    if (type == "devices") read = read_devices(fields);
    if (type == "figures") read = FromHubFigures{std::make_shared<const LiveFigures>(read_figures(fields))};
    // No ticket waits for figures: a screen that cannot read them is without, not without its hub.
    if (problem && type == "figures") return FromHub();
    if (problem)
        return Error{"the hub sent a broken " + type + ": " + problem->path + ": " + problem->message};
    return read;
}

}  // namespace brigade
