// The thread on which Avahi's client library is used. That library speaks to the daemon over D-Bus and waits
// for each answer, up to 25 s when the daemon is stuck, which the one loop of a process must never do: so not
// on our loop behind an adapter, but here, and what is found crosses to the loop by post().
//
// Follows the daemon through all it can do: come later, go, come back, never exist, hang; the same of D-Bus.
// Each change is logged once. For the discovery files of this room only; nothing throws.
#pragma once

#include <memory>
#include <string>
#include <thread>

#include "base/time.h"

struct AvahiClient;

namespace brigade::net {

// What is done with a daemon. All calls come on that thread.
class DiscoveryJob {
  public:
    virtual ~DiscoveryJob() = default;
    virtual void daemon_came(AvahiClient& client) = 0;
    // Frees whatever was made from the client.
    virtual void daemon_left() = 0;
    // After anything that Avahi called back about, and when asked for: returns in how many milliseconds it
    // wants to be called again, -1 for not before something happens.
    virtual int turn(DurationMs now_ms) = 0;
};

class DiscoveryThread {
  public:
    // `purpose` says in the log what is missing without a daemon: "this hub is not announced".
    DiscoveryThread(std::unique_ptr<DiscoveryJob> job, std::string purpose);
    // Waits for half a second at most; a thread that hangs in a call to the daemon is left behind with its
    // job and ends after that call.
    ~DiscoveryThread();
    DiscoveryThread(const DiscoveryThread&) = delete;
    DiscoveryThread& operator=(const DiscoveryThread&) = delete;

  private:
    struct Core;
    std::shared_ptr<Core> core_;  // the thread holds it as well
    std::thread thread_;
};

}  // namespace brigade::net
