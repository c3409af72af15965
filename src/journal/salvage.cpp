#include "journal/salvage.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "core/event_json.h"
#include "journal/bounds.h"
#include "journal/check_store.h"
#include "journal/store.h"

namespace brigade {
namespace {

struct Plan {
    Origin origin;
    Last end;
    std::vector<Snapshot> snapshots;
    bool state_lost = false;
    Seq orders_through = 0;  // later orders have lost their events
    // Why the source could not be read, if the file was not at fault: then more may be saved another time.
    std::string hindrance;
};

std::vector<Snapshot> whole_snapshots(const Database& source, std::string& hindrance) {
    std::vector<Snapshot> snapshots;
    Statement select(source, select_snapshots);
    Query row(select);
    while (row.next())
        if (auto snapshot = snapshot_of(row)) snapshots.push_back(*std::move(snapshot));
    if (row.failed() && !means_damage(row.code())) hindrance = row.error().message;
    return snapshots;
}

// The state at the base is known at the very beginning, or if some snapshot stands on the run from there.
std::optional<Walk> run_from_base(const Database& source, const Origin& origin,
                                  const std::vector<Snapshot>& snapshots) {
    bool known = origin.base.seq == 0;
    auto stands_on = [&](const Head& head) {
        return std::any_of(snapshots.begin(), snapshots.end(),
                           [&](const Snapshot& one) { return one.head == head; });
    };
    known = known || stands_on(origin.base);
    Walk run =
        walk(source, origin.marks, {origin.base, origin.base_at_ms}, [&](const Record&, const Head& head) {
            known = known || stands_on(head);
            return true;
        });
    if (!known) return std::nullopt;
    return run;
}

Seq greatest_seq(const Database& source, Seq at_least) {
    for (const char* sql : {"SELECT seq FROM events ORDER BY seq DESC LIMIT 1", "SELECT max(seq) FROM orders",
                            "SELECT max(seq) FROM snapshots"}) {
        Statement select(source, sql);
        Query row(select);
        if (row.next() && row.integer_at(0) > 0) at_least = std::max(at_least, row.seq_at(0));
    }
    return at_least;
}

// No state can be rebuilt: an empty kitchen, at a seq that none of the old ones is above.
Plan start_empty(const Database& source, const std::optional<Origin>& origin) {
    Plan plan;
    plan.state_lost = true;
    plan.orders_through = origin ? origin->base.seq : 0;
    plan.origin.identity = random_identity();
    plan.origin.base = genesis_head(plan.origin.identity, greatest_seq(source, plan.orders_through));
    if (origin) plan.origin.base_at_ms = origin->base_at_ms;
    Statement select(source, "SELECT max(at_ms) FROM (SELECT at_ms FROM events ORDER BY seq DESC LIMIT 1)");
    Query row(select);
    if (row.next() && !row.is_null(0))
        plan.origin.base_at_ms = std::max(plan.origin.base_at_ms, row.integer_at(0));
    plan.end = {plan.origin.base, plan.origin.base_at_ms};
    return plan;
}

// Half a request must not stand in a history that goes on from there (a station's copy only waits for the
// other half).
Last whole_requests(const Database& source, const Marks& marks, const Last& start, const Last& end,
                    std::string& hindrance) {
    Last whole = start;
    Walk run = walk(source, marks, start, [&](const Record& record, const Head& head) {
        if (record.seq > end.head.seq) return false;
        if (ends_request(record.body)) whole = {head, record.at_ms};
        return true;
    });
    if (run.end.head.seq < end.head.seq)
        hindrance = run.problem.empty() ? "it could be read before" : run.problem;
    return whole;
}

Plan plan_of(const Database& source, bool replica) {
    std::optional<Origin> origin;
    std::string hindrance;
    if (auto read = read_origin(source))
        origin = *std::move(read);
    else if (read.error().code != 0 && !means_damage(read.error().code))
        hindrance = read.error().message;
    auto snapshots = whole_snapshots(source, hindrance);
    Marks marks = origin ? origin->marks : Marks{};
    std::optional<Last> start, end;
    if (origin)
        if (auto run = run_from_base(source, *origin, snapshots)) {
            start = Last{origin->base, origin->base_at_ms};
            end = run->end;
            if (run->was_hindered()) hindrance = run->problem;
        }
    for (const Snapshot& snapshot : snapshots) {
        if (end && snapshot.head.seq <= end->head.seq) continue;
        Walk run = walk(source, marks, {snapshot.head, snapshot.at_ms});
        if (run.was_hindered()) hindrance = run.problem;
        if (end && run.end.head.seq <= end->head.seq) continue;
        start = Last{snapshot.head, snapshot.at_ms};
        end = run.end;
    }
    if (start && !replica) end = whole_requests(source, marks, *start, *end, hindrance);
    if (!hindrance.empty()) return {{}, {}, {}, false, 0, hindrance};
    if (!start) return start_empty(source, origin);
    Plan plan{{random_identity(), start->head, start->at_ms, marks}, *end, {}, false, end->head.seq, {}};
    std::erase_if(plan.origin.marks, [&](const auto& mark) { return mark.first > end->head.seq; });
    if (!replica) plan.origin.marks[end->head.seq] = plan.origin.identity;
    for (Snapshot& snapshot : snapshots)
        if (snapshot.head.seq >= start->head.seq && snapshot.head.seq <= end->head.seq)
            plan.snapshots.push_back(std::move(snapshot));
    return plan;
}

// All that was planned, or a code: what could be read once must not be left out because it cannot be now.
int copy_events(const Database& source, const Database& target, const Plan& plan) {
    Statement insert(target, insert_event);
    int code = 0;
    Last start{plan.origin.base, plan.origin.base_at_ms};
    Walk copied = walk(source, plan.origin.marks, start, [&](const Record& record, const Head& head) {
        if (record.seq > plan.end.head.seq || code) return false;
        code = put_event(insert, record, head.hash);
        return code == 0;
    });
    if (!code && copied.end.head != plan.end.head) code = copied.code ? copied.code : SQLITE_IOERR_DATA;
    return code;
}

// From both ends, so that one unreadable page in the middle costs no more than itself.
int copy_orders(const Database& source, const Database& target, const Plan& plan, Recovery& recovery) {
    Statement insert(target,
                     "INSERT OR IGNORE INTO orders (id, seq, content, hash_check) VALUES (?, ?, ?, ?)");
    for (const char* sql : {"SELECT id, seq, content, hash_check FROM orders ORDER BY id",
                            "SELECT id, seq, content, hash_check FROM orders ORDER BY id DESC"}) {
        Statement select(source, sql);
        Query row(select);
        while (row.next()) {
            auto order = order_of(row);
            if (order && order->seq <= plan.orders_through) {
                if (int code = put_order(insert, *order)) return code;
            } else if (order) {
                ++recovery.lost_orders_count;
                if (recovery.lost_orders.size() < limits::lost_orders_named)
                    recovery.lost_orders.push_back(order->id);
            }
        }
        if (!row.failed()) return 0;
        if (!means_damage(row.code())) return row.code();
    }
    return 0;
}

int copy(const Database& source, const Database& target, const Plan& plan, Recovery& recovery) {
    int code = target.run("BEGIN");
    if (!code) code = copy_events(source, target, plan);
    if (!code) code = copy_orders(source, target, plan, recovery);
    Statement insert(target, insert_snapshot);
    for (const Snapshot& snapshot : plan.snapshots)
        if (!code) code = put_snapshot(insert, snapshot);
    if (!code) code = target.run("COMMIT");
    if (!code) code = finish_store(target);
    return code;
}

Status failure(std::string_view message) {
    return Error{fmt::format(
        "the damaged journal could not be salvaged into a new file: {}; it was left as it is", message)};
}

}  // namespace

Status salvage(const std::filesystem::path& damaged, const std::filesystem::path& staged, bool replica,
               Recovery& recovery) {
    auto source = Database::open(damaged.string(), Database::Mode::salvage);
    if (!source) return failure(source.error().message);
    Plan plan = plan_of(*source, replica);
    // A second look, before everything is given up that could only not be read for a moment.
    if (plan.state_lost) plan = plan_of(*source, replica);
    if (!plan.hindrance.empty()) return failure(plan.hindrance);
    auto target = create_store(staged, plan.origin);
    if (!target) return failure(target.error().message);
    if (int code = copy(*source, *target, plan, recovery)) return failure(target->message_of(code));
    recovery.damaged = true;
    recovery.state_lost = plan.state_lost;
    recovery.last_good = plan.state_lost ? 0 : plan.end.head.seq;
    return {};
}

}  // namespace brigade
