#include "journal/open.h"

#include <fmt/format.h>

#include "base/log.h"
#include "journal/anchor.h"
#include "journal/ballast.h"
#include "journal/bounds.h"
#include "journal/check_store.h"
#include "journal/files.h"
#include "journal/log_check.h"
#include "journal/salvage.h"
#include "journal/sqlite_reader.h"
#include "journal/sqlite_writer.h"

namespace brigade {
namespace fs = std::filesystem;
namespace {

Error cannot_open(const fs::path& path, std::string_view why) {
    return {fmt::format("the journal {} cannot be opened: {}", path.string(), why)};
}

Error cannot_create(const fs::path& path, std::string_view why) {
    return {fmt::format("the journal {} cannot be created: {}", path.string(), why)};
}

// A new journal built beside `path` and put in its place.
Result<fs::path> put_new(const fs::path& path, const Origin& origin, const Snapshot* snapshot,
                         std::string_view kind) {
    auto staged = new_staged_file(path);
    if (!staged) return staged.error();
    auto store = create_store(*staged, origin);
    if (!store) return cannot_create(path, store.error().message);
    int code = 0;
    if (snapshot) {
        Statement insert(*store, insert_snapshot);
        code = put_snapshot(insert, *snapshot);
    }
    if (!code) code = finish_store(*store);
    if (code) return cannot_create(path, store->message_of(code));
    return replace_file(path, *staged, kind);
}

Status create(const fs::path& path) {
    Identity identity = random_identity();
    auto put = put_new(path, {identity, genesis_head(identity), 0, {}}, nullptr, "damaged");
    if (!put) return put.error();
    return {};
}

Status recover(const fs::path& path, const CheckProblem& problem, bool replica, Recovery& recovery) {
    auto staged = new_staged_file(path);
    if (!staged) return staged.error();
    if (auto saved = salvage(path, *staged, replica, recovery); !saved) return saved;
    auto kept = replace_file(path, *staged, "damaged");
    if (!kept) return kept.error();
    recovery.found = problem.message;
    recovery.kept_as = kept->string();
    log_error("the journal {} was damaged: {}; it is kept as {}, and events up to {} were saved",
              path.string(), recovery.found, recovery.kept_as, recovery.last_good);
    if (recovery.state_lost) log_error("no snapshot could be saved: the kitchen starts empty");
    if (recovery.lost_orders_count) log_error("{} acked orders are lost", recovery.lost_orders_count);
    return {};
}

// SQLite reads what is missing of the last page as zeros. After a power cut in the middle of a checkpoint
// that is harmless, because the log still holds the page; only a look at everything can tell.
bool ends_within_a_page(const fs::path& path) {
    std::error_code ignored;
    return fs::file_size(path, ignored) % static_cast<std::uintmax_t>(limits::journal_page_bytes) != 0;
}

// The writer's connection, checked; or why not.
struct Attempt {
    Database database;
    Checked checked;
};
Result<Attempt, CheckProblem> attempt(const fs::path& path, bool verify_all) {
    auto database = Database::open(path.string(), Database::Mode::write);
    if (!database) return problem_of(database.error());
    auto checked = check_store(*database, verify_all);
    if (!checked) return checked.error();
    Seq last = checked->last.head.seq;
    if (database->is_closed_to_us()) return CheckProblem{true, closed_to_us, last};
    if (auto loss = loss_in_log(path); !loss.empty()) return CheckProblem{true, std::move(loss), last};
    if (Seq held = seq_in_anchor(path, checked->origin.identity); held > last)
        return CheckProblem{true, fmt::format("it ends at event {} and had held {}", last, held), last};
    return Attempt{*std::move(database), *std::move(checked)};
}

// On a full disk, for as long as the ballast lasts: others may be quicker to take what it frees.
Result<Attempt, CheckProblem> attempt_with_room(const fs::path& path, bool verify_all) {
    auto whole = attempt(path, verify_all);
    while (!whole && whole.error().no_room && give_ballast(path)) whole = attempt(path, verify_all);
    return whole;
}

Result<Opened> finish(const fs::path& path, OpenOptions options, Attempt whole,
                      std::unique_ptr<FileLock> lock, Recovery recovery) {
    if (auto settings = set_up_writer(whole.database); !settings)
        return cannot_open(path, settings.error().message);
    // With room for a checkpoint that comes late: a reader was in the way, or the last batch was large.
    if (auto log = extend_log(path, options.log_bytes + options.log_bytes / 4); !log)
        return cannot_open(path, log.error().message);
    if (auto synced = sync_directory_of(path); !synced) return synced.error();
    auto reader = SqliteReader::open(path, Database::Mode::read);
    if (!reader) return cannot_open(path, reader.error().message);
    recovery.last_good = recovery.damaged ? recovery.last_good : whole.checked.last.head.seq;
    if (recovery.found.empty() && !whole.checked.passed_over.empty()) {
        recovery.found = whole.checked.passed_over;
        log_warning("the journal {}: {}", path.string(), recovery.found);
    }
    clear_suspect(path);
    keep_ballast(path);
    Opened opened;
    opened.writer = std::make_unique<SqliteWriter>(path, std::move(whole.database), std::move(whole.checked),
                                                   std::move(lock), options.log_bytes);
    opened.reader = *std::move(reader);
    opened.recovery = std::move(recovery);
    return opened;
}

Result<Opened> open_locked(const fs::path& path, OpenOptions options, std::unique_ptr<FileLock> lock) {
    Recovery recovery;
    if (auto done = finish_replacement(path); !done) return done.error();
    std::error_code ignored;
    if (!fs::exists(path, ignored)) {
        if (auto created = create(path); !created) return created.error();
        recovery.created = true;
    }
    if (has_torn_header(path))
        if (auto moved = put_log_aside(path); !moved) return moved.error();
    auto whole = attempt_with_room(path, options.verify_all || is_suspect(path) || ends_within_a_page(path));
    // A second look, before a journal is put aside that could only not be read for a moment.
    if (!whole && whole.error().damaged) whole = attempt(path, true);
    if (whole) return finish(path, options, *std::move(whole), std::move(lock), std::move(recovery));
    if (!whole.error().damaged) return cannot_open(path, whole.error().message);
    if (auto recovered = recover(path, whole.error(), options.replica, recovery); !recovered)
        return recovered.error();
    auto again = attempt(path, true);
    if (!again) return cannot_open(path, again.error().message);
    return finish(path, options, *std::move(again), std::move(lock), std::move(recovery));
}

}  // namespace

Result<Opened> open_journal(const fs::path& path, OpenOptions options) {
    auto lock = FileLock::take(path);
    if (!lock) return lock.error();
    return open_locked(path, options, *std::move(lock));
}

Result<Opened> start_replica(const fs::path& path, const Head& head, TimeMs at_ms,
                             std::string_view snapshot_body, OpenOptions options) {
    auto lock = FileLock::take(path);
    if (!lock) return lock.error();
    if (auto done = finish_replacement(path); !done) return done.error();
    options.replica = true;
    Snapshot snapshot{head, at_ms, std::string(snapshot_body)};
    auto put = put_new(path, {random_identity(), head, at_ms, {}}, &snapshot, "old");
    if (!put) return put.error();
    if (!put->empty()) log_info("the copy of an older history is kept as {}", put->string());
    return open_locked(path, options, *std::move(lock));
}

void forget_old_copies(const fs::path& path, TimeMs before_ms) { forget_aside(path, before_ms); }

Result<std::unique_ptr<JournalReader>> open_for_reading(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return Error{fmt::format("there is no journal at {}", path.string())};
    const auto mode = Database::to_look_at(path);
    auto database = Database::open(path.string(), mode);
    if (!database) return cannot_open(path, database.error().message);
    if (auto format = check_format(*database); !format) return cannot_open(path, format.error().message);
    auto reader = SqliteReader::open(path, mode);
    if (!reader) return cannot_open(path, reader.error().message);
    return *std::move(reader);
}

Result<std::unique_ptr<JournalReader>> open_another_reader(const fs::path& path) {
    auto reader = SqliteReader::open(path, Database::Mode::read);
    if (!reader) return cannot_open(path, reader.error().message);
    return *std::move(reader);
}

}  // namespace brigade
