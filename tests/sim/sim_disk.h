// The disk of one simulated node: a journal (a hub's own, or a station's replica) and an outbox. It survives
// the node's crashes, and loses at a power cut what was not synced. The fault model, all by the seed's dice:
// a full disk refuses; a failed write leaves nothing; after a failed sync the write may or may not last; a
// power cut keeps whole transactions, in order, up to some point at or after the last sync; damage turns an
// event, a snapshot, an order's entry or a request into what was not written.
//
// Owned by the simulator and outlives every process of the node. The simulator's thread only.
#pragma once

#include "sim/disk_control.h"
#include "sim/sim_journal.h"
#include "sim/sim_outbox.h"

namespace brigade::sim {

struct SimDisk {
    // Identities and the fate of unsynced writes come from `seed`.
    explicit SimDisk(std::uint64_t seed) : control(seed) {}
    SimDisk(const SimDisk&) = delete;
    SimDisk& operator=(const SimDisk&) = delete;

    DiskControl control;
    SimJournalFile journal;
    SimOutboxFile outbox;

    // The node's process is gone, or its power is. What it had open may be destroyed before or after; to use
    // it after is a broken invariant.
    void crash();
    void power_cut();

    Result<Opened> open_journal(OpenOptions options = {});
    Result<Opened> start_replica(const Head& head, TimeMs at_ms, std::string_view snapshot_body);
    Result<OpenedOutbox> open_outbox();
};

}  // namespace brigade::sim
