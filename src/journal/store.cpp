#include "journal/store.h"

#include <fmt/format.h>
#include <sys/random.h>

namespace brigade {
namespace {

// Order ids are kept without a row number, so that finding one is a single walk down the tree.
constexpr const char* store_schema = R"(
CREATE TABLE origin (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    identity BLOB NOT NULL, base_seq INTEGER NOT NULL, base_hash BLOB NOT NULL,
    base_at_ms INTEGER NOT NULL) STRICT;
CREATE TABLE marks (seq INTEGER PRIMARY KEY, mark BLOB NOT NULL) STRICT;
CREATE TABLE events (
    seq INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, body TEXT NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE orders (
    id TEXT PRIMARY KEY, seq INTEGER NOT NULL, content BLOB NOT NULL,
    hash_check BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE snapshots (
    seq INTEGER PRIMARY KEY, hash BLOB NOT NULL, at_ms INTEGER NOT NULL, body TEXT NOT NULL,
    hash_check BLOB NOT NULL) STRICT;
)";

int put_origin(const Database& database, const Origin& origin) {
    Statement insert(database, "INSERT INTO origin VALUES (1, ?, ?, ?, ?)");
    int code = Query(insert)
                   .blob(origin.identity)
                   .integer(origin.base.seq)
                   .blob(origin.base.hash)
                   .integer(origin.base_at_ms)
                   .run();
    Statement mark(database, "INSERT INTO marks VALUES (?, ?)");
    for (const auto& [seq, identity] : origin.marks)
        if (!code) code = Query(mark).integer(seq).blob(identity).run();
    return code;
}

}  // namespace

std::string newer_format_words(std::int64_t version) {
    return fmt::format(
        "it has format {} and this program knows formats up to {}; run the newer program that wrote it",
        version, format_version);
}

Identity random_identity() {
    Identity identity;
    BRIGADE_CHECK(::getrandom(identity.data(), identity.size(), 0) == static_cast<ssize_t>(identity.size()),
                  "the system has no random numbers");
    return identity;
}

Result<Database, SqlError> create_store(const std::filesystem::path& staged, const Origin& origin) {
    auto database = Database::open(staged.string(), Database::Mode::write);
    if (!database) return database.error();
    // What is interrupted here is thrown away whole; replace_file syncs what was finished.
    std::string settings = fmt::format(
        "PRAGMA page_size = 4096; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; BEGIN; "
        "PRAGMA application_id = {}; PRAGMA user_version = {};",
        application_id, format_version);
    int code = database->run(settings.c_str());
    if (!code) code = database->run(store_schema);
    if (!code) code = put_origin(*database, origin);
    if (!code) code = database->run("COMMIT");
    if (code) return SqlError{code, database->message_of(code)};
    return database;
}

int finish_store(const Database& database) {
    // The log made by the change of mode is moved into the file here, because closing does not do it.
    int code = database.run("PRAGMA journal_mode = WAL");
    if (!code) code = database.run("PRAGMA wal_checkpoint(TRUNCATE)");
    return code;
}

Status require_pragma(const Database& database, const char* sql, std::string_view wanted) {
    Statement statement(database, sql);
    Query query(statement);
    std::string value = query.next() ? std::string(query.bytes_at(0)) : std::string("nothing");
    if (query.failed()) return Error{fmt::format("{} failed: {}", sql, query.error().message)};
    if (value == wanted) return {};
    return Error{
        fmt::format("{} gives {} where {} is needed; put the journal on a local disk with a file system that "
                    "can lock and share memory",
                    sql, value, wanted)};
}

Status set_up_writer(const Database& database) {
    if (auto log = require_pragma(database, "PRAGMA journal_mode", "wal"); !log) return log;
    constexpr const char* settings =
        "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA secure_delete = ON;"
        "PRAGMA temp_store = MEMORY; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;";
    if (int code = database.run(settings)) return Error{database.message_of(code)};
    return require_pragma(database, "PRAGMA synchronous", "2");
}

Result<Origin, SqlError> read_origin(const Database& database) {
    Statement select(database, "SELECT identity, base_seq, base_hash, base_at_ms FROM origin");
    Query row(select);
    Origin origin;
    bool found = row.next();
    if (row.failed()) return row.error();
    auto identity = found ? row.hash_at(0) : std::nullopt;
    auto base_hash = found ? row.hash_at(2) : std::nullopt;
    if (!identity || !base_hash) return SqlError{0, "its origin is not stored"};
    origin.identity = *identity;
    origin.base = {row.seq_at(1), *base_hash};
    origin.base_at_ms = row.integer_at(3);
    Statement select_marks(database, "SELECT seq, mark FROM marks");
    Query mark(select_marks);
    while (mark.next()) origin.marks[mark.seq_at(0)] = mark.hash_at(1).value_or(Identity{});
    if (mark.failed()) return mark.error();
    return origin;
}

Head follow(const Marks& marks, const Head& head, const Record& record) {
    auto mark = marks.find(head.seq);
    return next_head(mark == marks.end() ? head : marked_head(head, mark->second), record);
}

Hash check_of(const OrderEntry& order) {
    return hash_of({"order ", order.id, fmt::format(" {} ", order.seq), bytes_of(order.content)});
}

Hash check_of(const Snapshot& snapshot) {
    return hash_of(
        {"snapshot ", fmt::format("{} {} ", to_text(snapshot.head), snapshot.at_ms), snapshot.body});
}

std::optional<OrderEntry> order_of(const Query& row) {
    OrderEntry order{std::string(row.bytes_at(0)), row.seq_at(1), row.hash_at(2).value_or(Hash{})};
    if (row.hash_at(3) != check_of(order)) return std::nullopt;
    return order;
}

std::optional<Snapshot> snapshot_of(const Query& row) {
    Snapshot snapshot{
        {row.seq_at(0), row.hash_at(1).value_or(Hash{})}, row.integer_at(2), std::string(row.bytes_at(3))};
    if (row.hash_at(4) != check_of(snapshot)) return std::nullopt;
    return snapshot;
}

int put_event(Statement& statement, const Record& record, const Hash& hash) {
    return Query(statement).integer(record.seq).integer(record.at_ms).text(record.body).blob(hash).run();
}

int put_order(Statement& statement, const OrderEntry& order) {
    return Query(statement).text(order.id).integer(order.seq).blob(order.content).blob(check_of(order)).run();
}

int put_snapshot(Statement& statement, const Snapshot& snapshot) {
    return Query(statement)
        .integer(snapshot.head.seq)
        .blob(snapshot.head.hash)
        .integer(snapshot.at_ms)
        .text(snapshot.body)
        .blob(check_of(snapshot))
        .run();
}

}  // namespace brigade
