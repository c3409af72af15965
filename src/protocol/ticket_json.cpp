#include "protocol/ticket_json.h"

#include <algorithm>
#include <boost/json/serialize.hpp>

#include "core/order_json.h"

namespace brigade {
namespace {

json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::value time_or_null(TimeMs time, DurationMs wall_offset_ms) {
    return time == 0 ? json::value(nullptr) : json::value(format_time(time + wall_offset_ms));
}

json::array modifiers_to_json(const Line& line) {
    json::array out;
    for (const Modifier& modifier : line.modifiers)
        out.push_back(
            json::object{{"kind", json::string_view(word(modifier.kind))}, {"name", modifier.name}});
    return out;
}

json::object line_to_json(const OrderState& order, const TicketLine& line, DurationMs wall_offset_ms) {
    const OrderLine& entry = order.lines[line.line];
    json::object out;
    out.emplace("id", entry.content->id);
    out.emplace("name", entry.content->name);
    out.emplace("quantity", entry.content->quantity);
    out.emplace("done", line.done);
    out.emplace("course", entry.content->course);
    out.emplace("state", json::string_view(word(line.state)));
    out.emplace("held", line.cooking() && line.held());
    out.emplace("unavailable", entry.unavailable);
    out.emplace("change", line.change == Change::none ? json::value(nullptr)
                                                      : json::value(json::string_view(word(line.change))));
    out.emplace("modifiers", modifiers_to_json(*entry.content));
    out.emplace("notes", text_or_null(entry.content->notes));
    if (!line.from.empty()) out.emplace("from", line.from);
    out.emplace("started_at", time_or_null(line.started_at, wall_offset_ms));
    out.emplace("done_at", time_or_null(line.done_at, wall_offset_ms));
    return out;
}

json::object ticket_head(const OrderState& order, const std::string& station, std::uint32_t generation,
                         std::string_view state) {
    json::object out;
    out.emplace("order_id", order.id());
    out.emplace("number", order.content->number);
    out.emplace("station", station);
    out.emplace("generation", generation);
    out.emplace("revision", order.revision());
    out.emplace("state", json::string_view(state));
    out.emplace("priority", json::string_view(word(order.priority)));
    out.emplace("service", json::string_view(word(order.content->service)));
    out.emplace("table", text_or_null(order.content->table));
    return out;
}

void put_times(json::object& out, TimeMs fired_at, TimeMs shown_at, TimeMs bumped_at, TimeMs now,
               DurationMs wall_offset_ms) {
    out.emplace("fired_at", time_or_null(fired_at, wall_offset_ms));
    out.emplace("shown_at", time_or_null(shown_at, wall_offset_ms));
    out.emplace("bumped_at", time_or_null(bumped_at, wall_offset_ms));
    out.emplace("age_ms", fired_at == 0 ? 0 : std::max<DurationMs>(0, now - fired_at));
}

json::object ticket_to_json(const OrderState& order, const Ticket& ticket, DurationMs wall_offset_ms,
                            TimeMs now) {
    json::object out = ticket_head(order, ticket.station, ticket.generation, word(ticket.state()));
    put_times(out, ticket.fired_at(), ticket.shown_at, ticket.bumped_at, now, wall_offset_ms);
    if (ticket.late) out.emplace("late", true);
    json::array lines;
    for (const TicketLine& line : ticket.lines) lines.push_back(line_to_json(order, line, wall_offset_ms));
    out.emplace("lines", std::move(lines));
    return out;
}

// At an expo the order itself is the ticket: its lines are those of every station.
json::object pass_to_json(const OrderState& order, const std::string& station, DurationMs wall_offset_ms,
                          TimeMs now) {
    json::object out = ticket_head(order, station, order.expo_generation, word(order.phase()));
    put_times(out, pass_key(order).fired_at, 0, order.served_at, now, wall_offset_ms);
    json::array lines;
    for (const Ticket& ticket : order.tickets)
        for (const TicketLine& line : ticket.lines) {
            json::object entry = line_to_json(order, line, wall_offset_ms);
            entry.emplace("station", ticket.station);
            lines.push_back(std::move(entry));
        }
    out.emplace("lines", std::move(lines));
    return out;
}

// The stored form leaves out what has its default; a reader is given every field.
json::object in_full(json::object stored, const json::object& every_field) {
    for (const auto& [key, usual] : every_field)
        if (!stored.contains(key)) stored.emplace(key, usual);
    return stored;
}

json::object order_in_full(const Order& order) {
    static const json::object order_fields{
        {"service", "dine_in"}, {"channel", nullptr},     {"reference", nullptr},      {"table", nullptr},
        {"guest", nullptr},     {"server", nullptr},      {"covers", nullptr},         {"priority", "normal"},
        {"notes", nullptr},     {"promised_at", nullptr}, {"allergies", json::array()}};
    static const json::object line_fields{
        {"item", nullptr},   {"category", nullptr}, {"course", 0},      {"seat", nullptr},
        {"prep_s", nullptr}, {"station", nullptr},  {"notes", nullptr}, {"modifiers", json::array()}};
    json::object out = in_full(order_to_json(order), order_fields);
    for (json::value& line : out["lines"].get_array()) {
        line = in_full(std::move(line.get_object()), line_fields);
        for (json::value& modifier : line.get_object()["modifiers"].get_array())
            modifier = in_full(std::move(modifier.get_object()), {{"kind", "option"}});
    }
    return out;
}

}  // namespace

std::string order_answer(const Kitchen& kitchen, const OrderState& order, TimeMs now) {
    json::array tickets;
    for (const Ticket& ticket : order.tickets)
        if (!ticket.lines.empty())
            tickets.push_back(ticket_to_json(order, ticket, kitchen.wall_offset_ms, now));
    return json::serialize(json::object{{"order", order_in_full(*order.content)},
                                        {"revision", order.revision()},
                                        {"state", json::string_view(word(order.phase()))},
                                        {"tickets", std::move(tickets)}});
}

namespace {

json::object station_to_json(const Kitchen& kitchen, const Station& station) {
    json::object out{
        {"id", station.id}, {"name", station.name}, {"kind", json::string_view(word(station.kind))}};
    if (!station.backup.empty()) out.emplace("backup", station.backup);
    if (std::string_view by = kitchen.covered_by(station.id); !by.empty())
        out.emplace("covered_by", json::string_view(by));
    return out;
}

json::array tickets_at(const Kitchen& kitchen, const std::string& station, TimeMs now) {
    json::array tickets;
    for (const BoardEntry& entry : board(kitchen, station))
        tickets.push_back(entry.ticket
                              ? ticket_to_json(*entry.order, *entry.ticket, kitchen.wall_offset_ms, now)
                              : pass_to_json(*entry.order, station, kitchen.wall_offset_ms, now));
    return tickets;
}

}  // namespace

std::string stations_answer(const Kitchen& kitchen) {
    json::array stations;
    for (const Station& station : kitchen.config.stations)
        stations.push_back(station_to_json(kitchen, station));
    return json::serialize(json::object{{"stations", std::move(stations)}});
}

std::string board_answer(const Kitchen& kitchen, const std::string& station, TimeMs now) {
    return json::serialize(json::object{
        {"station", station}, {"seq", kitchen.seq}, {"tickets", tickets_at(kitchen, station, now)}});
}

std::string boards_answer(const Kitchen& kitchen, TimeMs now) {
    json::array boards;
    for (const Station& station : kitchen.config.stations) {
        json::object entry = station_to_json(kitchen, station);
        entry.emplace("tickets", tickets_at(kitchen, station.id, now));
        boards.push_back(std::move(entry));
    }
    return json::serialize(json::object{{"seq", kitchen.seq}, {"boards", std::move(boards)}});
}

}  // namespace brigade
