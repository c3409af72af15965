// The kitchen as this screen shows it: the hub's, and on top of it the screen's own presses that the hub has
// not answered yet, run through the same `decide` that the hub will run. Made anew when somebody looks after
// something has changed. Owned by the StationScreen; loop thread.
#pragma once

#include <optional>

#include "core/decide.h"
#include "station/model_maker.h"
#include "station/presses.h"
#include "station/replica.h"

namespace brigade {

class Ahead {
  public:
    Ahead(const Replica& replica, const Presses& presses) : replica_(replica), presses_(presses) {}

    // Valid until the replica or the presses change.
    const Kitchen& kitchen();
    const PendingMarks& marks() const { return marks_; }  // of the kitchen looked at last
    void changed() { kitchen_.reset(); }

    // What a press would bring about; a screen's commands need no rules: what it may decide is in the
    // kitchen.
    Decision decide_on(const Command& command, TimeMs now);
    // It has been added to the presses, with what was decided on it just now.
    void pressed(const Command& command, const Decision& decision);

  private:
    void begin();
    Decision decide_here(const Kitchen& kitchen, const Command& command, TimeMs now) const;

    const Replica& replica_;
    const Presses& presses_;
    Rules no_rules_;
    std::optional<Kitchen> kitchen_;  // where there are presses
    PendingMarks marks_;
    OwnSettings own_;
};

}  // namespace brigade
