// A cook, and the panel in front of the cook: presents what the screen's newest model says and presses keys
// on what was presented, however old that has become meanwhile. It meets the screen at the mailbox alone, as
// the UI does.
//
// Owned by the Simulation; one thread.
#pragma once

#include <map>
#include <string>

#include "sim/node.h"

namespace brigade::sim {

class Cook {
  public:
    Cook(ScreenNode& screen, std::uint64_t seed) : screen_(screen), random_(seed) {}

    // One frame: what is on it whole for the first time is reported.
    void look();
    // One key.
    void press();

    const ScreenModelPtr& presented() const { return frame_; }

  private:
    Action on_ticket(const ScreenTicket& ticket);

    ScreenNode& screen_;
    Rng random_;
    std::uint64_t start_seen_ = 0;
    ScreenModelPtr frame_;
    std::map<std::string, TicketVersion> reported_;  // by order id
    Seq reported_seq_ = 0;
};

}  // namespace brigade::sim
