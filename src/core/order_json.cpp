#include "core/order_json.h"

#include <boost/json/serialize.hpp>
#include <unordered_set>

#include "base/limits.h"
#include "core/json_scratch.h"

namespace brigade {
namespace {

void put_text(json::object& out, std::string_view key, const std::string& text) {
    if (!text.empty()) out.emplace(key, text);
}

void put_number(json::object& out, std::string_view key, std::int64_t number, std::int64_t usual) {
    if (number != usual) out.emplace(key, number);
}

template <class E>
void put_word(json::object& out, std::string_view key, E value) {
    if (value != E{}) out.emplace(key, json::string_view(word(value)));
}

Modifier read_modifier(JsonFields fields) {
    return {fields.choice("kind", ModifierKind::option), fields.required_text("name", limits::text_chars)};
}

void read_lines(JsonFields& fields, Order& order) {
    std::unordered_set<std::string> seen;
    fields.each_object("lines", limits::lines, [&](JsonFields line_fields) {
        Line line = read_order_line(line_fields);
        if (!seen.insert(line.id).second && line_fields.ok())
            line_fields.fail("id", "line id " + line.id + " stands twice in this order");
        order.lines.push_back(std::move(line));
    });
    if (order.lines.empty())
        fields.fail("lines", "lines must hold 1 to " + std::to_string(limits::lines) + " lines");
}

}  // namespace

Line read_order_line(JsonFields fields) {
    Line line;
    line.id = fields.required_id("id");
    line.name = fields.required_text("name", limits::text_chars);
    line.quantity = static_cast<int>(fields.required_integer("quantity", 1, limits::quantity));
    line.item = fields.text("item", limits::text_chars);
    line.category = fields.text("category", limits::text_chars);
    line.course = static_cast<int>(fields.integer("course", 0, limits::course).value_or(0));
    line.seat = static_cast<int>(fields.integer("seat", 0, limits::seat).value_or(0));
    line.prep_s = static_cast<int>(fields.integer("prep_s", 0, limits::prep_s).value_or(0));
    line.station = fields.id("station");
    line.notes = fields.text("notes", limits::notes_chars);
    fields.each_object("modifiers", limits::modifiers_per_line,
                       [&](JsonFields modifier) { line.modifiers.push_back(read_modifier(modifier)); });
    return line;
}

Order read_order(JsonFields fields) {
    Order order;
    order.id = fields.required_id("id");
    order.number = fields.required_text("number", limits::text_chars);
    if (!fields.has("placed_at"))
        fields.fail("placed_at", "placed_at is missing; it must be a time such as 2026-11-20T12:03:07.120Z");
    order.placed_at = fields.time("placed_at").value_or(0);
    order.service = fields.choice("service", Service::dine_in);
    order.channel = fields.text("channel", limits::text_chars);
    order.reference = fields.text("reference", limits::text_chars);
    order.table = fields.text("table", limits::text_chars);
    order.guest = fields.text("guest", limits::text_chars);
    order.server = fields.text("server", limits::text_chars);
    order.covers = static_cast<int>(fields.integer("covers", 0, limits::covers).value_or(0));
    order.priority = fields.choice("priority", Priority::normal);
    order.promised_at = fields.time("promised_at");
    order.allergies = fields.texts("allergies", limits::allergies, limits::text_chars);
    order.notes = fields.text("notes", limits::notes_chars);
    read_lines(fields, order);
    return order;
}

json::object line_to_json(const Line& line, json::storage_ptr memory) {
    json::object out(memory);
    out.emplace("id", line.id);
    put_text(out, "item", line.item);
    out.emplace("name", line.name);
    put_text(out, "category", line.category);
    out.emplace("quantity", line.quantity);
    put_number(out, "course", line.course, 0);
    put_number(out, "seat", line.seat, 0);
    put_number(out, "prep_s", line.prep_s, 0);
    put_text(out, "station", line.station);
    put_text(out, "notes", line.notes);
    if (line.modifiers.empty()) return out;
    json::array modifiers(memory);
    for (const Modifier& modifier : line.modifiers) {
        json::object entry(memory);
        put_word(entry, "kind", modifier.kind);
        entry.emplace("name", modifier.name);
        modifiers.push_back(std::move(entry));
    }
    out.emplace("modifiers", std::move(modifiers));
    return out;
}

json::object order_to_json(const Order& order, json::storage_ptr memory) {
    json::object out(memory);
    out.emplace("id", order.id);
    out.emplace("number", order.number);
    out.emplace("placed_at", format_time(order.placed_at));
    put_word(out, "service", order.service);
    put_text(out, "channel", order.channel);
    put_text(out, "reference", order.reference);
    put_text(out, "table", order.table);
    put_text(out, "guest", order.guest);
    put_text(out, "server", order.server);
    put_number(out, "covers", order.covers, 0);
    put_word(out, "priority", order.priority);
    if (order.promised_at) out.emplace("promised_at", format_time(*order.promised_at));
    if (!order.allergies.empty()) {
        json::array allergies(memory);
        for (const std::string& allergy : order.allergies) allergies.emplace_back(allergy);
        out.emplace("allergies", std::move(allergies));
    }
    put_text(out, "notes", order.notes);
    json::array lines(memory);
    for (const Line& line : order.lines) lines.push_back(line_to_json(line, memory));
    out.emplace("lines", std::move(lines));
    return out;
}

Hash content_hash(const Order& order) {
    JsonScratch scratch;
    return hash_of({json::serialize(order_to_json(order, scratch.memory()))});
}

}  // namespace brigade
