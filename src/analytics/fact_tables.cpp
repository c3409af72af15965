#include "analytics/fact_tables.h"

#include <fmt/format.h>

namespace brigade {
namespace {

struct ColumnNames {
    std::string names, definitions, marks;

    template <class T>
    void operator()(const char* name, const T&) {
        constexpr bool text = std::is_same_v<T, std::string> || std::is_enum_v<T>;
        const char* comma = names.empty() ? "" : ", ";
        names.append(comma).append(name);
        definitions.append(comma).append(name).append(text ? " TEXT NOT NULL" : " INTEGER NOT NULL");
        marks.append(comma).append("?");
    }
};

template <class Facts>
const ColumnNames& names_of() {
    static const ColumnNames all = [] {
        ColumnNames names;
        Facts facts;
        columns(names, facts);
        return names;
    }();
    return all;
}

// Instants are kitchen time in milliseconds, 0 for "never". Beside each that is no order's stands what made a
// label of it then: the wall clock's offset, and the zone's.
constexpr const char* schema_text = R"(
CREATE TABLE meta (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    identity BLOB NOT NULL, head_seq INTEGER NOT NULL, head_hash BLOB NOT NULL, frame TEXT NOT NULL,
    hash_check BLOB NOT NULL) STRICT;
CREATE TABLE orders ({}, PRIMARY KEY (seq)) STRICT;
CREATE INDEX orders_of_day ON orders (day);
CREATE INDEX orders_by_id ON orders (id);
CREATE TABLE tickets (
    order_seq INTEGER NOT NULL, place INTEGER NOT NULL, {},
    PRIMARY KEY (order_seq, place)) STRICT, WITHOUT ROWID;
CREATE TABLE lines (
    order_seq INTEGER NOT NULL, place INTEGER NOT NULL, {},
    PRIMARY KEY (order_seq, place, line)) STRICT, WITHOUT ROWID;
CREATE TABLE states (
    order_seq INTEGER PRIMARY KEY, wanted INTEGER NOT NULL, state TEXT NOT NULL, hash_check BLOB NOT NULL) STRICT;
CREATE TABLE unavailable (
    seq INTEGER PRIMARY KEY, item TEXT NOT NULL,
    from_at INTEGER NOT NULL, from_wall_offset_ms INTEGER NOT NULL, from_utc_offset_min INTEGER NOT NULL,
    to_at INTEGER NOT NULL, to_wall_offset_ms INTEGER NOT NULL, to_utc_offset_min INTEGER NOT NULL) STRICT;
CREATE TABLE days (
    day TEXT PRIMARY KEY, seq INTEGER NOT NULL, head_hash BLOB NOT NULL,
    opened_at INTEGER NOT NULL, opened_wall_offset_ms INTEGER NOT NULL, opened_utc_offset_min INTEGER NOT NULL,
    closed_at INTEGER NOT NULL, closed_wall_offset_ms INTEGER NOT NULL,
    closed_utc_offset_min INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE packs (day TEXT PRIMARY KEY, pack BLOB NOT NULL) STRICT;
)";

}  // namespace

const std::string& fact_schema() {
    static const std::string text =
        fmt::format(fmt::runtime(schema_text), names_of<OrderFacts>().definitions,
                    names_of<TicketFacts>().definitions, names_of<LineFacts>().definitions);
    return text;
}

const std::string& order_columns() { return names_of<OrderFacts>().names; }
const std::string& ticket_columns() { return names_of<TicketFacts>().names; }
const std::string& line_columns() { return names_of<LineFacts>().names; }

const char* put_order_sql() {
    static const std::string text = fmt::format("INSERT OR REPLACE INTO orders ({}) VALUES ({})",
                                                order_columns(), names_of<OrderFacts>().marks);
    return text.c_str();
}

const char* put_ticket_sql() {
    static const std::string text =
        fmt::format("INSERT OR REPLACE INTO tickets (order_seq, place, {}) VALUES (?, ?, {})",
                    ticket_columns(), names_of<TicketFacts>().marks);
    return text.c_str();
}

const char* put_line_sql() {
    static const std::string text =
        fmt::format("INSERT OR REPLACE INTO lines (order_seq, place, {}) VALUES (?, ?, {})", line_columns(),
                    names_of<LineFacts>().marks);
    return text.c_str();
}

}  // namespace brigade
