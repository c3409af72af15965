// Which tickets have been seen whole: the report behind "shown". A ticket counts once all its cards have been
// on a presented picture, and again when its version changes. A ticket of several pages counts when each page
// has been in view. One with a press that the hub has not confirmed counts once it has: nobody can have been
// shown what is not written yet. In the batch view a ticket counts once each of its lines that can be begun
// has been on a picture, as a share of a batch under its number, unless a line of it was taken away
// meanwhile: no batch says that.
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
    struct Entry;
    bool is_whole(const Frame& frame, const Placement& placement, const ScreenTicket& ticket,
                  const Entry& entry) const;
    std::vector<Drawn> report(const Frame& frame, const Placement& placement,
                              const std::set<std::string>& orders);

    struct Entry {
        TicketVersion version;
        std::set<std::size_t> rows_seen;   // the first rows of the cards that were in view
        std::set<std::string> lines_seen;  // in batches
        bool reported = false;
    };
    std::map<std::string, Entry> entries_;  // by order id; those of tickets that left are dropped
};

}  // namespace brigade::ui
