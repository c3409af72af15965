#include "journal/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>

namespace brigade {
namespace {

// A path as the URI that SQLite takes, so that parameters can follow it.
std::string uri_of(const std::string& path, const char* parameters) {
    std::string uri = "file:";
    for (char c : path) {
        if (c == '%' || c == '?' || c == '#')
            uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        else
            uri += c;
    }
    return uri + parameters;
}

const char* parameters_of(Database::Mode mode) {
    switch (mode) {
        case Database::Mode::write:
            return "?mode=rw";
        case Database::Mode::read:
            return "?mode=ro";
        case Database::Mode::look:
        case Database::Mode::salvage_look:
            return "?mode=ro&readonly_shm=1";
        case Database::Mode::image:
        case Database::Mode::salvage_image:
            return "?mode=ro&immutable=1";
        case Database::Mode::salvage:
            return "?mode=ro";
    }
    return "";
}

// Nothing may happen behind the writer's back: no checkpoint when a connection closes, no function called
// from a schema that somebody has tampered with, no page believed unseen.
int set_up(sqlite3* handle, Database::Mode mode) {
    bool salvage = mode == Database::Mode::salvage || mode == Database::Mode::salvage_look ||
                   mode == Database::Mode::salvage_image;
    int code = sqlite3_extended_result_codes(handle, 1);
    if (!code) code = sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    if (!code) code = sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, salvage ? 0 : 1, nullptr);
    if (!code) code = sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (!code) code = sqlite3_exec(handle, "PRAGMA cell_size_check = ON", nullptr, nullptr, nullptr);
    if (!code && salvage)
        code = sqlite3_exec(handle, "PRAGMA writable_schema = ON", nullptr, nullptr, nullptr);
    return code;
}

std::string describe(sqlite3* handle, int code) {
    const char* text =
        handle && sqlite3_extended_errcode(handle) == code ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    return fmt::format("{} (SQLite {})", text, code);
}

}  // namespace

bool means_damage(int code) {
    int primary = code & 0xff;
    return primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB || code == SQLITE_IOERR_READ ||
           code == SQLITE_IOERR_SHORT_READ || code == SQLITE_IOERR_CORRUPTFS || code == SQLITE_IOERR_DATA ||
           // A table or column that is not there: the schema's page is damaged.
           code == SQLITE_ERROR;
}

bool means_no_room(int code) { return code == SQLITE_FULL || code == SQLITE_IOERR_SHMSIZE; }

void Database::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

Result<Database, SqlError> Database::open(const std::string& path, Mode mode) {
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    flags |= mode == Mode::write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    sqlite3* handle = nullptr;
    int code = sqlite3_open_v2(uri_of(path, parameters_of(mode)).c_str(), &handle, flags, nullptr);
    Database database;
    database.handle_.reset(handle);
    if (!code) code = set_up(handle, mode);
    if (code) return SqlError{code, describe(handle, code)};
    return database;
}

Database::Mode Database::to_look_at(const std::filesystem::path& path) {
    std::error_code ignored;
    const auto log_bytes = std::filesystem::file_size(path.string() + "-wal", ignored);
    const bool has_log = !ignored && log_bytes > 0;
    const bool has_index = std::filesystem::exists(path.string() + "-shm", ignored);
    return has_index ? Mode::look : has_log ? Mode::read : Mode::image;
}

int Database::run(const char* sql) const { return sqlite3_exec(raw(), sql, nullptr, nullptr, nullptr); }

bool Database::in_transaction() const { return sqlite3_get_autocommit(raw()) == 0; }

bool Database::is_closed_to_us() const {
    return sqlite3_db_readonly(raw(), "main") == 1 && ::access(sqlite3_db_filename(raw(), "main"), W_OK) == 0;
}

std::string Database::message_of(int code) const { return describe(raw(), code); }

void Statement::Finalize::operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }

Query::Query(Statement& statement) : database_(statement.database_) {
    if (!statement.handle_) {
        sqlite3_stmt* handle = nullptr;
        code_ =
            sqlite3_prepare_v3(database_, statement.sql_, -1, SQLITE_PREPARE_PERSISTENT, &handle, nullptr);
        statement.handle_.reset(handle);
    }
    handle_ = statement.handle_.get();
}

Query::~Query() {
    if (!handle_) return;
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
}

Query& Query::integer(std::int64_t value) {
    if (!code_) code_ = sqlite3_bind_int64(handle_, ++bound_, value);
    return *this;
}

Query& Query::text(std::string_view value) {
    if (!code_)
        code_ = sqlite3_bind_text64(handle_, ++bound_, value.data() ? value.data() : "", value.size(),
                                    SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Query& Query::blob(std::string_view value) {
    if (!code_)
        code_ = sqlite3_bind_blob64(handle_, ++bound_, value.data() ? value.data() : "", value.size(),
                                    SQLITE_STATIC);
    return *this;
}

bool Query::next() {
    if (code_) return false;
    int step = sqlite3_step(handle_);
    if (step == SQLITE_ROW) return true;
    if (step != SQLITE_DONE) code_ = step;
    return false;
}

int Query::run() {
    while (next()) {
    }
    return code_;
}

SqlError Query::error() const { return {code_, describe(database_, code_)}; }

int Query::columns() const { return sqlite3_column_count(handle_); }

bool Query::is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }

std::int64_t Query::integer_at(int column) const { return sqlite3_column_int64(handle_, column); }

std::string_view Query::bytes_at(int column) const {
    const void* bytes = sqlite3_column_blob(handle_, column);
    int count = sqlite3_column_bytes(handle_, column);
    return bytes ? std::string_view{static_cast<const char*>(bytes), static_cast<std::size_t>(count)} : "";
}

std::optional<Hash> Query::hash_at(int column) const {
    auto bytes = bytes_at(column);
    Hash hash;
    if (bytes.size() != hash.size()) return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

}  // namespace brigade
