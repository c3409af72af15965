#include "journal/copy_file.h"

#include <fmt/format.h>

#include "journal/check_store.h"
#include "journal/files.h"

namespace brigade {
namespace {

// How far past an unreadable page the next event is looked for.
constexpr Seq probes_max = 1'000'000;

Database::Mode mode_for(const std::filesystem::path& path) {
    std::error_code ignored;
    if (std::filesystem::exists(beside(path, "-shm"), ignored)) return Database::Mode::salvage_look;
    auto log_bytes = std::filesystem::file_size(beside(path, "-wal"), ignored);
    return !ignored && log_bytes > 0 ? Database::Mode::salvage : Database::Mode::salvage_image;
}

std::vector<Snapshot> whole_snapshots(const Database& database) {
    std::vector<Snapshot> snapshots;
    Statement select(database, select_snapshots);
    Query row(select);
    while (row.next())
        if (auto snapshot = snapshot_of(row)) snapshots.push_back(*std::move(snapshot));
    return snapshots;
}

Seq greatest_seq(const Database& database) {
    Seq greatest = 0;
    for (const char* sql : {"SELECT seq FROM events ORDER BY seq DESC LIMIT 1", "SELECT max(seq) FROM orders",
                            "SELECT max(seq) FROM snapshots"}) {
        Statement select(database, sql);
        Query row(select);
        if (row.next() && row.integer_at(0) > 0) greatest = std::max(greatest, row.seq_at(0));
    }
    return greatest;
}

}  // namespace

Result<std::unique_ptr<CopyFile>> CopyFile::open(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) return Error{"there is no such file"};
    if (std::filesystem::is_directory(path, ignored)) return Error{"it is a directory"};
    auto database = Database::open(path.string(), mode_for(path));
    if (!database) return Error{fmt::format("it cannot be read: {}", database.error().message)};
    if (auto format = check_format(*database); !format)
        return Error{format.error().damaged
                         ? fmt::format("nothing of it can be read: {}", format.error().message)
                         : format.error().message};
    return std::unique_ptr<CopyFile>(new CopyFile(path, *std::move(database)));
}

CopyFile::CopyFile(std::filesystem::path path, Database database)
    : path_(std::move(path)),
      database_(std::move(database)),
      row_(database_, "SELECT seq, at_ms, body, hash FROM events WHERE seq = ?"),
      next_(database_, "SELECT seq FROM events WHERE seq > ? ORDER BY seq LIMIT 1") {
    database_.run("BEGIN");  // one sight of the file, also while its hub goes on writing
    if (auto origin = read_origin(database_)) origin_ = *std::move(origin);
    snapshots_ = whole_snapshots(database_);
    greatest_ = greatest_seq(database_);
}

void CopyFile::note(const Query& query) {
    if (query.failed() && !means_damage(query.code())) hindrance_ = query.error().message;
}

CopyFile::~CopyFile() { database_.run("COMMIT"); }

std::optional<CopyRow> CopyFile::row(Seq seq) {
    Query row(row_);
    if (!row.integer(seq).next() || row.seq_at(0) != seq) {
        note(row);
        return std::nullopt;
    }
    return CopyRow{{seq, row.integer_at(1), std::string(row.bytes_at(2))}, row.hash_at(3).value_or(Hash{})};
}

std::optional<Seq> CopyFile::next_seq(Seq after) {
    for (Seq probe = after; probe < after + probes_max; ++probe) {
        Query row(next_);
        if (row.integer(probe).next())
            return row.seq_at(0) > after ? std::optional(row.seq_at(0)) : std::nullopt;
        if (!row.failed() || probe >= greatest_) return std::nullopt;
    }
    return std::nullopt;
}

// From both ends, so that one unreadable page in the middle costs no more than itself.
std::vector<OrderEntry> CopyFile::orders() {
    std::vector<OrderEntry> orders;
    for (const char* sql : {"SELECT id, seq, content, hash_check FROM orders ORDER BY id",
                            "SELECT id, seq, content, hash_check FROM orders ORDER BY id DESC"}) {
        Statement select(database_, sql);
        Query row(select);
        while (row.next())
            if (auto order = order_of(row)) orders.push_back(*std::move(order));
        note(row);
        if (!row.failed()) break;
    }
    return orders;
}

}  // namespace brigade
