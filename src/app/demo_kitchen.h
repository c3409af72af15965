// The demo's view of what the kitchen holds: a replica in memory, so that its cooks look at the same boards
// that the screens show. Loop thread; owned by the lunch.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/kitchen.h"
#include "protocol/from_hub.h"
#include "station/hub_link.h"

namespace brigade {

class DemoKitchen {
  public:
    // `station` is any of the kitchen's: the hub tells every screen everything.
    DemoKitchen(net::Loop& loop, const std::string& url, std::string station);

    void start() { link_.start(); }
    bool up_to_date() const { return live_; }
    const std::string& trouble() const { return trouble_; }  // why the hub was last lost
    const Kitchen& kitchen() const { return kitchen_; }

    // Called with each event once it has been applied.
    std::function<void(const Event&)> happened;

  private:
    std::string hello() const;
    void take(const FromHub& message);
    void take_part(const FromHubSnapshotPart& part);
    void take_events(const FromHubEvents& events);

    std::string station_;
    Kitchen kitchen_;
    std::string head_;
    std::string snapshot_;  // the parts so far
    std::string trouble_;
    bool live_ = false;
    HubLink link_;
};

}  // namespace brigade
