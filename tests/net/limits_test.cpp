#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <list>

#include "net/admission.h"
#include "net/server_fixture.h"

using namespace brigade;
using namespace brigade::test;
using net::Admission;

namespace {

bool nobody_left(ServerFixture& fixture) {
    return fixture.until([&] { return fixture.server->counters().connections_open == 0; });
}

}  // namespace

TEST_CASE("connections are counted in all, by address and while they shake hands, loopback apart") {
    net::ServerLimits limits;
    limits.connections = 4;
    limits.connections_per_address = 3;
    limits.handshakes_pending = 3;
    Admission admission(limits);
    const net::PeerInfo a{"10.0.0.1", false}, b{"10.0.0.2", false}, c{"10.0.0.3", false},
        here{"127.0.0.1", true};
    CHECK_FALSE(admission.enter(1, a));
    CHECK_FALSE(admission.enter(2, a));
    CHECK_FALSE(admission.enter(3, b));
    CHECK(admission.enter(4, a) == net::Refusal::too_many_handshakes);
    admission.handshake_done(1);
    CHECK_FALSE(admission.enter(5, a));
    CHECK(admission.enter(6, a) == net::Refusal::too_many_from_address);
    for (const unsigned id : {1U, 2U, 3U, 5U}) {
        admission.handshake_done(id);
        admission.keep(id);
    }
    CHECK(admission.enter(7, c) == net::Refusal::too_many_connections);
    for (net::PeerId id = 10; id < 30; ++id) CHECK_FALSE(admission.enter(id, here));
    admission.leave(1);
    CHECK_FALSE(admission.enter(8, a));
}

TEST_CASE("where all connections are taken, the oldest whom nobody has vouched for gives way to a newcomer") {
    net::ServerLimits limits;
    limits.connections = 5;
    Admission admission(limits);
    std::vector<net::PeerId> gone;
    const auto enter = [&](net::PeerId id, const std::string& address) {
        return admission.enter(id, {address, false}, [&gone, id](net::Refusal cause) {
            CHECK(cause == net::Refusal::displaced_stranger);
            gone.push_back(id);
        });
    };
    for (const unsigned id : {1U, 2U}) {
        CHECK_FALSE(enter(id, "10.0.0.1"));
        admission.handshake_done(id);
        admission.keep(id);
    }
    CHECK_FALSE(enter(3, "10.0.0.2"));
    CHECK_FALSE(enter(4, "10.0.0.3"));
    CHECK_FALSE(enter(5, "10.0.0.3"));
    CHECK_FALSE(enter(6, "10.0.0.4"));
    CHECK(gone == std::vector<net::PeerId>{4});  // of the address that has most of them
    admission.leave(4);                          // its socket ends later, and is counted no more
    CHECK_FALSE(enter(7, "10.0.0.4"));
    CHECK(gone == std::vector<net::PeerId>{4, 3});
    for (const unsigned id : {5U, 6U, 7U}) admission.keep(id);
    CHECK(enter(8, "10.0.0.5") == net::Refusal::too_many_connections);
    CHECK(gone.size() == 2);
}

TEST_CASE("nobody gives way to a newcomer who is turned away all the same") {
    net::ServerLimits limits;
    limits.connections = 3;
    limits.handshakes_pending = 1;
    Admission admission(limits);
    bool displaced = false;
    const auto enter = [&](net::PeerId id, const std::string& address) {
        return admission.enter(id, {address, false}, [&](net::Refusal) { displaced = true; });
    };
    for (const unsigned id : {1U, 2U}) {
        CHECK_FALSE(enter(id, "10.0.0.1"));
        admission.handshake_done(id);
    }
    CHECK_FALSE(enter(3, "10.0.0.2"));  // all connections are taken, and all handshakes
    CHECK(enter(4, "10.0.0.2") == net::Refusal::too_many_handshakes);
    CHECK_FALSE(displaced);
}

TEST_CASE(
    "a hub that listens at two addresses has one count, and a stranger at one gives way at the other, "
    "whatever it has sent") {
    ServerFixture fixture;
    net::ServerLimits limits;
    limits.limit_loopback = true;
    limits.connections = 3;
    net::ListenOptions options = fixture.options(limits);
    options.admission = net::make_admission(limits);
    auto first = net::Server::listen(fixture.loop, "127.0.0.1:0", fixture.events, options);
    auto second = net::Server::listen(fixture.loop, "127.0.0.1:0", fixture.events, options);
    REQUIRE((first && second));
    fixture.server = *std::move(first);
    const auto stranger = fixture.open_raw();
    stranger->say(client_frame(1, "let me in"));
    REQUIRE(fixture.until([&] { return fixture.events.messages.size() == 1; }));
    const auto speaker = fixture.open_raw();
    speaker->say(client_frame(1, "hello"));
    REQUIRE(fixture.until([&] { return fixture.events.messages.size() == 2; }));
    fixture.server->keep(fixture.events.opened[1]);
    const net::Server& crowded = *fixture.server;
    const std::unique_ptr<net::Server> there = std::exchange(fixture.server, *std::move(second));
    const auto third = fixture.open_raw();
    third->say(client_frame(1, "hello"));
    REQUIRE(fixture.until([&] { return fixture.events.messages.size() == 3; }));
    fixture.server->keep(fixture.events.opened[2]);
    const auto newcomer = fixture.open_raw();
    newcomer->say(client_frame(1, "hello"));
    REQUIRE(fixture.until([&] { return stranger->closed() && fixture.events.messages.size() == 4; }));
    fixture.server->keep(fixture.events.opened[3]);
    CHECK(crowded.counters().refusals[net::Refusal::displaced_stranger] == 1);
    CHECK(fixture.events.closed == std::vector<net::PeerId>{fixture.events.opened[0]});
    RawSocket fifth(fixture.wire());
    REQUIRE(fixture.until([&] { return fifth.closed(); }));
    CHECK(fixture.refused(net::Refusal::too_many_connections) == 1);
    CHECK_FALSE(speaker->closed());
    CHECK_FALSE(third->closed());
}

TEST_CASE("more connections than allowed from one address are closed, and their seats are given back") {
    ServerFixture fixture;
    net::ServerLimits limits;
    limits.limit_loopback = true;
    limits.connections_per_address = 3;
    fixture.listen(limits);
    {
        std::list<std::unique_ptr<RawSocket>> open;
        for (int i = 0; i < 3; ++i) open.push_back(fixture.open_raw());
        RawSocket fourth(fixture.wire());
        fourth.say(handshake());
        CHECK(fixture.until([&] { return fourth.closed(); }));
        CHECK(fixture.refused(net::Refusal::too_many_from_address) == 1);
        CHECK(fixture.server->counters().peers_open == 3);
    }
    REQUIRE(nobody_left(fixture));
    CHECK(fixture.open_raw() != nullptr);
}

TEST_CASE("sockets that connect and say nothing use up the handshakes, and are dropped in time") {
    ServerFixture fixture;
    net::ServerLimits limits;
    limits.limit_loopback = true;
    limits.connections_per_address = 100;
    limits.handshakes_pending = 2;
    limits.handshake_ms = 100;
    fixture.listen(limits);
    RawSocket silent(fixture.wire());
    RawSocket half(fixture.wire());
    half.say("GET /v1 HTTP/1.1\r\nHost: k");
    RawSocket third(fixture.wire());
    REQUIRE(fixture.until([&] { return third.closed(); }));
    CHECK(fixture.refused(net::Refusal::too_many_handshakes) == 1);
    REQUIRE(fixture.until([&] { return silent.closed() && half.closed(); }, 2000));
    CHECK(fixture.refused(net::Refusal::late_handshake) == 2);
    CHECK(fixture.events.opened.empty());
    silent.hang_up();
    half.hang_up();
    CHECK(nobody_left(fixture));
    CHECK(fixture.open_raw() != nullptr);
}

TEST_CASE("peers that vanish at any point of the conversation leave nothing behind") {
    ServerFixture fixture;
    fixture.listen();
    const std::string whole =
        handshake() + client_frame(1, "hello") + client_frame(1, std::string(5000, 'x'));
    for (std::size_t cut = 0; cut < whole.size(); cut += 7) {
        RawSocket socket(fixture.wire());
        socket.say(std::string_view(whole).substr(0, cut));
        fixture.loop.run_until([] { return false; }, 1);
    }
    CHECK(nobody_left(fixture));
    CHECK(fixture.events.opened.size() == fixture.events.closed.size());
    CHECK(fixture.server->counters().peers_open == 0);
}

TEST_CASE("garbage on an open WebSocket closes it and nothing else") {
    ServerFixture fixture;
    fixture.listen();
    std::uint32_t state = 1;
    for (int round = 0; round < 200; ++round) {
        const auto socket = fixture.open_raw();
        std::string garbage;
        for (int i = 0; i < 200; ++i)
            garbage += static_cast<char>((state = state * 1664525u + 1013904223u) >> 24);
        socket->say(garbage);
        fixture.loop.run_until([] { return false; }, 1);
    }
    CHECK(nobody_left(fixture));
    CHECK(fixture.events.opened.size() == fixture.events.closed.size());
}

TEST_CASE("a peer that does not read is closed 1013 when its queue is full, others are not held up") {
    ServerFixture fixture;
    net::ServerLimits limits;
    limits.queue_bytes = 256 * 1024;
    fixture.listen(limits);
    const auto slow = fixture.open_raw(4096);
    const auto quick = fixture.open_raw();
    constexpr std::size_t frame_bytes = 32 * 1024;
    const net::FramePtr frame = net::make_frame(std::string(frame_bytes, 'f'));
    std::size_t sent = 0;
    REQUIRE(fixture.until([&] {
        if (fixture.refused(net::Refusal::slow_reader) > 0) return true;
        if (quick->heard().size() < sent * frame_bytes) return false;
        for (const net::PeerId peer : fixture.events.opened) fixture.server->send(peer, frame);
        ++sent;
        return false;
    }));
    CHECK(fixture.server->queued_bytes(fixture.events.opened[0]) <= limits.queue_bytes);
    CHECK(fixture.until([&] { return quick->heard().size() > sent * frame_bytes; }));
    constexpr std::string_view try_again_later = "\x03\xf5";
    REQUIRE(fixture.until([&] { return has(slow->heard(), try_again_later); }));
    slow->say(client_frame(8, try_again_later));
    REQUIRE(fixture.until([&] { return slow->ended() && fixture.events.closed.size() == 1; }));
    CHECK(fixture.events.closed[0] == fixture.events.opened[0]);
    CHECK(fixture.refused(net::Refusal::slow_reader) == 1);
}

TEST_CASE("a peer is told to be drained once what was queued has gone out") {
    ServerFixture fixture;
    fixture.listen();
    const auto socket = fixture.open_raw(4096);
    const net::PeerId peer = fixture.events.opened[0];
    fixture.server->want_drained(peer);
    CHECK(fixture.events.drained == 0);
    REQUIRE(fixture.until([&] { return fixture.events.drained == 1; }));

    const std::string part(200'000, 'p');
    std::size_t parts = 0;
    while (fixture.server->queued_bytes(peer) < 500'000 && ++parts < 100) {
        fixture.server->send_text(peer, part);
        fixture.loop.run_until([] { return false; }, 1);
    }
    REQUIRE(parts < 100);
    fixture.events.when_drained = [&](net::PeerId drained) {
        CHECK(fixture.server->queued_bytes(drained) < net::Server::drained_bytes);
    };
    fixture.server->want_drained(peer);
    REQUIRE(fixture.until([&] { return socket->heard(), fixture.events.drained == 2; }));
    fixture.loop.run_until([] { return false; }, 20);
    CHECK(fixture.events.drained == 2);
}

TEST_CASE("peers are pinged; one that answers stays, a silent one is dropped") {
    ServerFixture fixture;
    net::ServerLimits limits;
    limits.ping_ms = 20;
    limits.silent_ms = 500;
    fixture.listen(limits);
    const auto silent = fixture.open_raw();
    const auto answering = fixture.open_raw();
    std::size_t answered = 0;
    REQUIRE(fixture.until([&] {
        const auto pings = static_cast<std::size_t>(
            std::count(answering->heard().begin(), answering->heard().end(), '\x89'));
        while (answered < pings) {
            answering->say(client_frame(10, ""));
            ++answered;
        }
        return answered >= 10 && silent->closed() && !fixture.events.closed.empty();
    }));
    CHECK(fixture.events.closed == std::vector<net::PeerId>{fixture.events.opened[0]});
    CHECK(fixture.refused(net::Refusal::silent) == 1);
    CHECK_FALSE(answering->closed());
}

TEST_CASE("a client that never reads its HTTP answer is dropped") {
    ServerFixture fixture;
    net::ServerLimits limits;
    limits.ping_ms = 20;
    limits.silent_ms = 100;
    fixture.listen(limits);
    fixture.events.when_http = [&] {
        fixture.events.replies.back().answer({200, "text/plain", std::string(20'000'000, 'x')});
    };
    RawSocket socket(fixture.wire(), 4096);
    socket.say("GET / HTTP/1.1\r\nHost: k\r\n\r\n");
    REQUIRE(fixture.until([&] { return fixture.events.requests.size() == 1; }));
    CHECK(nobody_left(fixture));
    CHECK(fixture.refused(net::Refusal::unread_answer) == 1);
    CHECK(fixture.refused(net::Refusal::abandoned_handshake) == 0);
}

TEST_CASE(
    "a client that reads its HTTP answer slowly but goes on gets all of it, and it counts as unsent until "
    "then") {
    ServerFixture fixture;
    net::ServerLimits limits;
    limits.ping_ms = 20;
    limits.silent_ms = 2'500;  // less than all of it takes, and more than a busy machine keeps a reader waiting
    fixture.listen(limits);
    constexpr std::size_t size = 40'000'000;
    fixture.events.when_http = [&] {
        fixture.events.replies.back().answer({200, "text/plain", std::string(size, 'x')});
        CHECK(fixture.server->counters().answer_bytes_unsent == size);
    };
    RawSocket socket(fixture.wire(), 4096);
    socket.say("GET / HTTP/1.1\r\nHost: k\r\n\r\n");
    REQUIRE(fixture.until([&] { return fixture.events.requests.size() == 1; }));
    while (!socket.closed())
        fixture.until([] { return false; }, 100);  // what the kernel holds, ten times a second
    CHECK(socket.ended());
    REQUIRE(socket.heard().size() > size);
    CHECK(socket.heard().substr(socket.heard().size() - 1000) == std::string(1000, 'x'));
    socket.hang_up();
    CHECK(nobody_left(fixture));
    CHECK(fixture.refused(net::Refusal::unread_answer) == 0);
    CHECK(fixture.server->counters().answer_bytes_unsent == 0);
}

TEST_CASE("a restarted server takes its port again while old connections still linger in the kernel") {
    ServerFixture fixture;
    fixture.listen();
    const std::string address = fixture.server->address();
    const auto socket = fixture.open_raw();
    fixture.server.reset();
    REQUIRE(fixture.until([&] { return socket->closed(); }));
    socket->hang_up();
    fixture.listen({}, address);
    CHECK(fixture.server->address() == address);
}

TEST_CASE("a server that is destroyed closes its sockets and calls nobody") {
    ServerFixture fixture;
    fixture.listen();
    const auto open = fixture.open_raw();
    RawSocket shaking(fixture.wire());
    shaking.say("GET /v1 HTTP/1.1\r\n");
    fixture.loop.run_until([] { return false; }, 10);
    const std::string address = fixture.server->address();
    fixture.server.reset();
    CHECK(fixture.until([&] { return open->closed() && shaking.closed(); }));
    CHECK(fixture.events.closed.empty());
    CHECK_FALSE(RawSocket(Wire{address}).connected());
}

TEST_CASE("a server may be destroyed from within each of its events") {
    ServerFixture fixture;
    const auto destroyed_by = [&](const std::string& request) {
        fixture.listen();
        RawSocket socket(fixture.wire());
        socket.say(request);
        CHECK(fixture.until([&] { return !fixture.server && socket.closed(); }));
        fixture.events = {};
    };
    fixture.events.when_open = [&](net::PeerId) { fixture.server.reset(); };
    destroyed_by(handshake());
    fixture.events.when_message = [&](net::PeerId, std::string_view) { fixture.server.reset(); };
    destroyed_by(handshake() + client_frame(1, "a") + client_frame(1, "b"));
    fixture.events.when_closed = [&](net::PeerId) { fixture.server.reset(); };
    destroyed_by(handshake() + client_frame(8, ""));
    fixture.events.when_http = [&] { fixture.server.reset(); };
    destroyed_by("GET / HTTP/1.1\r\nHost: k\r\n\r\n");
}

TEST_CASE("a loop may end with connections still open") {
    ServerFixture fixture;
    fixture.listen();
    const auto open = fixture.open_raw();
    open->say(client_frame(1, "half", false));
    fixture.server.reset();
}

TEST_CASE("an address that cannot be used is explained") {
    ServerFixture fixture;
    fixture.listen();
    const auto taken = net::Server::listen(fixture.loop, fixture.server->address(), fixture.events);
    REQUIRE_FALSE(taken);
    CHECK(has(taken.error().message, "another program already does"));
    const auto nonsense = net::Server::listen(fixture.loop, "kitchen", fixture.events);
    REQUIRE_FALSE(nonsense);
    CHECK(has(nonsense.error().message, "127.0.0.1:8686"));
    CHECK_FALSE(net::Server::listen(fixture.loop, "localhost:0", fixture.events));
    CHECK_FALSE(net::Server::listen(fixture.loop, "192.0.2.1:0", fixture.events));
}
