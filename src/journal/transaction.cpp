#include "journal/transaction.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "journal/files.h"

namespace brigade {

WriteOutcome outcome_of(int code, WriteStep step) {
    if (code == SQLITE_OK) return WriteOutcome::durable;
    switch (code & 0xff) {
        case SQLITE_FULL:
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_TOOBIG:
            return WriteOutcome::refused;
        // At a commit, memory also runs out after the sync, when the log's index grows.
        case SQLITE_NOMEM:
            return step == WriteStep::commit ? WriteOutcome::unknown : WriteOutcome::refused;
        default:
            break;
    }
    // The commit record is the last thing written before the sync: a failed write means it is not whole.
    return code == SQLITE_IOERR_WRITE ? WriteOutcome::refused : WriteOutcome::unknown;
}

Transactions::Transactions(const Database& database, std::string path, std::string what)
    : database_(database),
      path_(std::move(path)),
      what_(std::move(what)),
      begin_(database, "BEGIN IMMEDIATE"),
      commit_(database, "COMMIT") {}

WriteResult Transactions::run(const std::function<int()>& work) {
    if (broken_) return give_up(SQLITE_ABORT);
    if (int code = Query(begin_).run()) return judge(code, WriteStep::work);
    WriteStep step = WriteStep::work;
    int code = work();
    if (!code) {
        step = WriteStep::commit;
        code = Query(commit_).run();
    }
    if (!code) return {};
    auto result = judge(code, step);  // first: a rollback would replace SQLite's message
    if (!broken_ && database_.in_transaction() && database_.run("ROLLBACK")) return give_up(code);
    return result;
}

WriteResult Transactions::judge(int code, WriteStep step) {
    switch (outcome_of(code, step)) {
        case WriteOutcome::durable:
            return {};
        case WriteOutcome::refused:
            return refuse(code);
        case WriteOutcome::unknown:
            break;
    }
    return give_up(code);
}

WriteResult Transactions::refuse(int code) const {
    return {WriteOutcome::refused,
            fmt::format("nothing was stored in {}: {}", what_, database_.message_of(code))};
}

WriteResult Transactions::give_up(int code) {
    if (broken_)
        return {WriteOutcome::unknown, fmt::format("{} failed earlier and is no longer written to", what_)};
    broken_ = true;
    if (means_damage(code)) mark_suspect(path_);
    return {WriteOutcome::unknown,
            fmt::format("{} failed in a way that leaves open what was stored: {}; it must be "
                        "opened again, which checks it",
                        what_, database_.message_of(code))};
}

}  // namespace brigade
