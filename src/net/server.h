// One listening port that speaks WebSocket (path /v1, subprotocol brigade.v1) and HTTP, and keeps hostile or
// broken peers away from what stands above it: sizes, counts, silence and full queues are dealt with here.
// It knows frames and requests, not what they mean.
//
// What a stranger can make it hold is small: an unfinished connection has its read buffer (16 KiB), its
// header (16,000 bytes) and body (message_bytes), over TLS some 70 KiB more for records; a peer that does not
// read has its queue on top of that, and no more. An HTTP answer stays as long as its reader goes on with it:
// whoever gives large ones looks at answer_bytes_unsent first.
//
// Owned by the hub; loop thread only. Several servers may share one loop and one ServerEvents; peer ids are
// unique over all of them in the process. HTTP connections close after each answer and say so. Nothing
// throws; a peer that fails is closed, counted and reported through on_close. A server that is destroyed
// closes its sockets and calls nobody afterwards.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "base/result.h"
#include "base/time.h"
#include "net/event_loop.h"
#include "net/http.h"
#include "net/refusal.h"
#include "net/tls.h"

namespace brigade::net {

using PeerId = std::uint64_t;  // never 0, never used again

struct PeerInfo {
    std::string address;  // without the port
    bool loopback = false;
    bool secure = false;  // over TLS
    std::string pin{};    // of the key that it was met with (net/tls.h); empty without TLS
};

// Never called from inside a Server method, except that on_http may answer at once.
class ServerEvents {
  public:
    virtual ~ServerEvents() = default;
    virtual void on_open(PeerId peer, const PeerInfo& info) = 0;
    // The payload is valid during the call. Text is valid UTF-8.
    virtual void on_message(PeerId peer, std::string_view payload, bool binary) = 0;
    // Once for each on_open, the last call for that peer.
    virtual void on_close(PeerId peer) = 0;
    // After want_drained(): little is queued towards the peer now.
    virtual void on_drained(PeerId peer) = 0;
    virtual void on_http(const HttpRequest& request, HttpReply reply) = 0;
};

struct ServerLimits {
    std::size_t message_bytes = limits::client_message_bytes;  // of a message, and of an HTTP body
    std::size_t queue_bytes = limits::peer_queue_bytes;
    std::size_t connections = limits::connections;
    std::size_t connections_per_address = limits::connections_per_address;
    std::size_t handshakes_pending = limits::handshakes_pending;
    DurationMs handshake_ms = limits::handshake_ms;  // from accepting to an open WebSocket or a whole request
    DurationMs first_message_ms = limits::first_message_ms;  // from there to the first message
    std::size_t frames_per_s = limits::frames_per_s;         // all frames, control frames and fragments too
    std::size_t frames_burst = limits::frames_burst;
    DurationMs ping_ms = limits::ping_ms;
    DurationMs silent_ms = limits::peer_silent_ms;
    bool limit_loopback = false;  // whether counts and rates hold for loopback peers as well
};

// The counts of all the servers that are given it, together (net/admission.h); loop thread only.
class Admission;
std::shared_ptr<Admission> make_admission(const ServerLimits& limits);

struct ListenOptions {
    ServerLimits limits{};
    std::optional<Identity> identity{};      // with one: TLS on this port, and nothing else
    std::shared_ptr<Admission> admission{};  // left out: this server counts by itself
};

// Since the server began, for /metrics; connections_open, peers_open and answer_bytes_unsent are of this
// moment.
struct ServerCounters {
    std::uint64_t connections_accepted = 0;
    std::uint64_t connections_open = 0;
    std::uint64_t peers_opened = 0;
    std::uint64_t peers_open = 0;
    std::uint64_t http_requests = 0;
    RefusalCounts refusals;      // one for each cause
    std::uint64_t bytes_in = 0;  // payloads, both ways
    std::uint64_t bytes_out = 0;
    std::uint64_t answer_bytes_unsent = 0;  // bodies of HTTP answers whose connections have not gone yet
};

// One text message, framed once for any number of peers of any server.
class Frame;
using FramePtr = std::shared_ptr<const Frame>;
FramePtr make_frame(std::string text);
std::string_view text_of(const Frame& frame);

class Server {
  public:
    // Listens on "127.0.0.1:8686" or "[::1]:8686"; port 0 takes a free one. Fails with a sentence when the
    // address cannot be read or is taken. Peers are served from the next turn of the loop on.
    static Result<std::unique_ptr<Server>> listen(EventLoop& loop, const std::string& address,
                                                  ServerEvents& events, const ListenOptions& options = {});
    virtual ~Server() = default;

    // New connections are met with this key; those that exist go on under the old one. For a server that was
    // given an identity when it began to listen. Fails, and changes nothing, if TLS cannot use it.
    virtual Status use_identity(const Identity& identity) = 0;

    virtual std::string address() const = 0;  // with the real port

    // To a peer that is gone or closing nothing is sent. More than queue_bytes queued closes it with 1013.
    virtual void send(PeerId peer, const FramePtr& frame) = 0;
    virtual void send_text(PeerId peer, std::string_view text) = 0;
    // What was sent before still goes out; after this no on_message comes, but on_close will.
    virtual void close(PeerId peer, std::uint16_t code, std::string_view reason) = 0;

    // The peer is known above: where all connections are taken it does not give way to a newcomer, as those
    // do who have only connected, or sent something.
    virtual void keep(PeerId peer) = 0;

    virtual std::size_t queued_bytes(PeerId peer) const = 0;
    // One on_drained as soon as less than drained_bytes is queued.
    virtual void want_drained(PeerId peer) = 0;
    virtual const ServerCounters& counters() const = 0;

    static constexpr std::size_t drained_bytes = std::size_t{64} * 1024;
};

}  // namespace brigade::net
