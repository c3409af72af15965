// Watches which hubs are announced on the networks of this machine, for as long as it exists.
//
// Loop thread only; owned by whoever asks. Works on a thread of its own (discovery_thread.h) and posts what
// it finds. Nothing fails: without Avahi nothing is found. One that is destroyed calls nobody afterwards.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "net/discovery.h"
#include "net/loop.h"

namespace brigade::net {

class Browser {
  public:
    // Gets all that is there now, whenever that has changed. Never called from inside a Browser method.
    using Changed = std::function<void(const std::vector<FoundHub>& hubs)>;

    // `wanted`: the hub that matters, which is found among however many others; without a name: whichever
    // there are, found_hubs_max at most.
    Browser(Loop& loop, Changed changed, WantedHub wanted = {});
    ~Browser();
    Browser(const Browser&) = delete;
    Browser& operator=(const Browser&) = delete;

    const std::vector<FoundHub>& hubs() const;
    // Whether an Avahi daemon answers on this machine, as far as is known yet.
    bool has_daemon() const;

  private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace brigade::net
