// From journal to kitchen: the newest snapshot and what followed it. Every node starts this way.
#pragma once

#include "base/result.h"
#include "core/kitchen.h"
#include "journal/journal.h"

namespace brigade {

struct Restored {
    Kitchen kitchen;
    Head head;
    std::size_t replayed = 0;  // events after the snapshot
};

// Reads to the journal's end. Fails with a sentence if it cannot be read, or holds what this program does not
// understand (a newer format).
Result<Restored> restore_kitchen(JournalReader& reader);

}  // namespace brigade
