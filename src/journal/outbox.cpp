#include "journal/outbox.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/log.h"
#include "journal/ballast.h"
#include "journal/bounds.h"
#include "journal/files.h"
#include "journal/log_check.h"
#include "journal/sqlite.h"
#include "journal/store.h"
#include "journal/transaction.h"

namespace brigade {
namespace fs = std::filesystem;
namespace {

constexpr std::int64_t outbox_application_id = 0x42524f31;  // "BRO1"
constexpr std::int64_t outbox_log_bytes = 256 * 1024;
constexpr const char* select_requests = "SELECT id, body, hash_check FROM requests ORDER BY number";

// A number is never given twice, so that the order lasts when the queue has been empty.
constexpr const char* outbox_schema =
    "CREATE TABLE requests (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, body TEXT NOT "
    "NULL, "
    "hash_check BLOB NOT NULL) STRICT";

Hash check_of(std::string_view id, std::string_view body) { return hash_of({"request ", id, " ", body}); }

std::optional<OutboxRequest> request_of(const Query& row) {
    OutboxRequest request{std::string(row.bytes_at(0)), std::string(row.bytes_at(1))};
    if (row.hash_at(2) != check_of(request.id, request.body)) return std::nullopt;
    return request;
}

// What can be read, in order, and what is wrong if that is not everything (a code of 0: the content).
struct Reading {
    std::vector<OutboxRequest> requests;
    SqlError problem;
};
Reading read_requests(const Database& database) {
    Reading reading;
    Statement select(database, select_requests);
    Query row(select);
    while (row.next()) {
        if (auto request = request_of(row))
            reading.requests.push_back(*std::move(request));
        else
            reading.problem = {0, "a request is not what was written"};
    }
    if (row.failed()) reading.problem = row.error();
    return reading;
}

int put_request(Statement& statement, const OutboxRequest& request) {
    return Query(statement)
        .text(request.id)
        .text(request.body)
        .blob(check_of(request.id, request.body))
        .run();
}

Status put_new(const fs::path& path, const std::vector<OutboxRequest>& requests) {
    auto staged = new_staged_file(path);
    if (!staged) return staged.error();
    auto database = Database::open(staged->string(), Database::Mode::write);
    if (!database) return Error{database.error().message};
    int code = database->run(
        fmt::format("PRAGMA page_size = 4096; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; BEGIN; "
                    "PRAGMA application_id = {}; PRAGMA user_version = {}; {}",
                    outbox_application_id, format_version, outbox_schema)
            .c_str());
    Statement insert(*database, "INSERT OR IGNORE INTO requests (id, body, hash_check) VALUES (?, ?, ?)");
    for (const auto& request : requests)
        if (!code) code = put_request(insert, request);
    if (!code) code = database->run("COMMIT");
    if (!code) code = finish_store(*database);
    if (code)
        return Error{fmt::format("{} cannot be created: {}", path.string(), database->message_of(code))};
    auto put = replace_file(path, *staged, "damaged");
    if (!put) return put.error();
    return {};
}

class SqliteOutbox : public Outbox {
  public:
    SqliteOutbox(const fs::path& path, Database database, std::size_t count, std::unique_ptr<FileLock> lock)
        : lock_(std::move(lock)),
          database_(std::move(database)),
          transactions_(database_, path.string(), "the outbox"),
          count_(count),
          insert_(database_, "INSERT INTO requests (id, body, hash_check) VALUES (?, ?, ?)"),
          find_(database_, "SELECT 1 FROM requests WHERE id = ?"),
          delete_(database_, "DELETE FROM requests WHERE id = ?") {}

    WriteResult add_all(const std::vector<OutboxRequest>& requests) override {
        std::vector<const OutboxRequest*> fresh;
        for (const OutboxRequest& request : requests) {
            if (request.body.size() > limits::outbox_body_bytes)
                return {WriteOutcome::refused,
                        fmt::format("a request of {} bytes is too large", request.body.size())};
            auto waiting = waits(request.id);
            if (!waiting) return transactions_.judge(waiting.error(), WriteStep::work);
            if (!*waiting) fresh.push_back(&request);
        }
        if (fresh.empty()) return {};
        if (count_ + fresh.size() > limits::outbox_requests)
            return {WriteOutcome::refused,
                    fmt::format("{} requests are waiting for the hub already", count_)};
        auto result = transactions_.run([&] {
            int code = SQLITE_OK;
            for (const OutboxRequest* request : fresh)
                if (!code) code = put_request(insert_, *request);
            return code;
        });
        if (result.outcome == WriteOutcome::durable) count_ += fresh.size();
        return tidy(std::move(result));
    }

    WriteResult remove(std::string_view id) override {
        auto waiting = waits(id);
        if (!waiting) return transactions_.judge(waiting.error(), WriteStep::work);
        if (!*waiting) return {};
        auto result = transactions_.run([&] { return Query(delete_).text(id).run(); });
        if (result.outcome == WriteOutcome::durable) --count_;
        return tidy(std::move(result));
    }

    Result<std::vector<OutboxRequest>> all() override {
        auto reading = read_requests(database_);
        if (!reading.problem.message.empty())
            return Error{fmt::format("the outbox cannot be read: {}", reading.problem.message)};
        return std::move(reading.requests);
    }

  private:
    // Or the code that says why nobody can tell.
    Result<bool, int> waits(std::string_view id) {
        if (transactions_.broken()) return SQLITE_ABORT;
        Query row(find_);
        bool found = row.text(id).next();
        if (row.failed()) return row.code();
        return found;
    }

    // The file is small and has no other reader: the log is moved as soon as it is as long as it was laid
    // out.
    WriteResult tidy(WriteResult result) {
        if (result.outcome != WriteOutcome::durable ||
            ++writes_ < outbox_log_bytes / (4 * limits::journal_page_bytes))
            return result;
        writes_ = 0;
        auto moved =
            transactions_.judge(database_.run("PRAGMA wal_checkpoint(PASSIVE)"), WriteStep::checkpoint);
        return moved.outcome == WriteOutcome::unknown ? moved
                                                      : result;  // a full disk puts off the moving only
    }

    const std::unique_ptr<FileLock> lock_;
    const Database database_;
    Transactions transactions_;
    std::size_t count_;
    std::int64_t writes_ = 0;
    Statement insert_;
    Statement find_;
    Statement delete_;
};

// SQLite's own check passes over a changed definition, with which nothing can be added any more.
SqlError problem_of_tables(const Database& database) {
    Statement tables(
        database,
        "SELECT count(*) FROM sqlite_schema WHERE sql IN (?, 'CREATE TABLE sqlite_sequence(name,seq)')");
    Query row(tables);
    if (row.text(outbox_schema).next() && row.integer_at(0) != 2)
        return {0, "its tables are not as they were made"};
    return row.failed() ? row.error() : SqlError{};
}

// SQLite's own check is content with what it may only read.
SqlError problem_of_writing(const fs::path& path) {
    auto database = Database::open(path.string(), Database::Mode::write);
    if (!database) return database.error();
    if (int code = database->run("SELECT count(*) FROM requests")) return {code, database->message_of(code)};
    return database->is_closed_to_us() ? SqlError{0, closed_to_us} : SqlError{};
}

// The requests of a file that is whole; else what is wrong with it, and what can be read all the same.
struct Look {
    std::vector<OutboxRequest> requests;
    std::string problem;
    bool leave_alone = false;  // it is another program's, or nothing says that the file is at fault
    bool no_room = false;      // and it is the disk that is full
};
Look look_at(const fs::path& path) {
    auto database = Database::open(path.string(), Database::Mode::salvage);
    if (!database) return {{}, database.error().message, !means_damage(database.error().code), false};
    Statement id(*database, "PRAGMA application_id");
    {
        Query row(id);
        if (row.next() && row.integer_at(0) != 0 && row.integer_at(0) != outbox_application_id)
            return {{}, "it is not an outbox of Brigade", true, false};
    }
    Statement version(*database, "PRAGMA user_version");
    {
        Query row(version);
        if (row.next() && row.integer_at(0) > format_version)
            return {{}, newer_format_words(row.integer_at(0)), true, false};
    }
    auto [requests, problem] = read_requests(*database);
    Statement pages(*database, "PRAGMA integrity_check(1)");
    Query row(pages);
    if (problem.message.empty() && row.next() && row.bytes_at(0) != "ok")
        problem = {0, std::string(row.bytes_at(0))};
    if (problem.message.empty() && row.failed()) problem = row.error();
    if (problem.message.empty()) problem = problem_of_tables(*database);
    if (problem.message.empty()) problem = problem_of_writing(path);
    if (problem.message.empty()) problem.message = loss_in_log(path);
    bool leave_alone = problem.code != 0 && !means_damage(problem.code);
    return {std::move(requests), std::move(problem.message), leave_alone, means_no_room(problem.code)};
}

}  // namespace

Result<OpenedOutbox> open_outbox(const fs::path& path) {
    auto lock = FileLock::take(path);
    if (!lock) return lock.error();
    if (auto done = finish_replacement(path); !done) return done.error();
    std::error_code ignored;
    if (!fs::exists(path, ignored))
        if (auto created = put_new(path, {}); !created) return created.error();
    if (has_torn_header(path))
        if (auto moved = put_log_aside(path); !moved) return moved.error();
    Look look = look_at(path);
    while (look.no_room && give_ballast(path)) look = look_at(path);
    // A second look, before a file is put aside that could only not be read for a moment.
    if (!look.problem.empty()) look = look_at(path);
    if (look.leave_alone) return Error{fmt::format("{} cannot be opened: {}", path.string(), look.problem)};
    if (!look.problem.empty()) {
        log_error("the outbox {} was damaged: {}; {} requests were saved", path.string(), look.problem,
                  look.requests.size());
        if (auto renewed = put_new(path, look.requests); !renewed) return renewed.error();
    }
    auto database = Database::open(path.string(), Database::Mode::write);
    if (!database)
        return Error{fmt::format("{} cannot be opened: {}", path.string(), database.error().message)};
    if (auto settings = set_up_writer(*database); !settings) return settings.error();
    if (auto log = extend_log(path, outbox_log_bytes); !log) return log.error();
    if (auto synced = sync_directory_of(path); !synced) return synced.error();
    keep_ballast(path);
    return OpenedOutbox{
        std::make_unique<SqliteOutbox>(path, *std::move(database), look.requests.size(), *std::move(lock)),
        look.problem};
}

}  // namespace brigade
