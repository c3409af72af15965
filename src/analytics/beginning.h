// How the kitchen stood where the journal begins, for facts that are made from there. Inside the room only.
#pragma once

#include "analytics/fact_error.h"
#include "core/kitchen.h"
#include "journal/journal.h"

namespace brigade {

// Known with its orders, or likely: nobody keeps what it was.
struct Beginning {
    Head head;
    Kitchen kitchen;
    bool known = false;
};

FactResult<Beginning> beginning_of(JournalReader& journal);

// Of a journal that begins with an event; 0: it has none yet.
FactResult<TimeMs> first_event_at(JournalReader& journal, Seq base);

}  // namespace brigade
