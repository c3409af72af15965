// A station's outbox on a simulated disk; it keeps the contract of journal/outbox.h. Owned by its SimDisk,
// which outlives the processes that open it. The simulator's thread only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "journal/outbox.h"
#include "sim/disk_control.h"

namespace brigade::sim {

struct StoredRequest {
    OutboxRequest request;
    bool whole = true;
};

struct SimOutboxFile {
    using Requests = std::vector<StoredRequest>;  // oldest first

    bool created = false;
    Requests requests;
    std::optional<Requests> in_doubt;  // as they will be if the write, whose sync failed, lasts
    std::vector<Requests> unsynced;    // what was there before each of them; of an honest disk always empty
    bool locked = false;
};

// As for a journal (sim_journal.h).
void crash(SimOutboxFile& file);
void power_cut(SimOutboxFile& file, Rng& random);
bool damage_request(SimOutboxFile& file, Rng& random);

// As open_outbox (journal/outbox.h). `file` and `control` must outlive what is opened.
Result<OpenedOutbox> open_sim_outbox(SimOutboxFile& file, DiskControl& control);

}  // namespace brigade::sim
