#include "net/discovery_browser.h"

#include <utility>

#include "net/discovery_watch.h"

namespace brigade::net {

struct Browser::State {
    Changed changed;
    std::vector<FoundHub> hubs;
    bool has_daemon = false;
    std::shared_ptr<LoopDoor> door;
    std::unique_ptr<DiscoveryThread> thread;
};

Browser::Browser(Loop& loop, Changed changed, WantedHub wanted) : state_(std::make_shared<State>()) {
    state_->changed = std::move(changed);
    state_->door = std::make_shared<LoopDoor>(loop);
    // Runs on the other thread; what it posts runs on the loop, perhaps after this browser is gone.
    auto report = [door = state_->door, weak = std::weak_ptr(state_)](std::vector<FoundHub> hubs,
                                                                      bool daemon) {
        door->post([weak, hubs = std::move(hubs), daemon] {
            const auto state = weak.lock();
            if (!state) return;
            state->has_daemon = daemon;
            if (std::exchange(state->hubs, hubs) != hubs) state->changed(hubs);
        });
    };
    state_->thread = std::make_unique<DiscoveryThread>(make_watch(std::move(wanted), std::move(report)),
                                                       "no hubs can be found");
}

Browser::~Browser() {
    state_->door->close();
    state_->thread.reset();
}

const std::vector<FoundHub>& Browser::hubs() const { return state_->hubs; }
bool Browser::has_daemon() const { return state_->has_daemon; }

}  // namespace brigade::net
