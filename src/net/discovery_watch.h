// The half of Browser that lives on the discovery thread: Avahi's browser, and a resolver for each service,
// kept open so that a change of address is heard of. Whose turn it is to be resolved is the table's to say
// (discovery_table.h).
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "net/discovery.h"
#include "net/discovery_thread.h"
#include "net/loop.h"

namespace brigade::net {

// A way to a loop that can be shut: a discovery thread may outlive the loop when it hangs in the daemon.
class LoopDoor {
  public:
    explicit LoopDoor(Loop& loop) : loop_(&loop) {}
    void post(Task task) {
        std::lock_guard lock(mutex_);
        if (loop_) loop_->post(std::move(task));
    }
    void close() {
        std::lock_guard lock(mutex_);
        loop_ = nullptr;
    }

  private:
    std::mutex mutex_;  // guards loop_
    Loop* loop_;
};

using WatchReport = std::function<void(std::vector<FoundHub> hubs, bool has_daemon)>;

// `wanted` as DiscoveryTable has it.
std::unique_ptr<DiscoveryJob> make_watch(WantedHub wanted, WatchReport report);

}  // namespace brigade::net
