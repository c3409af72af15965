// The tables of a journal file: how one is made, and the few values that say where its history begins. Inside
// the room only. The format in prose: FORMAT.md.
#pragma once

#include <filesystem>
#include <map>
#include <optional>

#include "journal/chain.h"
#include "journal/journal.h"
#include "journal/sqlite.h"

namespace brigade {

inline constexpr std::int64_t application_id = 0x42524a31;  // "BRJ1"
inline constexpr std::int64_t format_version = 1;

// After which seqs the chain goes on from a marked head (one for every salvage).
using Marks = std::map<Seq, Identity>;

// Why a file of a later format is left alone, whatever stands in it.
std::string newer_format_words(std::int64_t version);

// Where a history begins. Salvage and retention move the base; the identity never changes within a file.
struct Origin {
    Identity identity{};
    Head base;
    TimeMs base_at_ms = 0;
    Marks marks;
};

Identity random_identity();

// A connection to the empty file `staged` with all tables made and `origin` stored. finish_store must follow.
Result<Database, SqlError> create_store(const std::filesystem::path& staged, const Origin& origin);

// Turns the built file into one that is written through a log.
int finish_store(const Database& database);

// Asks for a setting, and for its value afterwards: a sentence unless the value is `wanted`.
Status require_pragma(const Database& database, const char* sql, std::string_view wanted);

// How an opened writer's connection works: log, full sync, own checkpoints, deleted content overwritten.
Status set_up_writer(const Database& database);

Result<Origin, SqlError> read_origin(const Database& database);

// The head after `record`, with the mark at `head` if there is one.
Head follow(const Marks& marks, const Head& head, const Record& record);

// Guards what the chain does not cover.
Hash check_of(const OrderEntry& order);
Hash check_of(const Snapshot& snapshot);

// The rows as they are stored; nothing if they are not what was written. Columns: id, seq, content,
// hash_check · seq, hash, at_ms, body, hash_check.
std::optional<OrderEntry> order_of(const Query& row);
std::optional<Snapshot> snapshot_of(const Query& row);

inline constexpr const char* select_orders = "SELECT id, seq, content, hash_check FROM orders";
inline constexpr const char* select_snapshots =
    "SELECT seq, hash, at_ms, body, hash_check FROM snapshots ORDER BY seq DESC";
inline constexpr const char* insert_event = "INSERT INTO events (seq, at_ms, body, hash) VALUES (?, ?, ?, ?)";
inline constexpr const char* insert_order =
    "INSERT INTO orders (id, seq, content, hash_check) VALUES (?, ?, ?, ?)";
inline constexpr const char* insert_snapshot =
    "INSERT OR REPLACE INTO snapshots (seq, hash, at_ms, body, hash_check) VALUES (?, ?, ?, ?, ?)";

// With the statements above: SQLITE_OK (0) or the extended code.
int put_event(Statement& statement, const Record& record, const Hash& hash);
int put_order(Statement& statement, const OrderEntry& order);
int put_snapshot(Statement& statement, const Snapshot& snapshot);

}  // namespace brigade
