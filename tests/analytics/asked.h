// Questions to the figures in one line, and orders in few.
#pragma once

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <catch2/catch_test_macros.hpp>
#include <concepts>
#include <string>

#include "analytics/answers.h"
#include "fake_facts.h"

namespace brigade::test {

namespace json = boost::json;

// 2026-11-20, a Friday, 12:00 by a clock seven hours east.
inline constexpr TimeMs noon = 1'795'150'800'000;

inline FiguresAnswer answered(FactSource& facts, std::string_view path, std::string_view query = "") {
    auto answer = Answers(facts, nullptr, default_dayparts()).answer(path, query);
    if (const auto* refusal = std::get_if<Refusal>(&answer)) FAIL(refusal->path + ": " + refusal->message);
    return std::get<FiguresAnswer>(answer);
}

inline json::value asked(FactSource& facts, std::string_view path, std::string_view query = "") {
    return json::parse(answered(facts, path, query).body);
}

inline Refusal refused(FactSource& facts, std::string_view path, std::string_view query = "") {
    auto answer = Answers(facts, nullptr, default_dayparts()).answer(path, query);
    if (!std::holds_alternative<Refusal>(answer)) FAIL("it was answered");
    return std::get<Refusal>(answer);
}

inline LineFacts a_line(int place, const std::string& item, TimeMs fired_at, TimeMs done_at) {
    LineFacts line;
    line.line = place;
    line.id = "l" + std::to_string(place);
    line.item = item;
    line.name = "The " + item;
    line.prep_s = 300;
    line.fired_at = fired_at;
    line.done_at = done_at;
    line.state = done_at != 0 ? LineState::done : LineState::open;
    return line;
}

// Fired and bumped with its lines: with the first, with the last once all are done.
inline TicketFacts a_ticket(const std::string& station, std::vector<LineFacts> lines) {
    TicketFacts ticket;
    ticket.station = station;
    ticket.target_s = 480;
    ticket.late_s = 720;
    bool open = false;
    for (const LineFacts& line : lines) {
        if (ticket.fired_at == 0 || line.fired_at < ticket.fired_at) ticket.fired_at = line.fired_at;
        ticket.bumped_at = std::max(ticket.bumped_at, line.done_at);
        open = open || line.done_at == 0;
    }
    if (open) ticket.bumped_at = 0;
    ticket.lines = std::move(lines);
    return ticket;
}

// Accepted and fired with its first ticket, ready with its last.
inline OrderFacts an_order(Seq seq, std::vector<TicketFacts> tickets) {
    OrderFacts order;
    order.seq = seq;
    order.id = "o" + std::to_string(seq);
    order.number = std::to_string(seq % 100);
    order.utc_offset_min = 7 * 60;
    bool open = false;
    for (const TicketFacts& ticket : tickets) {
        if (order.fired_at == 0 || ticket.fired_at < order.fired_at) order.fired_at = ticket.fired_at;
        order.ready_at = std::max(order.ready_at, ticket.bumped_at);
        open = open || ticket.bumped_at == 0;
    }
    if (open) order.ready_at = 0;
    order.accepted_at = order.fired_at;
    order.tickets = std::move(tickets);
    return order;
}

// One dish at one station.
inline OrderFacts a_dish(Seq seq, const std::string& item, TimeMs fired_at, DurationMs cooked_ms,
                         const std::string& station = "grill") {
    return an_order(seq, {a_ticket(station, {a_line(0, item, fired_at, fired_at + cooked_ms)})});
}

// Open since seven on that Friday; grill, drink and an expo.
inline FakeFacts a_friday(std::vector<OrderFacts> orders) {
    FakeFacts facts;
    facts.reach.today = facts.reach.first_day = "2026-11-20";
    facts.reach.today_opened_at = noon - 5 * one_hour;
    facts.reach.as_of = noon + 3 * one_hour;
    facts.reach.seq = facts.reach.journal_seq = 1000;
    facts.reach.utc_offset_min = 7 * 60;
    facts.reach.kitchen.stations = {
        {"grill", "Grill"}, {"drink", "Drinks"}, {"pass", "Pass", StationKind::expo}};
    facts.opened = {{"2026-11-20", moment(noon - 5 * one_hour), {}}};
    for (OrderFacts& order : orders) order.day = "2026-11-20";
    if (!orders.empty()) facts.orders["2026-11-20"] = std::move(orders);
    return facts;
}

// Of JSON alone: presses have an at() too, which takes texts.
inline json::value at(const std::same_as<json::value> auto& value, std::string_view pointer) {
    return value.at_pointer(pointer);
}

}  // namespace brigade::test
