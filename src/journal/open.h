// Opening a journal is recovering it: every start verifies the chain from the newest good snapshot to the
// end, and a damaged file is put aside, never deleted, while its longest valid part goes on as a new history.
// The steps in prose: FORMAT.md, "Recovery".
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "journal/bounds.h"
#include "journal/journal.h"

namespace brigade {

struct OpenOptions {
    // Check every event, order id and page, not only what follows the newest snapshot.
    bool verify_all = false;
    // A station's copy: after a salvage it keeps to the hub's history instead of beginning one of its own.
    bool replica = false;
    // How long the log grows before it is moved into the main file.
    std::int64_t log_bytes = limits::wal_bytes;
};

// What opening found. Worth showing to a person if `damaged`.
struct Recovery {
    bool created = false;     // there was no journal
    bool damaged = false;     // the file was put aside and salvaged
    bool state_lost = false;  // no start could be saved: the kitchen is empty at the new base
    std::string found;        // one sentence, if damaged (or if a snapshot had to be passed over)
    std::string kept_as;      // where the damaged file is, if damaged
    Seq last_good = 0;        // the newest event that was saved; the journal's end if nothing was damaged
    // Orders that had been acked and whose events are lost; their ids are free again, so that a POS may send
    // them again. At most limits::lost_orders_named are named.
    std::vector<std::string> lost_orders;
    std::size_t lost_orders_count = 0;
};

// The writer holds the lock on the file; the reader has a connection of its own. Give each to its thread.
struct Opened {
    std::unique_ptr<JournalWriter> writer;
    std::unique_ptr<JournalReader> reader;
    Recovery recovery;
};

// Creates the journal (mode 0600) or recovers it. Fails with a sentence if another process has it open, the
// format is newer than this program, the disk cannot be used as needed, or a salvage cannot be stored.
Result<Opened> open_journal(const std::filesystem::path& path, OpenOptions options = {});

// A station's copy begins anew from the hub's snapshot at `head`. What was at `path` is put aside. No journal
// may be open there.
Result<Opened> start_replica(const std::filesystem::path& path, const Head& head, TimeMs at_ms,
                             std::string_view snapshot_body, OpenOptions options = {});

// Deletes the files that were put aside (damaged ones too) and last written before that time of the wall
// clock: they serve to restore what was lost of late, and hold what should not lie about for ever. Best
// effort.
void forget_old_copies(const std::filesystem::path& path, TimeMs before_ms);

// For tools: reads a journal that is in use, was left by a killed hub, or lies in a directory that must not
// be written, and changes nothing in it. read() from base() on verifies the whole chain.
Result<std::unique_ptr<JournalReader>> open_for_reading(const std::filesystem::path& path);

// One more reader of a journal that this process has open, for a thread of its own.
Result<std::unique_ptr<JournalReader>> open_another_reader(const std::filesystem::path& path);

}  // namespace brigade
