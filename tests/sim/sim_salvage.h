// What opening finds out about a simulated journal, and what it saves of a damaged one: the rules of
// src/journal/FORMAT.md, "Recovery", over the content in memory. Pure but for the dice.
#pragma once

#include <string>
#include <vector>

#include "journal/open.h"
#include "sim/disk_control.h"
#include "sim/sim_journal.h"

namespace brigade::sim {

struct ContentCheck {
    std::vector<Seq> snapshots;  // whole ones, newest first
    std::string passed_over;     // one sentence if some are not
    std::string damage;          // one sentence; if there is none the journal may be used
};

// From the newest whole snapshot on, or all of it.
ContentCheck check_content(const JournalContent& content, bool all);

// The longest run of events from a start whose state is known, as a history of its own (a replica's stays the
// hub's). Fills in `recovery`.
JournalContent salvage_content(const JournalContent& damaged, bool replica, DiskControl& control,
                               Recovery& recovery);

}  // namespace brigade::sim
