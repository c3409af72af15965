// How long facts are kept, and what is taken over where a file is made anew.
#include <fmt/format.h>

#include "analytics/fact_file.h"
#include "analytics/fact_tables.h"

namespace brigade {

// A day is over when the next one opens; orders belong to it by its name. Those of a day that nobody saw
// opened go by when they were accepted.
FactStatus FactFile::forget_before(TimeMs at) {
    Statement newest(database_, "SELECT coalesce(max(opened_at), 0) FROM days WHERE opened_at <= ?");
    TimeMs cut = 0;
    {
        Query row(newest);
        if (row.integer(at).next()) cut = row.integer_at(0);
        if (row.failed()) return fact_error(row.error());
    }
    if (cut == 0) return {};
    const std::string over = "day IN (SELECT day FROM days WHERE opened_at < ?1)";
    const std::string old_orders = fmt::format(
        "(SELECT seq FROM orders WHERE ({} OR (accepted_at < ?1 AND day NOT IN (SELECT day FROM days)))"
        " AND seq NOT IN (SELECT order_seq FROM states))",
        over);
    for (const std::string& sql :
         {fmt::format("DELETE FROM lines WHERE order_seq IN {}", old_orders),
          fmt::format("DELETE FROM tickets WHERE order_seq IN {}", old_orders),
          fmt::format("DELETE FROM orders WHERE seq IN {}", old_orders),
          fmt::format("DELETE FROM packs WHERE {} OR (?1 AND day NOT IN (SELECT day FROM orders))", over),
          std::string("DELETE FROM days WHERE opened_at < ?1"),
          std::string("DELETE FROM unavailable WHERE to_at <> 0 AND to_at < ?1")}) {
        Statement statement(database_, sql.c_str());
        Query query(statement);
        if (auto done = run(query.integer(cut)); !done) return done;
    }
    return {};
}

FactStatus FactFile::adopt(const std::filesystem::path& other, Seq through) {
    {
        Statement attach(database_, "ATTACH DATABASE ? AS other");
        const std::string path = other.string();
        Query query(attach);
        if (auto attached = run(query.text(path)); !attached) return attached;
    }
    const std::string orders = fmt::format("IN (SELECT seq FROM other.orders WHERE seq <= {})", through);
    std::string sql = "BEGIN;";
    sql += fmt::format("INSERT INTO orders SELECT * FROM other.orders WHERE seq <= {};", through);
    sql += fmt::format("INSERT INTO tickets SELECT * FROM other.tickets WHERE order_seq {};", orders);
    sql += fmt::format("INSERT INTO lines SELECT * FROM other.lines WHERE order_seq {};", orders);
    sql += fmt::format("INSERT INTO unavailable SELECT * FROM other.unavailable WHERE seq <= {};", through);
    sql += fmt::format("INSERT INTO days SELECT * FROM other.days WHERE seq <= {};", through);
    // The newest of them was still open then; the journal tells when it closed.
    sql +=
        "UPDATE days SET closed_at = 0, closed_wall_offset_ms = 0, closed_utc_offset_min = 0 "
        "WHERE seq = (SELECT max(seq) FROM days);";
    sql += "COMMIT; DETACH DATABASE other";
    return run(sql.c_str());
}

}  // namespace brigade
