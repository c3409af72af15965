// The two ends that a load needs of whatever is measured: tills that send orders and are told when each is
// safe, and readers that are told of every order. One kind for a hub, one for a bare echo, one for Redis.
//
// Owned by main; loop thread. Every kind connects when it is made.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "net/event_loop.h"
#include "order_text.h"

namespace brigade::bench {

struct PeerCalls {
    std::function<void()> ready;  // once: everybody is connected
    std::function<void(std::uint32_t order)> acked, heard, served;
    std::function<void(const std::string& why)> failed;
};

struct PeerOptions {
    std::string url;
    std::vector<std::string> pins;  // of a hub over TLS
    std::string run;                // in the names of this run's terminals and orders
    std::size_t order_bytes = 1024;
    int tills = 1;
    int readers = 0;
    bool confirms = false;  // readers say that they have shown, or processed, what they heard of
    bool serves = false;    // there is one at the pass
};

class Peers {
  public:
    virtual ~Peers() = default;
    virtual void send(int till, std::uint32_t order) = 0;
    virtual void serve(std::uint32_t) {}
};

std::unique_ptr<Peers> hub_peers(net::EventLoop& loop, const PeerOptions& options, PeerCalls calls);
std::unique_ptr<Peers> echo_peers(net::EventLoop& loop, const PeerOptions& options, PeerCalls calls);
std::unique_ptr<Peers> redis_peers(net::EventLoop& loop, const PeerOptions& options, PeerCalls calls);

}  // namespace brigade::bench
