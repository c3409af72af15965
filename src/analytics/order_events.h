// The events of one order, found in the journal between its acceptance and the newest one about it.
// One thread, the journal reader's.
#pragma once

#include <vector>

#include "analytics/facts.h"
#include "base/result.h"
#include "core/event.h"
#include "journal/journal.h"

namespace brigade {

struct OrderEvents {
    std::vector<Event> events;  // in order
    bool forgotten = false;     // the journal does not hold its beginning any more, or holds another history
    bool cut = false;           // there may be more than the bounds let us look through
};

// Walks past all that happened meanwhile, at most limits::story_events_read of it, and keeps at most
// limits::story_events. Fails with a sentence if the journal cannot be read.
Result<OrderEvents> events_of(JournalReader& journal, const OrderFacts& order);

}  // namespace brigade
