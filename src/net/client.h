// One WebSocket connection to a hub, for stations, tools and tests. It connects when told to and reports
// when the connection has ended; whether and when to try again is its owner's policy.
//
// Loop thread only; owned by whoever reads its events. Nothing throws. A client that is destroyed closes its
// socket and calls nobody afterwards. Names are looked up on a thread that Asio keeps for it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "net/event_loop.h"

namespace brigade::net {

// Never called from inside a Client method.
class ClientEvents {
  public:
    virtual ~ClientEvents() = default;
    virtual void on_open() = 0;
    // The payload is valid during the call. Text is valid UTF-8.
    virtual void on_message(std::string_view payload, bool binary) = 0;
    // Once for each connect() that returned success, whether or not on_open came between. The code is the
    // WebSocket close code, 1006 when there was none; the reason is a sentence for a person.
    virtual void on_close(std::uint16_t code, const std::string& reason) = 0;
};

class Client {
  public:
    Client(EventLoop& loop, ClientEvents& events);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // "ws://hub.local:8686/v1" (the port may be left out: 80). Fails at once on an address that cannot be
    // read, on wss:// and while a connection exists; everything else, such as a refused connection or no
    // answer within 5 s, comes as on_close.
    Status connect(const std::string& url);

    bool open() const;
    // Sends nothing and returns false unless open.
    bool send(std::string_view text);
    // Says goodbye; on_close follows, within 5 s even if the hub does not answer. Harmless when not
    // connected.
    void close(std::uint16_t code = 1000, std::string_view reason = {});
    // Ends the connection without a goodbye (a silent hub); on_close follows in the next turn of the loop.
    void drop(const std::string& reason);

    std::size_t queued_bytes() const;
    // When anything came last (opening, message, ping or pong), on the loop's clock.
    DurationMs last_heard_ms() const;

  private:
    struct Link;
    EventLoop& loop_;
    ClientEvents& events_;
    std::shared_ptr<Link> link_;
    DurationMs last_heard_ms_ = 0;
};

}  // namespace brigade::net
