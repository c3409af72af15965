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
#include <vector>

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

// Where a hub is, and which keys it may have there: net/tls.h tells what a pin is. More than one while the
// hub's key is being changed.
struct HubAddress {
    std::string url;  // "wss://192.168.1.5:8687/v1", on the hub's own machine "ws://127.0.0.1:8686/v1"
    std::vector<std::string> pins{};
};

class Client {
  public:
    static std::unique_ptr<Client> make(EventLoop& loop, ClientEvents& events);
    virtual ~Client() = default;

    // The port may be left out: 80, or 443 for wss. Fails at once on an address or a pin that cannot be read
    // and while a connection exists; everything else, such as a refused connection, another key than the
    // pinned ones or no answer within 5 s, comes as on_close. wss:// without pins takes any key, and
    // peer_pin() tells which: for pairing only. ws:// leads to this machine and nowhere else.
    virtual Status connect(const HubAddress& address) = 0;
    // The pin of the hub at the other end of this connection, from on_open on; empty without TLS.
    virtual std::string peer_pin() const = 0;

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
