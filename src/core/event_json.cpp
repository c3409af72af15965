#include "core/event_json.h"

#include <boost/json/serialize.hpp>

#include "base/limits.h"
#include "core/json_scratch.h"
#include "core/order_json.h"

namespace brigade {
namespace {

constexpr std::int64_t revision_max = 2 * limits::revisions;  // amendments end at half of it, voids do not

json::array to_array(const std::vector<std::string>& texts, json::storage_ptr memory) {
    json::array out(memory);
    out.reserve(texts.size());
    for (const std::string& text : texts) out.emplace_back(text);
    return out;
}

json::array to_array(const std::vector<StationLines>& parts, json::storage_ptr memory) {
    json::array out(memory);
    for (const StationLines& part : parts) {
        json::object entry(memory);
        entry.emplace("station", part.station);
        entry.emplace("lines", to_array(part.lines, memory));
        out.push_back(std::move(entry));
    }
    return out;
}

std::vector<StationLines> read_station_lines(JsonFields& fields, std::string_view key) {
    std::vector<StationLines> parts;
    fields.each_object(key, limits::stations, [&](JsonFields part) {
        parts.push_back({part.required_id("station"), part.ids("lines", limits::lines * 2)});
    });
    return parts;
}

// --- placements --------------------------------------------------------------------------------------

json::array to_array(const std::vector<Placement>& placements, json::storage_ptr memory) {
    json::array out(memory);
    out.reserve(placements.size());
    for (const Placement& placement : placements) {
        json::object entry(memory);
        entry.emplace("line", placement.line);
        entry.emplace("stations", to_array(placement.stations, memory));
        entry.emplace("prep_s", json::array(placement.prep_s.begin(), placement.prep_s.end(), memory));
        if (!placement.fired) entry.emplace("held", true);
        if (placement.unavailable) entry.emplace("unavailable", true);
        if (placement.change != Change::none)
            entry.emplace("change", json::string_view(word(placement.change)));
        if (!placement.from.empty()) entry.emplace("from", to_array(placement.from, memory));
        out.push_back(std::move(entry));
    }
    return out;
}

Placement read_placement(JsonFields fields) {
    Placement placement;
    placement.line = fields.required_id("line");
    placement.stations = fields.ids("stations", limits::stations_per_line);
    if (const json::array* times = fields.array("prep_s", limits::stations_per_line))
        for (const json::value& time : *times)
            placement.prep_s.push_back(time.is_int64() ? static_cast<int>(time.get_int64()) : 0);
    placement.fired = !fields.boolean("held", false);
    placement.unavailable = fields.boolean("unavailable", false);
    placement.change = fields.choice("change", Change::none);
    placement.from = fields.texts("from", limits::stations_per_line, limits::id_chars);
    bool good_from = placement.from.empty() || placement.from.size() == placement.stations.size();
    for (const std::string& station : placement.from)
        good_from = good_from && (station.empty() || is_id(station));
    if (!good_from) fields.fail("from", "there must be a station or an empty text for each station");
    if (placement.stations.empty() || placement.prep_s.size() != placement.stations.size())
        fields.fail("stations", "a line needs a station, and a prep time for each");
    return placement;
}

std::vector<Placement> read_placements(JsonFields& fields, const Order& order) {
    std::vector<Placement> placements;
    fields.each_object("placements", limits::lines,
                       [&](JsonFields entry) { placements.push_back(read_placement(entry)); });
    bool match = placements.size() == order.lines.size();
    for (std::size_t i = 0; match && i < placements.size(); ++i)
        match = placements[i].line == order.lines[i].id;
    if (!match) fields.fail("placements", "placements must match the order's lines one by one");
    return placements;
}

OrderPtr read_content(JsonFields& fields) {
    auto order = std::make_shared<Order>();
    if (!fields.has("order")) fields.fail("order", "order is missing");
    fields.nested("order", [&](JsonFields inner) { *order = read_order(inner); });
    return order;
}

// --- one pair of write and read for each kind, in the order of EventBody -----------------------------

void write(json::object& out, const KitchenConfigured& body) {
    out.emplace("kitchen", config_to_json(body.kitchen));
}
void read(JsonFields& fields, KitchenConfigured& body) {
    fields.nested("kitchen", [&](JsonFields inner) { body.kitchen = read_config(inner); });
}

void write(json::object& out, const ClockCorrected& body) { out.emplace("offset_ms", body.wall_offset_ms); }
void read(JsonFields& fields, ClockCorrected& body) {
    body.wall_offset_ms = fields.required_integer("offset_ms", -any_number, any_number);
}

void write(json::object& out, const DayOpened& body) {
    out.emplace("day", body.day);
    out.emplace("ends_at_ms", body.ends_at);
}
void read(JsonFields& fields, DayOpened& body) {
    body.day = fields.required_text("day", 16);
    body.ends_at = fields.required_integer("ends_at_ms", -any_number, any_number);
}

void write(json::object& out, const AvailabilitySet& body) {
    out.emplace("item", body.item);
    out.emplace("available", body.available);
}
void read(JsonFields& fields, AvailabilitySet& body) {
    body.item = fields.required_text("item", limits::text_chars);
    body.available = fields.required_boolean("available");
}

void write_fire_at(json::object& out, const std::optional<TimeMs>& fire_at) {
    if (fire_at) out.emplace("fire_at_ms", *fire_at);
}

void write(json::object& out, const OrderAccepted& body) {
    out.emplace("order", order_to_json(*body.order, out.storage()));
    out.emplace("placements", to_array(body.placements, out.storage()));
    write_fire_at(out, body.fire_at);
}
void read(JsonFields& fields, OrderAccepted& body) {
    body.order = read_content(fields);
    body.content = content_hash(*body.order);
    body.placements = read_placements(fields, *body.order);
    body.fire_at = fields.integer("fire_at_ms", -any_number, any_number);
}

void write(json::object& out, const OrderAmended& body) {
    out.emplace("revision", body.revision);
    out.emplace("order", order_to_json(*body.order, out.storage()));
    out.emplace("placements", to_array(body.placements, out.storage()));
    if (!body.removed.empty()) out.emplace("removed", to_array(body.removed, out.storage()));
    if (!body.reopened.empty()) out.emplace("reopened", to_array(body.reopened, out.storage()));
    write_fire_at(out, body.fire_at);
}
void read(JsonFields& fields, OrderAmended& body) {
    body.revision = static_cast<std::uint32_t>(fields.required_integer("revision", 1, revision_max));
    body.order = read_content(fields);
    body.content = content_hash(*body.order);
    body.placements = read_placements(fields, *body.order);
    body.removed = fields.ids("removed", limits::lines * 2);
    body.reopened = fields.ids("reopened", limits::stations);
    body.fire_at = fields.integer("fire_at_ms", -any_number, any_number);
}

void write(json::object& out, const OrderVoided& body) {
    out.emplace("revision", body.revision);
    out.emplace("lines", to_array(body.lines, out.storage()));
    if (body.whole) out.emplace("whole", true);
    if (body.rest) out.emplace("rest", true);
}
void read(JsonFields& fields, OrderVoided& body) {
    body.revision = static_cast<std::uint32_t>(fields.required_integer("revision", 1, revision_max));
    body.lines = fields.ids("lines", limits::lines * limits::revisions);
    body.whole = fields.boolean("whole", false);
    body.rest = fields.boolean("rest", false);
}

void write(json::object& out, const LinesFired& body) {
    out.emplace("lines", to_array(body.lines, out.storage()));
}
void read(JsonFields& fields, LinesFired& body) { body.lines = fields.ids("lines", limits::lines * 2); }

void write(json::object&, const OrderHeld&) {}
void read(JsonFields&, OrderHeld&) {}

void write(json::object&, const OrderReleased&) {}
void read(JsonFields&, OrderReleased&) {}

void write(json::object& out, const PrioritySet& body) {
    out.emplace("priority", json::string_view(word(body.priority)));
}
void read(JsonFields& fields, PrioritySet& body) {
    body.priority = fields.required_choice<Priority>("priority");
}

void write(json::object& out, const LineStarted& body) {
    out.emplace("station", body.station);
    out.emplace("line", body.line);
}
void read(JsonFields& fields, LineStarted& body) {
    body.station = fields.required_id("station");
    body.line = fields.required_id("line");
}

void write(json::object& out, const LinesBumped& body) {
    out.emplace("station", body.station);
    json::array lines(out.storage());
    for (const LineDone& line : body.lines) {
        json::object entry(out.storage());
        entry.emplace("line", line.line);
        entry.emplace("done", line.done);
        lines.push_back(std::move(entry));
    }
    out.emplace("lines", std::move(lines));
    if (body.confirmed) out.emplace("confirmed", *body.confirmed);
}
void read(JsonFields& fields, LinesBumped& body) {
    body.station = fields.required_id("station");
    fields.each_object("lines", limits::lines * 2, [&](JsonFields line) {
        body.lines.push_back(
            {line.required_id("line"), static_cast<int>(line.required_integer("done", 0, limits::quantity))});
    });
    if (auto confirmed = fields.integer("confirmed", 0, revision_max))
        body.confirmed = static_cast<std::uint32_t>(*confirmed);
}

void write(json::object& out, const LinesServed& body) {
    if (!body.station.empty()) out.emplace("station", body.station);
    out.emplace("lines", to_array(body.lines, out.storage()));
}
void read(JsonFields& fields, LinesServed& body) {
    body.station = fields.id("station");
    body.lines = read_station_lines(fields, "lines");
}

void write(json::object& out, const TicketRecalled& body) {
    out.emplace("station", body.station);
    out.emplace("lines", to_array(body.lines, out.storage()));
    if (!body.done.empty())
        out.emplace("done", json::array(body.done.begin(), body.done.end(), out.storage()));
}
void read(JsonFields& fields, TicketRecalled& body) {
    body.station = fields.required_id("station");
    body.lines = fields.ids("lines", limits::lines * 2);
    body.done = fields.integers("done", body.lines.size(), 0, limits::quantity);
    if (!body.done.empty() && body.done.size() != body.lines.size())
        fields.fail("done", "there must be a number for each of the lines");
}

void write(json::object& out, const ServeRecalled& body) {
    out.emplace("station", body.station);
    out.emplace("lines", to_array(body.lines, out.storage()));
}
void read(JsonFields& fields, ServeRecalled& body) {
    body.station = fields.required_id("station");
    body.lines = read_station_lines(fields, "lines");
}

void write(json::object& out, const TicketTransferred& body) {
    out.emplace("station", body.station);
    out.emplace("to", body.to);
    out.emplace("lines", to_array(body.lines, out.storage()));
    if (body.reason != TransferReason::pressed) out.emplace("reason", json::string_view(word(body.reason)));
}
void read(JsonFields& fields, TicketTransferred& body) {
    body.reason = fields.choice("reason", TransferReason::pressed);
    body.station = fields.required_id("station");
    body.to = fields.required_id("to");
    body.lines = fields.ids("lines", limits::lines * 2);
}

void write(json::object& out, const ChangesConfirmed& body) {
    out.emplace("station", body.station);
    out.emplace("revision", body.revision);
}
void read(JsonFields& fields, ChangesConfirmed& body) {
    body.station = fields.required_id("station");
    body.revision = static_cast<std::uint32_t>(fields.required_integer("revision", 0, revision_max));
}

void write(json::object& out, const TicketShown& body) {
    out.emplace("station", body.station);
    out.emplace("drawn_seq", body.drawn_seq);
}
void read(JsonFields& fields, TicketShown& body) {
    body.station = fields.required_id("station");
    body.drawn_seq = fields.seq("drawn_seq").value_or(0);
}

void write(json::object& out, const StatusReached& body) {
    if (!body.station.empty()) out.emplace("station", body.station);
}
void read(JsonFields& fields, StatusReached& body) { body.station = fields.id("station"); }

void write(json::object& out, const Audited& body) {
    if (!body.actor.empty()) out.emplace("actor", body.actor);
    out.emplace("action", json::string_view(word(body.action)));
    if (!body.subject.empty()) out.emplace("subject", body.subject);
    if (!body.detail.empty()) out.emplace("detail", body.detail);
}
void read(JsonFields& fields, Audited& body) {
    body.actor = fields.text("actor", limits::text_chars);
    body.action = fields.required_choice<AuditAction>("action");
    body.subject = fields.text("subject", limits::text_chars);
    body.detail = fields.text("detail", limits::notes_chars);
}

void write(json::object& out, const StationCovered& body) {
    out.emplace("station", body.station);
    out.emplace("by", body.by);
}
void read(JsonFields& fields, StationCovered& body) {
    body.station = fields.required_id("station");
    body.by = fields.required_id("by");
}

void write(json::object& out, const StationReturned& body) { out.emplace("station", body.station); }
void read(JsonFields& fields, StationReturned& body) { body.station = fields.required_id("station"); }

// --- the envelope ------------------------------------------------------------------------------------

template <std::size_t... Index>
std::optional<EventBody> body_of_kind(std::string_view kind, std::index_sequence<Index...>) {
    std::optional<EventBody> body;
    auto try_one = [&]<std::size_t I>() {
        EventBody candidate{std::in_place_index<I>};
        if (kind_of(candidate) == kind) body = std::move(candidate);
    };
    (try_one.template operator()<Index>(), ...);
    return body;
}

TimeMs* pressed_at_of(EventBody& body) {
    return std::visit(
        [](auto& known) -> TimeMs* {
            if constexpr (requires { known.pressed_at; })
                return &known.pressed_at;
            else
                return nullptr;
        },
        body);
}

std::string* cook_of(EventBody& body) {
    return std::visit(
        [](auto& known) -> std::string* {
            if constexpr (requires { known.cook; })
                return &known.cook;
            else
                return nullptr;
        },
        body);
}

Event read_event(JsonFields fields) {
    Event event;
    event.seq = fields.seq("seq").value_or(0);
    if (event.seq == 0) fields.fail("seq", "seq is missing");
    event.request_last = event.seq + fields.seq("more").value_or(0);
    event.wall_offset_ms = fields.integer("wall_offset_ms", -any_number, any_number).value_or(0);
    if (!fields.has("at")) fields.fail("at", "at is missing");
    event.at = fields.time("at").value_or(0) - event.wall_offset_ms;
    event.order_id = fields.id("order_id");
    event.terminal = fields.text("terminal", limits::text_chars);
    if (fields.has("status")) event.status = fields.required_choice<OrderStatus>("status");
    std::string kind = fields.required_text("kind", limits::id_chars);
    auto body = body_of_kind(kind, std::make_index_sequence<std::variant_size_v<EventBody>>());
    if (!body) {
        fields.fail("kind", "this format has no event of kind " + kind);
        return event;
    }
    event.body = std::move(*body);
    std::visit([&](auto& known) { read(fields, known); }, event.body);
    if (std::string* cook = cook_of(event.body)) *cook = fields.id("cook");
    if (TimeMs* pressed_at = pressed_at_of(event.body))
        *pressed_at = event.at - fields.integer("age_ms", -any_number, any_number).value_or(0);
    return event;
}

}  // namespace

bool ends_request(std::string_view text) {
    auto value = parse_json(text);
    return !value || !value->is_object() || !value->get_object().contains("more");
}

std::string encode_event(const Event& event) {
    JsonScratch scratch;
    json::object out(scratch.memory());
    out.emplace("seq", event.seq);
    if (event.request_last > event.seq) out.emplace("more", event.request_last - event.seq);
    out.emplace("at", format_time(event.at + event.wall_offset_ms));
    if (event.wall_offset_ms != 0) out.emplace("wall_offset_ms", event.wall_offset_ms);
    out.emplace("kind", json::string_view(kind_of(event.body)));
    if (!event.order_id.empty()) out.emplace("order_id", event.order_id);
    if (!event.terminal.empty()) out.emplace("terminal", event.terminal);
    if (event.status) out.emplace("status", json::string_view(word(*event.status)));
    std::visit([&](const auto& body) { write(out, body); }, event.body);
    if (const std::string* cook = cook_of(const_cast<EventBody&>(event.body)); cook && !cook->empty())
        out.emplace("cook", *cook);
    if (const TimeMs* pressed_at = pressed_at_of(const_cast<EventBody&>(event.body)); pressed_at)
        if (*pressed_at != event.at) out.emplace("age_ms", event.at - *pressed_at);
    return json::serialize(out);
}

Result<Event> decode_event(const json::object& object) {
    std::optional<Refusal> problem;
    Event event = read_event(JsonFields(object, "", ErrorCode::invalid_message, problem));
    if (problem) return Error{"not an event: " + problem->path + ": " + problem->message};
    return event;
}

Result<Event> decode_event(std::string_view text) {
    auto value = parse_json(text);
    if (!value || !value->is_object()) return Error{"not an event: not a JSON object"};
    return decode_event(value->get_object());
}

namespace {

int read_seconds(JsonFields& fields, std::string_view key, int otherwise) {
    return static_cast<int>(fields.integer(key, 0, limits::prep_s).value_or(otherwise));
}

json::object to_json(const Station& station) {
    json::object entry{{"id", station.id},
                       {"name", station.name},
                       {"kind", json::string_view(word(station.kind))},
                       {"warn_s", station.warn_s},
                       {"late_s", station.late_s},
                       {"prep_s", station.prep_s}};
    if (!station.backup.empty()) entry.emplace("backup", station.backup);
    if (station.backup_after_s != Station{}.backup_after_s)
        entry.emplace("backup_after_s", station.backup_after_s);
    if (station.two_step) entry.emplace("two_step", true);
    if (station.layout != Arrangement::masonry)
        entry.emplace("layout", json::string_view(word(station.layout)));
    json::array services;
    for (const ServiceLimits& limits : station.services)
        services.push_back(json::object{{"service", json::string_view(word(limits.service))},
                                        {"warn_s", limits.warn_s},
                                        {"late_s", limits.late_s}});
    if (!services.empty()) entry.emplace("services", std::move(services));
    return entry;
}

Station read_station(JsonFields entry) {
    Station station;
    station.id = entry.required_id("id");
    station.name = entry.text("name", limits::text_chars);
    station.kind = entry.choice("kind", StationKind::prep);
    station.warn_s = read_seconds(entry, "warn_s", station.warn_s);
    station.late_s = read_seconds(entry, "late_s", station.late_s);
    station.prep_s = read_seconds(entry, "prep_s", station.prep_s);
    station.backup = entry.id("backup");
    station.backup_after_s = read_seconds(entry, "backup_after_s", station.backup_after_s);
    station.two_step = entry.boolean("two_step", false);
    station.layout = entry.choice("layout", Arrangement::masonry);
    entry.each_object("services", words::of<Service>.size(), [&](JsonFields service) {
        station.services.push_back({service.required_choice<Service>("service"),
                                    read_seconds(service, "warn_s", station.warn_s),
                                    read_seconds(service, "late_s", station.late_s)});
    });
    return station;
}

}  // namespace

json::object config_to_json(const KitchenConfig& config) {
    json::array stations;
    for (const Station& station : config.stations) stations.push_back(to_json(station));
    json::object out{{"name", config.name}};
    if (!config.time_zone.empty()) out.emplace("time_zone", config.time_zone);
    if (!config.default_station.empty()) out.emplace("default_station", config.default_station);
    out.emplace("stations", std::move(stations));
    return out;
}

KitchenConfig read_config(JsonFields fields) {
    KitchenConfig config;
    config.name = fields.text("name", limits::text_chars);
    config.time_zone = fields.text("time_zone", limits::text_chars);
    config.default_station = fields.id("default_station");
    fields.each_object("stations", limits::stations,
                       [&](JsonFields entry) { config.stations.push_back(read_station(entry)); });
    return config;
}

}  // namespace brigade
