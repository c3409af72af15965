// Turning what was written into something else.
#include "sim/sim_journal.h"

namespace brigade::sim {
namespace {

void damage(StoredEvent& event) {
    event.record.body += " ";  // who gives it out all the same is caught
    event.whole = false;
}

}  // namespace

bool damage_event(SimJournalFile& file, Rng& random) {
    if (!file.content || file.content->events.empty()) return false;
    damage(file.content->events[random.below(file.content->events.size())]);
    return true;
}

bool damage_newest_event(SimJournalFile& file) {
    if (!file.content || file.content->events.empty()) return false;
    damage(file.content->events.back());
    return true;
}

bool damage_snapshot(SimJournalFile& file, Rng& random) {
    if (!file.content || file.content->snapshots.empty()) return false;
    auto& snapshots = file.content->snapshots;
    StoredSnapshot& stored = snapshots[random.below(snapshots.size())];
    stored.snapshot.body += " ";
    stored.whole = false;
    return true;
}

bool damage_order(SimJournalFile& file, Rng& random) {
    if (!file.content || file.content->orders.empty()) return false;
    auto order = file.content->orders.begin();
    std::advance(order, static_cast<std::ptrdiff_t>(random.below(file.content->orders.size())));
    order->second.whole = false;
    return true;
}

}  // namespace brigade::sim
