// Which tickets have been seen whole: the report behind "shown". A ticket counts once all its cards have been
// on a presented picture, and again when its version changes. A ticket of several pages counts when each page
// has been in view. One with a press that the hub has not confirmed counts once it has: nobody can have been
// shown what is not written yet.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/command.h"
#include "ui/frame.h"

namespace brigade::ui {

class DrawnLog {
  public:
    // What this frame shows whole for the first time.
    std::vector<Drawn> note(const Frame& frame, const Placement& placement);

  private:
    struct Entry {
        TicketVersion version;
        std::set<std::size_t> rows_seen;  // the first rows of the cards that were in view
        bool reported = false;
    };
    std::map<std::string, Entry> entries_;  // by order id; those of tickets that left are dropped
};

}  // namespace brigade::ui
