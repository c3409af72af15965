#include "journal/sqlite_writer.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <functional>

#include "journal/ballast.h"
#include "journal/bounds.h"

namespace brigade {
namespace {

int note_log_pages(void* pages, sqlite3*, const char*, int count) {
    *static_cast<int*>(pages) = count;
    return SQLITE_OK;
}

// The heads after each event; a batch that does not continue the journal is a mistake in the program.
std::vector<Head> heads_of(const Batch& batch, const Last& last, const Marks& marks) {
    std::vector<Head> heads;
    Head head = last.head;
    TimeMs at_ms = last.at_ms;
    for (const Record& record : batch.events) {
        BRIGADE_CHECK(record.seq == head.seq + 1, "an append must continue the journal without a gap");
        BRIGADE_CHECK(record.at_ms >= at_ms, "kitchen time never falls");
        head = follow(marks, head, record);
        at_ms = record.at_ms;
        heads.push_back(head);
    }
    for (const OrderEntry& order : batch.orders)
        BRIGADE_CHECK(order.seq > last.head.seq && order.seq <= head.seq,
                      "an order's entry comes with its event");
    return heads;
}

}  // namespace

SqliteWriter::SqliteWriter(const std::filesystem::path& path, Database database, Checked checked,
                           std::unique_ptr<FileLock> lock, std::int64_t log_bytes)
    : path_(path),
      lock_(std::move(lock)),
      database_(std::move(database)),
      transactions_(database_, path.string(), "the journal"),
      anchor_(path, checked.origin.identity),
      marks_(std::move(checked.origin.marks)),
      base_{checked.origin.base, checked.origin.base_at_ms},
      last_(checked.last),
      snapshots_(std::move(checked.snapshots)),
      log_pages_max_(static_cast<int>(log_bytes / limits::journal_page_bytes)),
      log_pages_due_(log_pages_max_),
      insert_event_(database_, insert_event),
      insert_order_(database_, insert_order),
      insert_snapshot_(database_, insert_snapshot),
      trim_snapshots_(
          database_,
          "DELETE FROM snapshots WHERE seq NOT IN (SELECT seq FROM snapshots ORDER BY seq DESC LIMIT ?)"),
      select_event_(database_, "SELECT seq, hash, at_ms FROM events WHERE seq = ?"),
      delete_events_(database_, "DELETE FROM events WHERE seq <= ?"),
      move_base_(database_, "UPDATE origin SET base_seq = ?, base_hash = ?, base_at_ms = ?") {
    sqlite3_wal_hook(database_.raw(), note_log_pages, &log_pages_);
    anchor_.note(last_.head);
    anchor_.sync();
}

SqliteWriter::~SqliteWriter() {
    if (!transactions_.broken()) anchor_.sync();
}

AppendResult SqliteWriter::append(const Batch& batch) {
    BRIGADE_CHECK(!batch.events.empty() || batch.orders.empty(), "an order's entry comes with its event");
    if (batch.events.empty() && !transactions_.broken()) return {WriteOutcome::durable, last_.head, {}};
    auto heads = heads_of(batch, last_, marks_);
    auto result = transactions_.run([&] { return store_batch(batch, heads); });
    if (result.outcome == WriteOutcome::durable) {
        last_ = {heads.back(), batch.events.back().at_ms};
        anchor_.note(last_.head);
    }
    return {result.outcome, last_.head, std::move(result.message)};
}

int SqliteWriter::store_batch(const Batch& batch, const std::vector<Head>& heads) {
    for (std::size_t i = 0; i < batch.events.size(); ++i)
        if (int code = put_event(insert_event_, batch.events[i], heads[i].hash)) return code;
    for (const OrderEntry& order : batch.orders) {
        int code = put_order(insert_order_, order);
        BRIGADE_CHECK((code & 0xff) != SQLITE_CONSTRAINT, "an order id is accepted once, for ever");
        if (code) return code;
    }
    return SQLITE_OK;
}

WriteResult SqliteWriter::checkpoint_if_due() {
    if (transactions_.broken()) return transactions_.judge(SQLITE_ABORT, WriteStep::checkpoint);
    if (log_pages_ < log_pages_due_) return {};
    int pages = 0, moved = 0;
    int code = sqlite3_wal_checkpoint_v2(database_.raw(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &moved);
    // A reader in the way, or a full disk: try again when the log has grown by another quarter, not every
    // batch.
    bool complete = code == SQLITE_OK && pages == moved;
    log_pages_due_ = complete ? log_pages_max_ : log_pages_ + log_pages_max_ / 4;
    if (complete) {
        log_pages_ = 0;
        anchor_.sync();
        keep_ballast(path_);
    }
    return transactions_.judge(code, WriteStep::checkpoint);
}

// Where the journal stood at `seq`, which lies between base and head.
Result<Last, int> SqliteWriter::last_at(Seq seq) {
    if (seq == base_.head.seq) return base_;
    Query row(select_event_);
    if (!row.integer(seq).next()) return row.failed() ? row.code() : SQLITE_CORRUPT;
    auto hash = row.hash_at(1);
    if (!hash) return SQLITE_CORRUPT;
    return Last{{seq, *hash}, row.integer_at(2)};
}

WriteResult SqliteWriter::save_snapshot(Seq seq, std::string_view body) {
    BRIGADE_CHECK(seq >= base_.head.seq && seq <= last_.head.seq,
                  "a snapshot is of a moment the journal holds");
    auto result = transactions_.run([&] { return store_snapshot(seq, body); });
    if (result.outcome != WriteOutcome::durable) return result;
    std::erase(snapshots_, seq);
    snapshots_.push_back(seq);
    std::sort(snapshots_.begin(), snapshots_.end(), std::greater<>());
    if (snapshots_.size() > limits::snapshots_kept) snapshots_.resize(limits::snapshots_kept);
    return result;
}

int SqliteWriter::store_snapshot(Seq seq, std::string_view body) {
    auto at = last_at(seq);
    if (!at) return at.error();
    int code = put_snapshot(insert_snapshot_, {at->head, at->at_ms, std::string(body)});
    if (code) return code;
    return Query(trim_snapshots_).integer(static_cast<std::int64_t>(limits::snapshots_kept)).run();
}

ForgetResult SqliteWriter::forget_through(Seq seq) {
    if (transactions_.broken()) {
        auto result = transactions_.judge(SQLITE_ABORT, WriteStep::work);
        return {result.outcome, false, std::move(result.message)};
    }
    // The older snapshot must keep the events that follow it, or it could not stand in for the newest.
    Seq through = snapshots_.empty() ? 0 : std::min(seq, snapshots_.back());
    if (through <= base_.head.seq) return {};
    Seq slice_end = std::min<Seq>(through, base_.head.seq + limits::forget_events);
    Last new_base;
    auto result = transactions_.run([&] {
        auto at = last_at(slice_end);
        if (!at) return at.error();
        new_base = *at;
        return forget_slice(new_base);
    });
    if (result.outcome != WriteOutcome::durable) return {result.outcome, true, std::move(result.message)};
    base_ = new_base;
    return {WriteOutcome::durable, slice_end < through, {}};
}

int SqliteWriter::forget_slice(const Last& new_base) {
    if (int code = Query(delete_events_).integer(new_base.head.seq).run()) return code;
    return Query(move_base_)
        .integer(new_base.head.seq)
        .blob(new_base.head.hash)
        .integer(new_base.at_ms)
        .run();
}

}  // namespace brigade
