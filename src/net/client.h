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
    static std::unique_ptr<Client> make(EventLoop& loop, ClientEvents& events);
    virtual ~Client() = default;

    // "ws://hub.local:8686/v1" (the port may be left out: 80). Fails at once on an address that cannot be
    // read, on wss:// and while a connection exists; everything else, such as a refused connection or no
    // answer within 5 s, comes as on_close.
    virtual Status connect(const std::string& url) = 0;

    virtual bool open() const = 0;
    // Sends nothing and returns false unless open.
    virtual bool send(std::string_view text) = 0;
    // Says goodbye; on_close follows, within 5 s even if the hub does not answer. Harmless when not
    // connected.
    virtual void close(std::uint16_t code = 1000, std::string_view reason = {}) = 0;
    // Ends the connection without a goodbye (a silent hub); on_close follows in the next turn of the loop.
    virtual void drop(const std::string& reason) = 0;

    virtual std::size_t queued_bytes() const = 0;
    // When anything came last (opening, message, ping or pong), on the loop's clock.
    virtual DurationMs last_heard_ms() const = 0;
};

}  // namespace brigade::net
