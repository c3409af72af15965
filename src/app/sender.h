// Sends orders to a hub with a bounded number on their way, and keeps count of what became of them. `brigade
// send` is this with a progress line. Loop thread; owned by the command; destroyed before the loop.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "app/order_files.h"
#include "app/terminal_link.h"

namespace brigade {

struct SendCounts {
    std::size_t accepted = 0;
    std::size_t duplicates = 0;
    std::size_t refused = 0;

    std::size_t answered() const { return accepted + duplicates + refused; }
};

class Sender {
  public:
    struct Calls {
        std::function<void(const std::string& sentence)> refused;    // names file, order, place and reason
        std::function<void()> progress;                              // after each answer
        std::function<void(const std::string& reason)> unreachable;  // given up
    };

    Sender(net::EventLoop& loop, TerminalLinkOptions terminal, std::vector<FileOrder> orders, Calls calls);

    Status start() { return link_.start(); }
    const SendCounts& counts() const { return counts_; }
    std::size_t total() const { return orders_.size(); }
    bool done() const { return counts_.answered() == orders_.size(); }

    static constexpr std::size_t window = 64;  // requests on their way at once
    static constexpr int attempts_first = 1;   // to reach the hub at all
    static constexpr int attempts_again = 6;   // to reach it again, some 10 s

  private:
    void send_more();
    void answered(std::uint64_t id, const boost::json::object& answer);
    void lost(const std::string& reason);

    std::vector<FileOrder> orders_;
    Calls calls_;
    SendCounts counts_;
    std::size_t next_ = 0;
    std::map<std::uint64_t, std::size_t> sent_;  // request to order
    bool reached_ = false;
    TerminalLink link_;
};

}  // namespace brigade
