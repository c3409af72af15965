// SQLite as Brigade uses it: a connection, statements that are compiled once, and one use of a statement. For
// this room, and for the file of facts that is kept beside a journal (src/analytics). A failure is SQLite's
// extended result code, because what may be done next depends on it (transaction.h). A Database and what
// hangs on it are used on one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/hash.h"
#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace brigade {

struct SqlError {
    int code = 0;  // extended
    std::string message;
};

// True if the file itself is at fault (or the disk under it), so that salvage is the way on.
bool means_damage(int code);

// The disk is full, which is nobody's damage.
bool means_no_room(int code);

inline constexpr const char* closed_to_us = "its header says that nothing may be written to it";

class Database {
  public:
    enum class Mode {
        write,          // reads and writes; the file must exist
        read,           // beside a writer of this process
        look,           // shares nothing with a writer: the log's index is only read (`readonly_shm`)
        image,          // the file alone, as if nobody could ever change it; there must be no log
        salvage,        // reads on where the file contradicts itself
        salvage_look,   // so, and as `look`
        salvage_image,  // so, and as `image`
    };
    // How to read a file that is in use, was left by a killed process, or lies where nothing may be written.
    static Mode to_look_at(const std::filesystem::path& path);
    static Result<Database, SqlError> open(const std::string& path, Mode mode);

    sqlite3* raw() const { return handle_.get(); }
    // SQLITE_OK (0) or the extended code.
    int run(const char* sql) const;
    bool in_transaction() const;
    // Something in the file says that a newer SQLite wrote it, which this one may read but not write. Not
    // where the file itself is protected: that is nobody's damage. After a first query.
    bool is_closed_to_us() const;
    std::string message_of(int code) const;

  private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    std::unique_ptr<sqlite3, Close> handle_;
};

// Compiled at its first use, then kept. The database must outlive it.
class Statement {
  public:
    Statement(const Database& database, const char* sql) : database_(database.raw()), sql_(sql) {}

  private:
    friend class Query;
    struct Finalize {
        void operator()(sqlite3_stmt* handle) const;
    };
    sqlite3* database_;
    const char* sql_;
    std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

// One use of a statement: bind in order, step through the rows, and let go at the end of the scope, so that
// no read transaction is left open. What is bound, and the text of a column, lives no longer than the next
// step.
class Query {
  public:
    explicit Query(Statement& statement);
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    Query& integer(std::int64_t value);
    Query& integer(std::uint64_t value) { return integer(static_cast<std::int64_t>(value)); }
    Query& text(std::string_view value);
    Query& blob(std::string_view value);
    Query& blob(const Hash& value) { return blob(bytes_of(value)); }

    // True if there is a row; false at the end and on an error.
    bool next();
    // For statements without rows: SQLITE_OK (0) or the extended code.
    int run();

    bool failed() const { return code_ != 0; }
    int code() const { return code_; }
    SqlError error() const;

    int columns() const;
    bool is_null(int column) const;
    std::int64_t integer_at(int column) const;
    std::uint64_t seq_at(int column) const { return static_cast<std::uint64_t>(integer_at(column)); }
    std::string_view bytes_at(int column) const;
    // Nothing if the column does not hold 16 bytes.
    std::optional<Hash> hash_at(int column) const;

  private:
    sqlite3* database_;
    sqlite3_stmt* handle_ = nullptr;
    int bound_ = 0;
    int code_ = 0;
};

}  // namespace brigade
