#include "analytics/fact_rows.h"

#include "base/time.h"

namespace brigade {
namespace {

// `void` is no state that a column elsewhere has: one word for orders and lines.
std::string_view state_word(LineState state) { return state == LineState::voided ? "voided" : word(state); }

void put_order_key(FactRow& row, const OrderFacts& order) {
    row.number("order_seq", static_cast<std::int64_t>(order.seq));
    row.text("order_id", order.id);
    row.text("day", order.day);
}

void put_flag_if(FactRow& row, std::string_view column, bool known, bool value) {
    if (known)
        row.flag(column, value);
    else
        row.nothing(column);
}

}  // namespace

void FactRow::instant(std::string_view column, TimeMs at) {
    if (at == 0)
        nothing(column);
    else
        text(column, format_time(at));
}

void FactRow::duration(std::string_view column, Duration duration) {
    if (duration)
        number(column, *duration);
    else
        nothing(column);
}

std::string_view state_of(const OrderFacts& order) {
    if (order.voided_at != 0) return "voided";
    if (order.served_at != 0) return "served";
    if (order.ready_at != 0) return "ready";
    return order.fired_at == 0 ? "held" : "open";
}

void put_order(FactRow& row, const OrderFacts& order) {
    put_order_key(row, order);
    row.text("number", order.number);
    row.text("service", word(order.service));
    row.text("channel", order.channel);
    row.text("table", order.table);
    row.text("terminal", order.terminal);
    row.text("priority", word(order.priority));
    row.number("covers", order.covers);
    row.instant("accepted_at", order.instant_of(order.accepted_at));
    row.instant("placed_at", order.placed_at);
    row.instant("promised_at", order.promised_at);
    row.instant("fired_at", order.instant_of(order.fired_at));
    row.instant("ready_at", order.instant_of(order.ready_at));
    row.instant("served_at", order.instant_of(order.served_at));
    row.instant("voided_at", order.instant_of(order.voided_at));
    row.number("utc_offset_min", order.utc_offset_min);
    row.number("amendments", order.amendments);
    row.number("voids", order.voids);
    row.number("recalls", order.recalls);
    row.text("state", state_of(order));
    row.duration("order_time_ms", order_time(order));
    row.duration("pass_time_ms", pass_time(order));
    const auto kept = promise_kept(order);
    put_flag_if(row, "promise_kept", kept.has_value(), kept.value_or(false));
    const TicketFacts* last = last_station(order);
    row.text("last_station", last ? std::string_view(last->station) : std::string_view());
    row.duration("wait_for_last_ms", wait_for_last(order));
}

void put_ticket(FactRow& row, const OrderFacts& order, const TicketFacts& ticket) {
    put_order_key(row, order);
    row.text("station", ticket.station);
    row.text("service", word(order.service));
    row.text("channel", order.channel);
    row.instant("fired_at", order.instant_of(ticket.fired_at));
    row.instant("shown_at", order.instant_of(ticket.shown_at));
    row.instant("started_at", order.instant_of(ticket.started_at));
    row.instant("bumped_at", order.instant_of(ticket.bumped_at));
    row.instant("late_at", order.instant_of(ticket.late_at));
    row.instant("undelivered_at", order.instant_of(ticket.undelivered_at));
    row.number("held_ms", ticket.held_ms);
    row.number("target_s", ticket.target_s);
    row.number("late_s", ticket.late_s);
    row.number("recalls", ticket.recalls);
    row.number("transfers", ticket.transfers);
    row.text("bumped_by", ticket.bumped_by);
    row.number("utc_offset_min", order.utc_offset_min);
    const Duration time = ticket_time(ticket);
    row.duration("ticket_time_ms", time);
    row.duration("glass_time_ms", glass_time(ticket));
    put_flag_if(row, "on_time", time.has_value(), is_on_time(ticket));
    put_flag_if(row, "late", time.has_value(), is_late(ticket));
}

void put_line(FactRow& row, const OrderFacts& order, const TicketFacts& ticket, const LineFacts& line) {
    put_order_key(row, order);
    row.text("station", ticket.station);
    row.number("line", line.line);
    row.text("line_id", line.id);
    row.text("item", line.item);
    row.text("name", line.name);
    row.text("category", line.category);
    row.text("modifiers", line.modifiers);
    row.number("quantity", line.quantity);
    row.number("course", line.course);
    row.text("service", word(order.service));
    row.text("channel", order.channel);
    row.number("prep_s", line.prep_s);
    row.instant("added_at", order.instant_of(line.added_at));
    row.instant("fired_at", order.instant_of(line.fired_at));
    row.instant("started_at", order.instant_of(line.started_at));
    row.instant("done_at", order.instant_of(line.done_at));
    row.instant("served_at", order.instant_of(line.served_at));
    row.instant("voided_at", order.instant_of(line.voided_at));
    row.number("held_ms", line.held_ms);
    row.number("recalls", line.recalls);
    row.flag("amended", line.amended);
    row.flag("unavailable", line.unavailable);
    row.flag("by_expo", line.by_expo);
    row.flag("gone", line.gone);
    row.text("from_station", line.from);
    row.text("started_by", line.started_by);
    row.text("done_by", line.done_by);
    row.text("state", state_word(line.state));
    row.number("utc_offset_min", order.utc_offset_min);
    row.instant("ticket_fired_at", order.instant_of(ticket.fired_at));
    row.duration("prep_time_ms", prep_time(line));
    row.duration("time_to_start_ms", time_to_start(line));
}

void put_unavailable(FactRow& row, const UnavailableFacts& item) {
    constexpr DurationMs minute_ms = 60'000;
    row.text("item", item.item);
    row.instant("from", item.from.instant());
    row.instant("to", item.to.instant());
    row.duration("minutes", item.to.at == 0 ? Duration() : Duration((item.to.at - item.from.at) / minute_ms));
}

void JsonRow::text(std::string_view column, std::string_view value) {
    object[boost::json::string_view(column)] = boost::json::string_view(value);
}
void JsonRow::number(std::string_view column, std::int64_t value) {
    object[boost::json::string_view(column)] = value;
}
void JsonRow::flag(std::string_view column, bool value) { object[boost::json::string_view(column)] = value; }
void JsonRow::nothing(std::string_view column) { object[boost::json::string_view(column)] = nullptr; }

}  // namespace brigade
