// Accepts TCP connections on one address and hands them on. Owned by a server; loop thread only. Opening
// fails with a sentence; later failures (no file descriptors left) are logged and tried again, because a
// kitchen must not stop listening.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "net/event_loop.h"

namespace brigade::net {

class Listener {
  public:
    using Accepted = std::function<void(boost::asio::ip::tcp::socket)>;

    explicit Listener(EventLoop& loop);
    ~Listener();

    Status open(const std::string& address);
    // From the next turn of the loop on; ends with the listener.
    void start(Accepted accepted);
    std::string address() const;  // with the real port

  private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace brigade::net
