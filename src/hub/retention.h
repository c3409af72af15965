// What of a journal may be forgotten: whole service days, but nothing of an order that is still open. Pure
// but for the reading; the hub asks as each service day opens, and so does who plays a hub's past
// (app/played_kitchen.h).
#pragma once

#include "core/kitchen.h"
#include "journal/journal.h"

namespace brigade {

// The newest event that nobody needs: it and all before it are older than `before`. 0: there is none. Fails
// where the journal cannot be read.
Result<Seq> forgettable_through(JournalReader& reader, const Kitchen& kitchen, TimeMs before);

}  // namespace brigade
