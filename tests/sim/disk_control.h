// What the simulator does to a node's disk, and what the disk's files ask before they write. One per disk,
// owned by it (sim_disk.h); the simulator's thread only.
#pragma once

#include <cstdint>

#include "sim/rng.h"

namespace brigade::sim {

struct DiskFaults {
    bool full = false;                // every write is refused until there is room again
    bool next_write_refused = false;  // once: a write fails before its commit record is whole
    bool next_sync_fails = false;     // once: all is written, and nobody can know whether it lasts
};

// Lies that a correct simulator must catch. Never set in an honest run.
struct DiskSabotage {
    bool skip_sync = false;                // says durable; syncs at checkpoints only
    bool ack_before_sync = false;          // says durable; syncs with the next write
    bool forget_order_ids = false;         // finds no order
    bool forget_outbox = false;            // an outbox that is opened again is empty
    bool reuse_seq_after_salvage = false;  // a salvaged history goes on under its old name

    bool leaves_unsynced() const { return skip_sync || ack_before_sync; }
};

enum class WriteFate { stored, refused, in_doubt };

struct DiskControl {
    explicit DiskControl(std::uint64_t seed) : random(seed) {}

    DiskFaults faults;
    DiskSabotage sabotage;
    Rng random;
    std::uint64_t process = 0;  // handles of an earlier process may not touch the disk
    std::uint64_t syncs = 0;    // that returned

    // What becomes of a write (with its sync) that begins now; uses up a fault that strikes once.
    WriteFate next_write() {
        bool refused = faults.full || faults.next_write_refused;
        faults.next_write_refused = false;
        if (refused) return WriteFate::refused;
        bool in_doubt = faults.next_sync_fails;
        faults.next_sync_fails = false;
        if (!in_doubt) ++syncs;
        return in_doubt ? WriteFate::in_doubt : WriteFate::stored;
    }
};

}  // namespace brigade::sim
