// A server on a free loopback port whose events are written down, and the loop that is stepped by hand. Each
// scenario that has one runs twice: over plain connections and over TLS.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "net/raw_socket.h"
#include "net/server.h"

namespace brigade::test {

struct RecordedEvents : net::ServerEvents {
    void on_open(net::PeerId peer, const net::PeerInfo& info) override {
        opened.push_back(peer);
        last_info = info;
        if (when_open) when_open(peer);
    }
    void on_message(net::PeerId peer, std::string_view payload, bool binary) override {
        messages.emplace_back(payload);
        last_binary = binary;
        if (when_message) when_message(peer, payload);
    }
    void on_close(net::PeerId peer) override {
        closed.push_back(peer);
        if (when_closed) when_closed(peer);
    }
    void on_drained(net::PeerId peer) override {
        ++drained;
        if (when_drained) when_drained(peer);
    }
    void on_http(const net::HttpRequest& request, net::HttpReply reply) override {
        requests.push_back(request);
        replies.push_back(std::move(reply));
        if (when_http) when_http();
    }

    std::vector<net::PeerId> opened;
    std::vector<net::PeerId> closed;
    std::vector<std::string> messages;
    std::vector<net::HttpRequest> requests;
    std::vector<net::HttpReply> replies;
    net::PeerInfo last_info;
    bool last_binary = false;
    int drained = 0;
    std::function<void(net::PeerId)> when_open;
    std::function<void(net::PeerId, std::string_view)> when_message;
    std::function<void(net::PeerId)> when_closed;
    std::function<void(net::PeerId)> when_drained;
    std::function<void()> when_http;
};

// Made once: keys cost time.
inline const net::Identity& hub_identity() {
    static const net::Identity identity = *net::make_identity("Warung Ibu", 1'700'000'000'000);
    return identity;
}

struct ServerFixture {
    bool tls = GENERATE(false, true);
    net::EventLoop loop;
    RecordedEvents events;
    std::unique_ptr<net::Server> server;

    ServerFixture() { UNSCOPED_INFO((tls ? "over TLS" : "without TLS")); }
    explicit ServerFixture(bool over_tls) : tls(over_tls) {}

    net::ListenOptions options(const net::ServerLimits& limits = {}) const {
        if (tls) return {limits, hub_identity()};
        return {limits, {}};
    }
    void listen(const net::ServerLimits& limits = {}, const std::string& address = "127.0.0.1:0") {
        auto listening = net::Server::listen(loop, address, events, options(limits));
        REQUIRE(listening);
        server = *std::move(listening);
    }
    Wire wire() const { return {server->address(), tls}; }
    std::uint64_t refused(net::Refusal cause) const { return server->counters().refusals[cause]; }

    bool until(const std::function<bool()>& done, DurationMs timeout_ms = 5000) {
        return loop.run_until(pump(done), timeout_ms);
    }

    // Raw sockets are no part of the loop: wake it so that they are looked at.
    std::function<bool()> pump(std::function<bool()> done) {
        tick();
        return done;
    }
    void tick() {
        RawSocket::pump_all();
        ticker_ = loop.after(2, [this] { tick(); });
    }

    // A raw socket with a WebSocket already open on it, and its peer's id.
    std::unique_ptr<RawSocket> open_raw(int receive_bytes = 0) {
        auto socket = std::make_unique<RawSocket>(wire(), receive_bytes);
        const std::size_t before = events.opened.size();
        socket->say(handshake());
        REQUIRE(until([&] { return events.opened.size() > before && !socket->heard().empty(); }));
        return socket;
    }

  private:
    net::Timer ticker_;
};

}  // namespace brigade::test
