#include "analytics/order_story.h"

#include <algorithm>
#include <map>
#include <string>
#include <type_traits>
#include <variant>

#include "base/time.h"

namespace brigade {
namespace {

namespace json = boost::json;

// What the order's lines are called, event by event.
struct LineCalled {
    std::string name;
    int quantity = 1;
};
using LinesCalled = std::map<std::string, LineCalled, std::less<>>;

LinesCalled lines_called(const OrderFacts& order) {
    LinesCalled called;
    for (const TicketFacts& ticket : order.tickets)
        for (const LineFacts& line : ticket.lines) called[line.id] = {line.name, line.quantity};
    return called;
}

void learn_names(LinesCalled& called, const Order& order) {
    for (const Line& line : order.lines) called[line.id] = {line.name, line.quantity};
}

json::object line_object(const LinesCalled& called, const std::string& id) {
    const auto found = called.find(id);
    const LineCalled line = found == called.end() ? LineCalled{id} : found->second;
    return {{"line", id}, {"name", line.name}, {"quantity", line.quantity}};
}

json::array line_objects(const LinesCalled& called, const std::vector<std::string>& ids) {
    json::array lines;
    for (const std::string& id : ids) lines.push_back(line_object(called, id));
    return lines;
}

json::array texts(const std::vector<std::string>& values) {
    json::array array;
    for (const std::string& value : values) array.emplace_back(value);
    return array;
}

json::object placed(const LinesCalled& called, const Placement& placement) {
    json::object line = line_object(called, placement.line);
    line["stations"] = texts(placement.stations);
    if (!placement.fired) line["held"] = true;
    if (placement.unavailable) line["unavailable"] = true;
    if (placement.change != Change::none) line["change"] = word(placement.change);
    return line;
}

// Fills in what the event's kind has beside what all have.
struct Teller {
    json::object& told;
    const LinesCalled& called;
    const OrderFacts& order;

    void lines(const std::vector<std::string>& ids) const { told["lines"] = line_objects(called, ids); }
    void pressed(TimeMs at) const { told["pressed_ms"] = at - order.accepted_at; }

    void operator()(const OrderAccepted& event) const {
        json::array lines;
        for (const Placement& placement : event.placements) lines.push_back(placed(called, placement));
        told["lines"] = std::move(lines);
        if (event.fire_at) told["fires_ms"] = *event.fire_at - order.accepted_at;
    }
    void operator()(const OrderAmended& event) const {
        json::array lines;
        for (const Placement& placement : event.placements)
            if (placement.change != Change::none) lines.push_back(placed(called, placement));
        for (const std::string& id : event.removed) {
            lines.push_back(line_object(called, id));
            lines.back().as_object()["change"] = word(Change::removed);
        }
        told["lines"] = std::move(lines);
        told["revision"] = event.revision;
        told["reopened"] = texts(event.reopened);
        if (event.fire_at) told["fires_ms"] = *event.fire_at - order.accepted_at;
    }
    void operator()(const OrderVoided& event) const {
        lines(event.lines);
        told["revision"] = event.revision;
        told["whole"] = event.whole;
    }
    void operator()(const LinesFired& event) const { lines(event.lines); }
    void operator()(const PrioritySet& event) const { told["priority"] = word(event.priority); }
    void operator()(const LineStarted& event) const {
        lines({event.line});
        pressed(event.pressed_at);
    }
    void operator()(const LinesBumped& event) const {
        json::array lines;
        for (const LineDone& entry : event.lines) {
            lines.push_back(line_object(called, entry.line));
            lines.back().as_object()["done"] = entry.done;
        }
        told["lines"] = std::move(lines);
        pressed(event.pressed_at);
    }
    void operator()(const LinesServed& event) const {
        of_stations(event.lines);
        pressed(event.pressed_at);
    }
    void operator()(const TicketRecalled& event) const { lines(event.lines); }
    void operator()(const ServeRecalled& event) const { of_stations(event.lines); }
    void operator()(const TicketTransferred& event) const {
        lines(event.lines);
        told["to"] = event.to;
        told["reason"] = word(event.reason);
    }
    void operator()(const ChangesConfirmed& event) const { told["revision"] = event.revision; }
    template <class Other>
    void operator()(const Other&) const {}  // kind, station and status say it all

    // Of several stations: each line with its own.
    void of_stations(const std::vector<StationLines>& parts) const {
        json::array lines;
        for (const StationLines& part : parts)
            for (const std::string& id : part.lines) {
                lines.push_back(line_object(called, id));
                lines.back().as_object()["station"] = part.station;
            }
        told["lines"] = std::move(lines);
    }
};

template <class Body>
std::string_view cook_in(const Body& body) {
    if constexpr (requires { body.cook; })
        return body.cook;
    else
        return {};
}

template <class Body>
std::string_view station_in(const Body& body) {
    if constexpr (requires { body.station; })
        return body.station;
    else
        return {};
}

json::value named(std::string_view text) {
    return text.empty() ? json::value(nullptr) : json::value(json::string_view(text));
}

json::object event_object(const OrderFacts& order, const LinesCalled& called, const Event& event) {
    json::object told{
        {"seq", event.seq},
        {"at", format_time(event.at + event.wall_offset_ms)},
        {"after_ms", event.at - order.accepted_at},
        {"kind", kind_of(event.body)},
        {"station", std::visit([](const auto& body) { return named(station_in(body)); }, event.body)},
        {"cook", std::visit([](const auto& body) { return named(cook_in(body)); }, event.body)},
        {"status", event.status ? json::value(word(*event.status)) : json::value(nullptr)},
        {"lines", json::array()}};
    std::visit(Teller{told, called, order}, event.body);
    return told;
}

}  // namespace

json::array order_story(const OrderFacts& order, const std::vector<Event>& events) {
    LinesCalled called = lines_called(order);
    json::array story;
    for (const Event& event : events) {
        if (const auto* accepted = std::get_if<OrderAccepted>(&event.body))
            learn_names(called, *accepted->order);
        if (const auto* amended = std::get_if<OrderAmended>(&event.body))
            learn_names(called, *amended->order);
        story.push_back(event_object(order, called, event));
    }
    return story;
}

}  // namespace brigade
