// A screen as the hub sees it: it follows the journal's events, and where it confirms, says of each frame's
// new tickets that they were shown, sixty times a second. One that is at the expo has no tickets to confirm.
// Unlike a real screen it keeps no copy, and takes from an event only which order was accepted.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "net/event_loop.h"
#include "order_text.h"
#include "web_socket_peer.h"

namespace brigade::bench {

class ScreenPeer {
  public:
    struct Calls {
        std::function<void()> live;
        std::function<void(std::uint32_t order)> heard;
        std::function<void(const std::string& why)> failed;
    };
    ScreenPeer(net::EventLoop& loop, const net::HubAddress& hub, const OrderText& orders, int number,
               bool confirms, Calls calls);

    static constexpr DurationMs frame_ms = 17;

  private:
    void take(std::string_view text);
    void take_events(std::string_view text);
    void note_drawn(std::uint32_t order);
    void confirm();

    net::EventLoop& loop_;
    const OrderText& orders_;
    const bool confirms_;
    Calls calls_;
    std::string drawn_;  // JSON of the tickets that the next frame shows first
    std::string seq_;    // of the newest event
    net::Timer frame_;
    WebSocketPeer socket_;
};

}  // namespace brigade::bench
