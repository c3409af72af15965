// Finds the hub that `--hub find` or `--hub find:WHICH` means, and again when its address changes. Once one
// has been chosen it stays the one: another hub that appears later takes nobody away. One that is known by
// its key is looked for further, in case that it comes back with another id: choose_hub() says what is told
// then.
//
// Loop thread only; owned by whoever wants to connect. Destroyed, it calls nobody afterwards. A hub of any
// number of addresses is told with all of them: where the first does not answer with the pinned key, try
// the next.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "net/discovery_browser.h"

namespace brigade::net {

class HubFinder {
  public:
    // The hub, or a sentence on why there is none yet; again whenever that has changed. Never called from
    // inside a HubFinder method.
    using Tell = std::function<void(const Result<ChosenHub>& hub)>;

    // `patience_ms` until it says that nothing was found.
    HubFinder(Loop& loop, WantedHub wanted, Tell tell, DurationMs patience_ms = 3'000);

    static constexpr DurationMs settle_ms = 1'000;  // for a second hub to answer, before one is the only one

  private:
    void changed();
    void decide();

    Loop& loop_;
    WantedHub wanted_;
    Tell tell_;
    std::optional<ChosenHub> told_;
    std::optional<ChosenHub> chosen_;  // the last one with an id
    std::string told_error_;
    bool settling_ = false;
    Timer timer_;
    Browser browser_;
};

}  // namespace brigade::net
