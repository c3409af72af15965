// A journal on a simulated disk: it keeps the contract of journal/journal.h without SQLite, for simulated
// days that must run in seconds and be the same for the same seed. It models what the contract's users can
// see: whole batches that last or do not, a salvage after damage, heads by the real chain. That SQLite keeps
// a batch whole in a power cut is not modelled but proven elsewhere (tests/crash_points); that this file
// keeps the same contract as the real one is held by tests/simulation/journal_contract_test.cpp.
//
// Owned by its SimDisk, which outlives the processes that open it. The simulator's thread only.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "journal/open.h"
#include "sim/disk_control.h"

namespace brigade::sim {

// `whole` stands for what the real file finds out by hashing: is it as it was written?
struct StoredEvent {
    Record record;
    Hash hash{};  // of the head after it
    bool whole = true;
};

struct StoredOrder {
    OrderEntry entry;
    bool whole = true;
};

struct StoredSnapshot {
    Snapshot snapshot;
    bool whole = true;
};

struct JournalContent {
    Identity identity{};
    Last base;
    std::map<Seq, Identity> marks;
    std::deque<StoredEvent> events;  // from base + 1 on, without a gap
    std::map<std::string, StoredOrder, std::less<>> orders;
    std::vector<StoredSnapshot> snapshots;  // newest first

    Last last() const;
    const StoredEvent* event(Seq seq) const;  // null if it is not kept
    std::optional<Last> at(Seq seq) const;    // nothing before the base or beyond the end
};

// What one fdatasync carries.
struct JournalTransaction {
    std::vector<StoredEvent> events;
    std::vector<OrderEntry> orders;
    std::optional<Snapshot> snapshot;
    std::optional<Last> new_base;
};

// How to take a transaction back that a lying disk never synced.
struct JournalUndo {
    std::size_t events_added = 0;
    std::map<std::string, std::optional<StoredOrder>> orders_before;
    std::optional<std::vector<StoredSnapshot>> snapshots_before;
    Last base_before;
    std::vector<StoredEvent> events_forgotten;
};

struct SimJournalFile {
    std::optional<JournalContent> content;       // nothing: the file was never created
    std::optional<JournalTransaction> in_doubt;  // written, its sync failed; the next opening will see
    std::vector<JournalUndo> unsynced;           // oldest first; of an honest disk always empty
    bool suspect = false;                        // damage was met while running: check everything
    bool locked = false;                         // a writer has it open
    std::uint64_t replaced = 0;                  // times that another file took its place
    int files_aside = 0;
    std::int64_t log_bytes = 0;  // since the last checkpoint
};

// The process is gone. What it had written is still there.
void crash(SimJournalFile& file);

// So is the power: of what was never synced a prefix of whole transactions stays, by the dice.
void power_cut(SimJournalFile& file, Rng& random);

// Damage that the next opening, or a read, meets. False if there is nothing of the kind to damage.
bool damage_event(SimJournalFile& file, Rng& random);
bool damage_newest_event(SimJournalFile& file);
bool damage_snapshot(SimJournalFile& file, Rng& random);
bool damage_order(SimJournalFile& file, Rng& random);

// As open_journal and start_replica (journal/open.h). `file` and `control` must outlive what is opened.
Result<Opened> open_sim_journal(SimJournalFile& file, DiskControl& control, OpenOptions options = {});
Result<Opened> start_sim_replica(SimJournalFile& file, DiskControl& control, const Head& head, TimeMs at_ms,
                                 std::string_view snapshot_body);

}  // namespace brigade::sim
