#include "journal/look.h"

#include "journal/sqlite.h"
#include "journal/store.h"

namespace brigade {
namespace {

Result<Database> looked_at(const std::filesystem::path& path) {
    auto database = Database::open(path.string(), Database::to_look_at(path));
    if (!database) return Error{database.error().message};
    return *std::move(database);
}

Status pages_of(const Database& database) {
    Statement check(database, "PRAGMA quick_check(1)");
    Query row(check);
    if (!row.next()) return row.failed() ? Error{row.error().message} : Error{"it cannot be checked"};
    const std::string said(row.bytes_at(0));
    if (said != "ok") return Error{said};
    return {};
}

}  // namespace

Result<std::size_t> look_at_outbox(const std::filesystem::path& path) {
    auto database = looked_at(path);
    if (!database) return database.error();
    if (Status whole = pages_of(*database); !whole) return whole.error();
    Statement select(*database, "SELECT id, body, hash_check FROM requests");
    Query row(select);
    std::size_t waiting = 0;
    for (; row.next(); ++waiting)
        if (row.hash_at(2) != hash_of({"request ", row.bytes_at(0), " ", row.bytes_at(1)}))
            return Error{"a request is not what was written"};
    if (row.failed()) return Error{row.error().message};
    return waiting;
}

bool is_of_newer_format(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return false;
    auto database = looked_at(path);
    if (!database) return false;
    Statement version(*database, "PRAGMA user_version");
    Query row(version);
    return row.next() && row.integer_at(0) > format_version;
}

Status look_at_pages(const std::filesystem::path& path) {
    auto database = looked_at(path);
    if (!database) return database.error();
    return pages_of(*database);
}

}  // namespace brigade
