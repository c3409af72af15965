// The columns of the file of facts, each struct described once: tables, statements, writing and reading walk
// the same list and so cannot disagree. Inside the room only.
#pragma once

#include <string>
#include <type_traits>

#include "analytics/facts.h"
#include "journal/sqlite.h"

namespace brigade {

// Part of a file's identity: another number means that it is made anew (analytics/fact_file.h).
inline constexpr std::int64_t fact_format = 3;
inline constexpr std::int64_t fact_application_id = 0x42524631;  // "BRF1"

template <class Walk>
void columns(Walk& walk, LineFacts& line) {
    walk("line", line.line);
    walk("id", line.id);
    walk("item", line.item);
    walk("name", line.name);
    walk("category", line.category);
    walk("modifiers", line.modifiers);
    walk("quantity", line.quantity);
    walk("course", line.course);
    walk("prep_s", line.prep_s);
    walk("state", line.state);
    walk("unavailable", line.unavailable);
    walk("amended", line.amended);
    walk("by_expo", line.by_expo);
    walk("gone", line.gone);
    walk("recalls", line.recalls);
    walk("from_station", line.from);
    walk("added_at", line.added_at);
    walk("fired_at", line.fired_at);
    walk("started_at", line.started_at);
    walk("done_at", line.done_at);
    walk("served_at", line.served_at);
    walk("voided_at", line.voided_at);
    walk("held_ms", line.held_ms);
    walk("held_since", line.held_since);
    walk("held_till", line.held_till);
    walk("started_by", line.started_by);
    walk("done_by", line.done_by);
}

template <class Walk>
void columns(Walk& walk, TicketFacts& ticket) {
    walk("station", ticket.station);
    walk("target_s", ticket.target_s);
    walk("late_s", ticket.late_s);
    walk("recalls", ticket.recalls);
    walk("transfers", ticket.transfers);
    walk("fired_at", ticket.fired_at);
    walk("shown_at", ticket.shown_at);
    walk("started_at", ticket.started_at);
    walk("bumped_at", ticket.bumped_at);
    walk("late_at", ticket.late_at);
    walk("undelivered_at", ticket.undelivered_at);
    walk("held_ms", ticket.held_ms);
    walk("held_lately_ms", ticket.held_lately_ms);
    walk("held_since", ticket.held_since);
    walk("bumped_by", ticket.bumped_by);
}

template <class Walk>
void columns(Walk& walk, OrderFacts& order) {
    walk("seq", order.seq);
    walk("last_seq", order.last_seq);
    walk("id", order.id);
    walk("day", order.day);
    walk("number", order.number);
    walk("service", order.service);
    walk("channel", order.channel);
    walk("table_name", order.table);
    walk("terminal", order.terminal);
    walk("priority", order.priority);
    walk("covers", order.covers);
    walk("wall_offset_ms", order.wall_offset_ms);
    walk("utc_offset_min", order.utc_offset_min);
    walk("amendments", order.amendments);
    walk("voids", order.voids);
    walk("recalls", order.recalls);
    walk("placed_at", order.placed_at);
    walk("promised_at", order.promised_at);
    walk("accepted_at", order.accepted_at);
    walk("fired_at", order.fired_at);
    walk("ready_at", order.ready_at);
    walk("served_at", order.served_at);
    walk("voided_at", order.voided_at);
}

class ColumnBinder {
  public:
    explicit ColumnBinder(Query& query) : query_(query) {}

    template <class T>
    void operator()(const char*, const T& value) {
        if constexpr (std::is_same_v<T, std::string>)
            query_.text(value);
        else if constexpr (std::is_enum_v<T>)
            query_.text(word(value));
        else
            query_.integer(static_cast<std::int64_t>(value));
    }

  private:
    Query& query_;
};

// From `column` on. good() is false once a word was none.
class ColumnReader {
  public:
    ColumnReader(const Query& row, int column) : row_(row), column_(column) {}

    template <class T>
    void operator()(const char*, T& value) {
        if constexpr (std::is_same_v<T, std::string>)
            value = row_.bytes_at(column_);
        else if constexpr (std::is_enum_v<T>)
            take_word(value);
        else
            value = static_cast<T>(row_.integer_at(column_));
        ++column_;
    }
    bool good() const { return good_; }

  private:
    template <class T>
    void take_word(T& value) {
        const auto read = from_word<T>(row_.bytes_at(column_));
        good_ = good_ && read.has_value();
        value = read.value_or(T{});
    }

    const Query& row_;
    int column_;
    bool good_ = true;
};

// All tables, empty, as one text of SQL.
const std::string& fact_schema();

// "seq, last_seq, …"
const std::string& order_columns();
const std::string& ticket_columns();
const std::string& line_columns();

// "INSERT OR REPLACE INTO …": tickets behind order_seq and place, lines behind order_seq, place.
const char* put_order_sql();
const char* put_ticket_sql();
const char* put_line_sql();

}  // namespace brigade
