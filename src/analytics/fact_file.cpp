#include "analytics/fact_file.h"

#include <fmt/format.h>

#include "analytics/fact_checks.h"
#include "analytics/fact_tables.h"
#include "core/snapshot.h"

namespace brigade {
namespace fs = std::filesystem;
namespace {

constexpr std::int64_t log_pages = 512;  // of 16 KB, until they are moved into the file

FactResult<std::int64_t> number(const Database& database, const char* sql) {
    Statement statement(database, sql);
    Query query(statement);
    if (query.next()) return query.integer_at(0);
    if (query.failed()) return fact_error(query.error());
    return fact_damage(fmt::format("{} has no answer", sql));
}

FactStatus check_fact_format(const Database& database) {
    auto application = number(database, "PRAGMA application_id");
    if (!application) return application.error();
    auto format = number(database, "PRAGMA user_version");
    if (!format) return format.error();
    if (*application == fact_application_id && *format == fact_format) return {};
    return FactError{"the file of facts is of another format", true};
}

// A connection that guards itself takes no journal_mode OFF and says nothing about it.
FactStatus keep_undo_in_memory(const Database& database) {
    Statement statement(database, "PRAGMA journal_mode = MEMORY");
    Query query(statement);
    if (query.next() && query.bytes_at(0) == "memory") return {};
    if (query.failed()) return fact_error(query.error());
    return FactError{"the new file of facts cannot be written without a journal of its own", false};
}

FactStatus hash_table(const Database& database, const char* table, const char* key, Hash& hash) {
    const std::string sql = fmt::format("SELECT * FROM {} ORDER BY {}", table, key);
    Statement statement(database, sql.c_str());
    Query row(statement);
    while (row.next()) {
        std::string text = table;
        for (int column = 0; column < row.columns(); ++column) {
            const std::string_view value = row.bytes_at(column);
            text.append(fmt::format(" {} ", value.size())).append(value);
        }
        hash = hash_of({bytes_of(hash), text});
    }
    if (row.failed()) return fact_error(row.error());
    return {};
}

}  // namespace

FactFile::FactFile(Database database)
    : database_(std::move(database)),
      rows_(database_),
      place_(database_, "SELECT identity, head_seq, head_hash, frame, hash_check FROM meta"),
      state_(database_, "SELECT state, hash_check FROM states WHERE order_seq = ?"),
      day_at_(database_, "SELECT day FROM days WHERE seq <= ? ORDER BY seq DESC LIMIT 1"),
      put_place_(database_, "INSERT OR REPLACE INTO meta VALUES (1, ?, ?, ?, ?, ?)"),
      put_order_(database_, put_order_sql()),
      put_ticket_(database_, put_ticket_sql()),
      put_line_(database_, put_line_sql()),
      hold_(database_, "INSERT OR REPLACE INTO states VALUES (?, ?, ?, ?)"),
      let_go_(database_, "DELETE FROM states WHERE order_seq = ?"),
      close_days_(database_,
                  "UPDATE days SET closed_at = ?, closed_wall_offset_ms = ?, closed_utc_offset_min = ? "
                  "WHERE closed_at = 0"),
      open_day_(database_,
                "INSERT INTO days VALUES (?, ?, ?, ?, ?, ?, 0, 0, 0) ON CONFLICT (day) DO UPDATE SET "
                "closed_at = 0, closed_wall_offset_ms = 0, closed_utc_offset_min = 0"),
      take_out_(database_, "INSERT INTO unavailable VALUES (?, ?, ?, ?, ?, 0, 0, 0)"),
      bring_back_(database_,
                  "UPDATE unavailable SET to_at = ?, to_wall_offset_ms = ?, to_utc_offset_min = ? "
                  "WHERE item = ? AND to_at = 0"),
      put_pack_(database_, "INSERT OR REPLACE INTO packs VALUES (?, ?)"),
      drop_pack_(database_, "DELETE FROM packs WHERE day = ?") {}

FactResult<std::unique_ptr<FactFile>> FactFile::open(const fs::path& path) {
    std::error_code unseen;
    if (!fs::exists(path, unseen)) {
        if (unseen) return FactError{"the file of facts cannot be looked for: " + unseen.message(), false};
        return FactError{"there is no file of facts", true};
    }
    auto database = Database::open(path.string(), Database::Mode::write);
    if (!database) return fact_error(database.error());
    if (auto format = check_fact_format(*database); !format) return format.error();
    const std::string settings = fmt::format(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = {};"
        "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4096; PRAGMA secure_delete = ON;",
        log_pages);
    if (int code = database->run(settings.c_str())) return fact_error({code, database->message_of(code)});
    return std::unique_ptr<FactFile>(new FactFile(*std::move(database)));
}

FactResult<std::unique_ptr<FactFile>> FactFile::create(const fs::path& staged) {
    auto database = Database::open(staged.string(), Database::Mode::write);
    if (!database) return fact_error(database.error());
    int code = database->run("PRAGMA page_size = 16384");
    if (code) return fact_error({code, database->message_of(code)});
    if (auto set = keep_undo_in_memory(*database); !set) return set.error();
    const std::string settings = fmt::format(
        "PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384; PRAGMA "
        "secure_delete = ON;"
        "BEGIN; PRAGMA application_id = {}; PRAGMA user_version = {};",
        fact_application_id, fact_format);
    code = database->run(settings.c_str());
    if (!code) code = database->run(fact_schema().c_str());
    if (!code) code = database->run("COMMIT");
    if (code) return fact_error({code, database->message_of(code)});
    return std::unique_ptr<FactFile>(new FactFile(*std::move(database)));
}

FactResult<FactPlace> FactFile::place() {
    Query row(place_);
    if (!row.next())
        return row.failed() ? fact_error(row.error()) : fact_damage("it does not say how far it is");
    FactPlace place{
        row.hash_at(0).value_or(Identity{}), {row.seq_at(1), row.hash_at(2).value_or(Hash{})}, {}};
    if (row.hash_at(4) != check_of_place(place, row.bytes_at(3))) return fact_damage("how far it is");
    auto frame = decode_snapshot(row.bytes_at(3));
    if (!frame) return fact_damage(frame.error().message);
    place.frame = *std::move(frame);
    return place;
}

FactResult<std::optional<HeldOrder>> FactFile::held(const std::string& id) {
    auto facts = rows_.order(id);
    if (!facts) return facts.error();
    if (!*facts) return std::optional<HeldOrder>();
    Query row(state_);
    const bool found = row.integer((*facts)->seq).next();
    if (row.failed()) return fact_error(row.error());
    if (!found) return std::optional<HeldOrder>();
    if (row.hash_at(1) != check_of_state((*facts)->seq, row.bytes_at(0)))
        return fact_damage("the state of order " + id);
    auto state = decode_order_state(row.bytes_at(0));
    if (!state) return fact_damage(state.error().message);
    if (state->id() != id || state->seq != (*facts)->seq)
        return fact_damage("under order " + id + " stands the state of another");
    return std::optional(HeldOrder{*std::move(state), **std::move(facts)});
}

FactResult<std::vector<std::string>> FactFile::days_with_orders() {
    Statement select(database_, "SELECT DISTINCT day FROM orders ORDER BY day");
    Query row(select);
    std::vector<std::string> days;
    while (row.next()) days.emplace_back(row.bytes_at(0));
    if (row.failed()) return fact_error(row.error());
    return days;
}

FactResult<std::string> FactFile::day_at(Seq seq) {
    Query row(day_at_);
    const bool found = row.integer(seq).next();
    if (row.failed()) return fact_error(row.error());
    return found ? std::string(row.bytes_at(0)) : std::string();
}

FactResult<std::vector<Head>> FactFile::day_heads() {
    Statement select(database_, "SELECT seq, head_hash FROM days ORDER BY seq DESC");
    Query row(select);
    std::vector<Head> heads;
    while (row.next()) heads.push_back({row.seq_at(0), row.hash_at(1).value_or(Hash{})});
    if (row.failed()) return fact_error(row.error());
    return heads;
}

FactResult<std::map<std::string, Seq>> FactFile::items_out(TimeMs at) {
    Statement select(database_,
                     "SELECT item, seq FROM unavailable WHERE to_at = 0 OR to_at > ? ORDER BY seq");
    Query row(select);
    std::map<std::string, Seq> out;
    row.integer(at);
    while (row.next()) out.insert_or_assign(std::string(row.bytes_at(0)), row.seq_at(1));
    if (row.failed()) return fact_error(row.error());
    return out;
}

FactStatus FactFile::run(Query& query) {
    if (query.run() == 0) return {};
    return fact_error(query.error());
}

FactStatus FactFile::run(const char* sql) {
    const int code = database_.run(sql);
    if (code == 0) return {};
    return fact_error({code, database_.message_of(code)});
}

FactStatus FactFile::begin() { return run("BEGIN IMMEDIATE"); }

FactStatus FactFile::commit() { return run("COMMIT"); }

void FactFile::roll_back() {
    if (database_.in_transaction()) database_.run("ROLLBACK");
}

FactResult<Hash> FactFile::digest() {
    Hash hash{};
    constexpr std::pair<const char*, const char*> tables[] = {{"meta", "one"},
                                                              {"orders", "seq"},
                                                              {"tickets", "order_seq, place"},
                                                              {"lines", "order_seq, place, line"},
                                                              {"states", "order_seq"},
                                                              {"unavailable", "seq"},
                                                              {"days", "day"},
                                                              {"packs", "day"}};
    for (const auto& [table, key] : tables)
        if (auto hashed = hash_table(database_, table, key, hash); !hashed) return hashed.error();
    return hash;
}

}  // namespace brigade
