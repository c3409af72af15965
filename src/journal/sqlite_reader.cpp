#include "journal/sqlite_reader.h"

#include <fmt/format.h>

#include "journal/files.h"

namespace brigade {
namespace {

// One sight of the file for several statements.
class ReadScope {
  public:
    explicit ReadScope(const Database& database) : database_(database) { database_.run("BEGIN"); }
    ~ReadScope() { database_.run("COMMIT"); }
    ReadScope(const ReadScope&) = delete;
    ReadScope& operator=(const ReadScope&) = delete;

  private:
    const Database& database_;
};

}  // namespace

Result<std::unique_ptr<JournalReader>, SqlError> SqliteReader::open(const std::filesystem::path& path,
                                                                    Database::Mode mode) {
    auto database = Database::open(path.string(), mode);
    if (!database) return database.error();
    auto origin = read_origin(*database);
    if (!origin) return origin.error();
    return std::unique_ptr<JournalReader>(
        new SqliteReader(path, mode, *std::move(database), *std::move(origin)));
}

SqliteReader::SqliteReader(std::filesystem::path path, Database::Mode mode, Database database, Origin origin)
    : path_(std::move(path)),
      mode_(mode),
      database_(std::move(database)),
      origin_(std::move(origin)),
      base_(database_, "SELECT base_seq, base_hash, base_at_ms FROM origin"),
      last_(database_, "SELECT seq, hash, at_ms FROM events ORDER BY seq DESC LIMIT 1"),
      head_(database_, "SELECT seq, hash FROM events WHERE seq = ?"),
      time_(database_, "SELECT at_ms FROM events WHERE seq = ?"),
      read_(database_, "SELECT seq, at_ms, body, hash FROM events WHERE seq > ? ORDER BY seq LIMIT ?"),
      order_(database_, "SELECT id, seq, content, hash_check FROM orders WHERE id = ?"),
      snapshots_(database_, select_snapshots) {}

Error SqliteReader::failure(const SqlError& error) const {
    if (means_damage(error.code)) return damage(error.message);
    return {fmt::format("{} cannot be read: {}", path_.string(), error.message)};
}

Error SqliteReader::damage(std::string what) const {
    if (mode_ == Database::Mode::read) mark_suspect(path_);
    return {fmt::format("{} is damaged: {}", path_.string(), what)};
}

Result<Last> SqliteReader::base_row() {
    Query row(base_);
    if (!row.next()) return row.failed() ? failure(row.error()) : damage("its origin is not stored");
    return Last{{row.seq_at(0), row.hash_at(1).value_or(Hash{})}, row.integer_at(2)};
}

Result<Last> SqliteReader::last_row() {
    {
        Query row(last_);
        if (row.next()) return Last{{row.seq_at(0), row.hash_at(1).value_or(Hash{})}, row.integer_at(2)};
        if (row.failed()) return failure(row.error());
    }
    return base_row();
}

Result<std::optional<Head>> SqliteReader::head_row(Seq seq) {
    auto base = base_row();
    if (!base) return base.error();
    if (seq == base->head.seq) return std::optional(base->head);
    Query row(head_);
    row.integer(seq);
    if (row.next()) return std::optional(Head{row.seq_at(0), row.hash_at(1).value_or(Hash{})});
    if (row.failed()) return failure(row.error());
    return std::optional<Head>();
}

Result<Last> SqliteReader::last() {
    ReadScope scope(database_);
    return last_row();
}

Result<Seq> SqliteReader::base() {
    auto base = base_row();
    if (!base) return base.error();
    return base->head.seq;
}

Result<std::optional<Head>> SqliteReader::head_at(Seq seq) {
    ReadScope scope(database_);
    return head_row(seq);
}

Result<std::vector<Record>> SqliteReader::read(Seq after, std::size_t events_max, std::size_t bytes_max) {
    ReadScope scope(database_);
    auto start = head_row(after);
    if (!start) return start.error();
    if (*start) return read_from(**start, events_max, bytes_max);
    auto last = last_row();
    if (!last) return last.error();
    if (after > last->head.seq) return std::vector<Record>{};
    auto base = base_row();
    if (!base) return base.error();
    if (after > base->head.seq) return damage(fmt::format("event {} is missing", after));
    return Error{
        fmt::format("events after {} are no longer kept; the oldest kept is {}", after, base->head.seq + 1)};
}

Result<std::vector<Record>> SqliteReader::read_from(const Head& start, std::size_t events_max,
                                                    std::size_t bytes_max) {
    std::vector<Record> records;
    std::size_t bytes = 0;
    Head head = start;
    Query row(read_);
    row.integer(start.seq).integer(static_cast<std::int64_t>(events_max));
    while (row.next()) {
        Record record{row.seq_at(0), row.integer_at(1), std::string(row.bytes_at(2))};
        if (record.seq != head.seq + 1) return damage(fmt::format("event {} is missing", head.seq + 1));
        head = follow(origin_.marks, head, record);
        if (row.hash_at(3) != head.hash)
            return damage(fmt::format("event {} is not what was written", record.seq));
        bytes += record.body.size();
        if (bytes > bytes_max && !records.empty()) break;
        records.push_back(std::move(record));
    }
    if (row.failed()) return failure(row.error());
    return records;
}

Result<std::optional<OrderEntry>> SqliteReader::find_order(std::string_view id) {
    Query row(order_);
    row.text(id);
    if (!row.next()) {
        if (row.failed()) return failure(row.error());
        return std::optional<OrderEntry>();
    }
    auto order = order_of(row);
    if (!order) return damage(fmt::format("the entry of order {} is not what was written", id));
    return order;
}

Result<Seq> SqliteReader::first_seq_at_or_after(TimeMs at_ms) {
    ReadScope scope(database_);
    auto base = base_row();
    if (!base) return base.error();
    auto last = last_row();
    if (!last) return last.error();
    Seq low = base->head.seq + 1, high = last->head.seq + 1;
    while (low < high) {
        Seq middle = low + (high - low) / 2;
        Query row(time_);
        if (!row.integer(middle).next())
            return row.failed() ? failure(row.error()) : damage(fmt::format("event {} is missing", middle));
        if (row.integer_at(0) < at_ms)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Result<std::optional<Snapshot>> SqliteReader::newest_snapshot() {
    ReadScope scope(database_);
    Query row(snapshots_);
    while (row.next()) {
        auto snapshot = snapshot_of(row);
        if (!snapshot) continue;
        auto head = head_row(snapshot->head.seq);
        if (!head) return head.error();
        if (*head == snapshot->head) return snapshot;
    }
    if (row.failed()) return failure(row.error());
    return std::optional<Snapshot>();
}

}  // namespace brigade
