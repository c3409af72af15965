#include "journal/check_store.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace brigade {
namespace {

CheckProblem damage(std::string message, Seq last_good = 0) { return {true, std::move(message), last_good}; }

Result<std::int64_t, SqlError> integer_of(const Database& database, const char* sql) {
    Statement statement(database, sql);
    Query row(statement);
    if (row.next()) return row.integer_at(0);
    if (row.failed()) return row.error();
    return std::int64_t{0};
}

// Snapshots whose own check holds and that stand on the chain, newest first.
Result<std::vector<Snapshot>, CheckProblem> good_snapshots(const Database& database, const Origin& origin,
                                                           std::string& passed_over) {
    Statement select(database, select_snapshots);
    Statement select_event(database, "SELECT hash FROM events WHERE seq = ?");
    std::vector<Snapshot> good;
    Query row(select);
    while (row.next()) {
        auto snapshot = snapshot_of(row);
        bool stands = false;
        if (snapshot) {
            Query event(select_event);
            if (event.integer(snapshot->head.seq).next())
                stands = event.hash_at(0) == snapshot->head.hash;
            else
                stands = snapshot->head == origin.base;
            if (event.failed()) return problem_of(event.error());
        }
        if (!stands)
            passed_over = fmt::format("the snapshot at {} is not whole and was passed over", row.seq_at(0));
        else {
            snapshot->body.clear();  // only where it stands matters here
            good.push_back(*std::move(snapshot));
        }
    }
    if (row.failed()) return problem_of(row.error());
    return good;
}

// What the chain does not cover and a start does not need: every page, and every order id.
Result<void, CheckProblem> check_rest(const Database& database, Seq last) {
    Statement pages(database, "PRAGMA integrity_check(1)");
    {
        Query row(pages);
        if (row.next() && row.bytes_at(0) != "ok") return damage(std::string(row.bytes_at(0)), last);
        if (row.failed()) return problem_of(row.error());
    }
    Statement orders(database, select_orders);
    Query row(orders);
    while (row.next()) {
        auto order = order_of(row);
        if (!order || order->seq > last) return damage("the entry of an order is not what was written", last);
    }
    if (row.failed()) return problem_of(row.error());
    return {};
}

}  // namespace

CheckProblem problem_of(const SqlError& error) {
    return {error.code == SQLITE_OK || means_damage(error.code), error.message, 0, means_no_room(error.code)};
}

Walk walk(const Database& database, const Marks& marks, const Last& start, const EachEvent& each) {
    Statement select(database, "SELECT seq, at_ms, body, hash FROM events WHERE seq > ? ORDER BY seq");
    Query row(select);
    row.integer(start.head.seq);
    Walk result{start, {}, 0};
    while (row.next()) {
        Record record{row.seq_at(0), row.integer_at(1), std::string(row.bytes_at(2))};
        Seq expected = result.end.head.seq + 1;
        if (record.seq != expected) {
            result.problem = fmt::format("event {} is missing", expected);
            return result;
        }
        Head head = follow(marks, result.end.head, record);
        if (row.hash_at(3) != head.hash || record.at_ms < result.end.at_ms) {
            result.problem = fmt::format("event {} is not what was written", expected);
            return result;
        }
        if (each && !each(record, head)) return result;
        result.end = {head, record.at_ms};
    }
    if (row.failed()) {
        result.problem = row.error().message;
        result.code = row.code();
    }
    return result;
}

Result<void, CheckProblem> check_format(const Database& database) {
    auto application = integer_of(database, "PRAGMA application_id");
    if (!application) return problem_of(application.error());
    auto version = integer_of(database, "PRAGMA user_version");
    if (!version) return problem_of(version.error());
    auto tables = integer_of(database, "SELECT count(*) FROM sqlite_schema");
    if (!tables) return problem_of(tables.error());
    if (*tables == 0) return damage("it holds nothing");
    if (*application != application_id) return CheckProblem{false, "it is not a journal of Brigade", 0};
    if (*version > format_version) return CheckProblem{false, newer_format_words(*version), 0};
    if (*version < 1) return damage(fmt::format("it has format {}, which never was", *version));
    return {};
}

Result<Checked, CheckProblem> check_store(const Database& database, bool all) {
    if (auto format = check_format(database); !format) return format.error();
    auto origin = read_origin(database);
    if (!origin) return problem_of(origin.error());
    Checked checked{*std::move(origin), {}, {}, {}};
    Last base{checked.origin.base, checked.origin.base_at_ms};
    auto snapshots = good_snapshots(database, checked.origin, checked.passed_over);
    if (!snapshots) return snapshots.error();
    for (const Snapshot& snapshot : *snapshots) checked.snapshots.push_back(snapshot.head.seq);
    if (!checked.passed_over.empty() && snapshots->empty() && base.head.seq > 0)
        return damage("no snapshot is whole", base.head.seq);

    auto oldest = integer_of(database, "SELECT seq FROM events ORDER BY seq LIMIT 1");
    if (!oldest) return problem_of(oldest.error());
    if (*oldest != 0 && static_cast<Seq>(*oldest) != base.head.seq + 1)
        return damage(fmt::format("event {} is missing", base.head.seq + 1));

    bool from_base = all || snapshots->empty();
    Last start = from_base ? base : Last{snapshots->front().head, snapshots->front().at_ms};
    Walk walked = walk(database, checked.origin.marks, start);
    checked.last = walked.end;
    if (!walked.problem.empty())
        return CheckProblem{!walked.was_hindered(), walked.problem, walked.end.head.seq};
    if (all)
        if (auto rest = check_rest(database, checked.last.head.seq); !rest) return rest.error();
    return checked;
}

}  // namespace brigade
