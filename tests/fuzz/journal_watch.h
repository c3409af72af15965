// Reads what has become durable on a session's disk and holds it to the invariants: every event has one
// written form and follows on, and within a generation a line only moves forward (I4). What stands here is
// what anybody may be told. Owned by a session.
#pragma once

#include <string>
#include <string_view>

#include "core/kitchen.h"
#include "sim/sim_disk.h"

namespace brigade::fuzz {

class JournalWatch {
  public:
    explicit JournalWatch(const sim::SimDisk& disk) : disk_(disk) {}

    void look();  // after anything happened
    const Kitchen& kitchen() const { return kitchen_; }
    Seq seq() const { return kitchen_.seq; }

    // Stops the process unless `event` stands in the journal, byte for byte.
    void check_event(const Event& event) const;
    // Or unless the journal up to `seq` has this head.
    void check_head(Seq seq, std::string_view head) const;

  private:
    void follow(const sim::StoredEvent& stored);

    const sim::SimDisk& disk_;
    Kitchen kitchen_;
};

}  // namespace brigade::fuzz
