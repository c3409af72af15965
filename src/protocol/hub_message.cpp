#include "protocol/hub_message.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "base/limits.h"
#include "core/json_fields.h"
#include "protocol/client_message.h"

namespace brigade {
namespace {

// A part of the snapshot's own text; quoting at most doubles it (it holds no raw control characters).
constexpr std::size_t snapshot_part_bytes = 96 * 1024;
static_assert(2 * snapshot_part_bytes + 4096 < limits::hub_message_bytes);

json::array to_array(const std::vector<std::string>& texts) {
    json::array out;
    for (const std::string& text : texts) out.push_back(json::value(text));
    return out;
}

json::object message(std::string_view type) { return {{"type", json::string_view(type)}}; }

json::object order_status(Seq seq, const std::string& order_id, OrderStatus status, std::string_view station,
                          TimeMs at) {
    json::object out = message("order.status");
    out.emplace("seq", seq);
    out.emplace("order_id", order_id);
    out.emplace("state", json::string_view(word(status)));
    if (!station.empty()) out.emplace("station", json::string_view(station));
    out.emplace("at", format_time(at));
    return out;
}

// Where a slice may end: not inside a UTF-8 character.
std::size_t slice_end(std::string_view text, std::size_t from) {
    std::size_t end = std::min(from + snapshot_part_bytes, text.size());
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return end;
}

}  // namespace

std::string welcome_text(const Welcome& welcome) {
    json::object out = message("welcome");
    out.emplace("protocol", protocol_version);
    out.emplace("format", event_format);
    out.emplace("hub", welcome.hub);
    out.emplace("kitchen", welcome.kitchen);
    out.emplace("seq", welcome.seq);
    out.emplace("head", welcome.head);
    out.emplace("time", format_time(welcome.time));
    out.emplace("unavailable", to_array(welcome.unavailable));
    out.emplace("limits",
                json::object{{"message_bytes", limits::client_message_bytes}, {"lines", limits::lines}});
    if (!welcome.pins.empty()) out.emplace("pins", to_array(welcome.pins));
    return json::serialize(out);
}

std::string hub_state_text(const std::string& trouble, bool asks_pin) {
    json::object out = message("hub.state");
    std::size_t fits = std::min(trouble.size(), limits::text_chars);
    while (fits < trouble.size() && fits > 0 && (static_cast<unsigned char>(trouble[fits]) & 0xC0) == 0x80)
        --fits;
    out.emplace("trouble", trouble.substr(0, fits));
    out.emplace("asks_pin", asks_pin);
    return json::serialize(out);
}

std::string live_text(Seq seq, const std::string& head) {
    json::object out = message("live");
    out.emplace("seq", seq);
    out.emplace("head", head);
    return json::serialize(out);
}

std::string ack_text(const std::string& re, const Ack& ack) {
    json::object out = message("ack");
    if (!re.empty()) out.emplace("re", re);
    out.emplace("seq", ack.seq);
    out.emplace("duplicate", ack.duplicate);
    if (ack.revision) out.emplace("revision", *ack.revision);
    if (ack.routed) {
        out.emplace("unavailable", to_array(ack.unavailable));
        json::array tickets;
        for (const StationLines& ticket : ack.tickets)
            tickets.push_back(json::object{{"station", ticket.station}, {"lines", to_array(ticket.lines)}});
        out.emplace("tickets", std::move(tickets));
    }
    return json::serialize(out);
}

std::string error_text(const std::string& re, const Refusal& refusal) {
    json::object out = message("error");
    if (!re.empty()) out.emplace("re", re);
    out.emplace("code", json::string_view(word(refusal.code)));
    if (!refusal.path.empty()) out.emplace("path", refusal.path);
    out.emplace("message", refusal.message);
    if (refusal.revision) out.emplace("revision", *refusal.revision);
    if (refusal.retry_ms) out.emplace("retry_ms", *refusal.retry_ms);
    if (refusal.needs_pin) out.emplace("needs", "pin");
    return json::serialize(out);
}

std::optional<std::string> status_text(const Event& event) {
    TimeMs at = event.at + event.wall_offset_ms;
    if (const auto* set = std::get_if<AvailabilitySet>(&event.body)) {
        json::object out = message("item.availability");
        out.emplace("seq", event.seq);
        out.emplace("item", set->item);
        out.emplace("available", set->available);
        out.emplace("at", format_time(at));
        return json::serialize(out);
    }
    if (!event.status) return std::nullopt;
    json::object out = order_status(event.seq, event.order_id, *event.status, station_of(event.body), at);
    if (const auto* voided = std::get_if<OrderVoided>(&event.body); voided && !voided->whole)
        out.emplace("lines", to_array(voided->lines));
    return json::serialize(out);
}

std::vector<LatestStatus> latest_statuses(const OrderState& order, DurationMs wall_offset_ms) {
    std::vector<LatestStatus> latest;
    auto add = [&](const std::optional<ToldStatus>& told, std::string_view station) {
        if (!told) return;
        json::object out =
            order_status(told->seq, order.id(), told->status, station, told->at + wall_offset_ms);
        if (told->status == OrderStatus::voided && !order.voided) {
            json::array lines;
            for (const OrderLine& line : order.lines)
                if (line.voided) lines.push_back(json::value(line.content->id));
            out.emplace("lines", std::move(lines));
        }
        latest.push_back({told->seq, json::serialize(out)});
    };
    for (const Ticket& ticket : order.tickets) add(ticket.told, ticket.station);
    add(order.told, "");
    return latest;
}

std::string events_text(const std::string& head, const std::vector<std::string_view>& bodies) {
    std::string out = R"({"type":"events","head":)" + json::serialize(json::value(head)) + R"(,"events":[)";
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        if (i > 0) out += ',';
        out += bodies[i];
    }
    out += "]}";
    return out;
}

std::vector<std::string> snapshot_texts(Seq seq, const std::string& head, std::string_view snapshot) {
    std::vector<std::string_view> slices;
    for (std::size_t from = 0; from < snapshot.size(); from = slice_end(snapshot, from))
        slices.push_back(snapshot.substr(from, slice_end(snapshot, from) - from));
    std::vector<std::string> texts;
    for (std::string_view slice : slices) {
        json::object out = message("snapshot");
        out.emplace("seq", seq);
        out.emplace("head", head);
        out.emplace("part", texts.size() + 1);
        out.emplace("parts", slices.size());
        out.emplace("kitchen", json::string_view(slice));
        texts.push_back(json::serialize(out));
    }
    return texts;
}

}  // namespace brigade
