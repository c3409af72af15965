#include <catch2/catch_test_macros.hpp>
#include <list>
#include <set>

#include "net/admission.h"
#include "net/frame_counter.h"
#include "net/server_fixture.h"

using namespace brigade;
using namespace brigade::test;
using net::Refusal;

namespace {

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

// Strangers of the LAN are held to more than loopback peers are.
net::ServerLimits strict() {
    net::ServerLimits limits;
    limits.limit_loopback = true;
    return limits;
}

}  // namespace

TEST_CASE("frames are counted however the bytes are cut") {
    const std::string frames = client_frame(9, "") + client_frame(1, "abc", false) + client_frame(0, "") +
                               client_frame(1, std::string(300, 'x')) +
                               client_frame(2, std::string(70'000, 'y')) + server_frame(10, "unmasked");
    const std::string all = "GET /v1 HTTP/1.1\r\nX: \r\r\n\r\n" + frames;
    for (const std::size_t step : {std::size_t{1}, std::size_t{2}, std::size_t{7}, all.size()}) {
        net::FrameCounter counter;
        std::size_t counted = 0;
        for (std::size_t at = 0; at < all.size(); at += step)
            counted += counter.count(std::string_view(all).substr(at, step));
        CHECK(counter.header_over());
        CHECK(counted == 6);
    }
}

TEST_CASE("a budget of frames allows a burst, then so many a second") {
    net::FrameBudget budget(200, 400, 1'000);
    CHECK(budget.spend(400, 1'000));
    CHECK_FALSE(budget.spend(1, 1'000));
    CHECK_FALSE(budget.spend(1, 1'005));
    CHECK(budget.spend(1, 1'020));
    CHECK(budget.spend(400, 60'000));
    CHECK_FALSE(budget.spend(1, 60'000));
}

TEST_CASE("storms of pings, of empty fragments and of small messages close 1008 with the reason") {
    ServerFixture fixture;
    fixture.listen(strict());
    for (const auto& [first, frame] :
         {std::pair{std::string(), client_frame(9, "")},
          std::pair{client_frame(1, "", false), client_frame(0, "", false)},
          std::pair{std::string(), client_frame(10, "")}, std::pair{std::string(), client_frame(1, "hi")}}) {
        const std::uint64_t before = fixture.refused(Refusal::flood);
        const auto socket = fixture.open_raw();
        socket->say(first + repeated(frame, 300));
        fixture.loop.run_until([] { return false; }, 5);
        CHECK_FALSE(socket->closed());
        socket->say(repeated(frame, 4'000));
        REQUIRE(fixture.until([&] { return socket->closed(); }));
        CHECK(socket->ended());
        CHECK(close_code(socket->heard()) == 1008);
        CHECK(has(socket->heard(), "too many frames"));
        CHECK(fixture.refused(Refusal::flood) == before + 1);
    }
    CHECK(fixture.until([&] { return fixture.events.closed.size() == 4; }));
}

TEST_CASE("a flood goes on without being read, and leaves nothing behind when the server ends") {
    ServerFixture fixture;
    fixture.listen(strict());
    const auto socket = fixture.open_raw();
    const std::string storm = repeated(client_frame(9, ""), 2'000);
    REQUIRE(fixture.until([&] { return socket->say(storm), fixture.refused(Refusal::flood) == 1; }));
    fixture.server.reset();
}

TEST_CASE("this machine's own peers may be as quick as they like") {
    ServerFixture fixture;
    fixture.listen();
    const auto socket = fixture.open_raw();
    socket->say(repeated(client_frame(1, "hi"), 2'000));
    CHECK(fixture.until([&] { return fixture.events.messages.size() == 2'000; }));
    CHECK(fixture.refused(Refusal::flood) == 0);
}

TEST_CASE("a peer that opens a WebSocket and never says what it wants is closed 1008, pings or not") {
    ServerFixture fixture;
    net::ServerLimits limits = strict();
    limits.first_message_ms = 400;
    fixture.listen(limits);
    const auto talking = fixture.open_raw();
    talking->say(client_frame(1, "hello"));
    REQUIRE(fixture.until([&] { return fixture.events.messages.size() == 1; }));
    const auto mute = fixture.open_raw();
    mute->say(client_frame(9, "ping"));
    REQUIRE(fixture.until([&] { return has(mute->heard(), "said nothing"); }));
    CHECK(close_code(mute->heard()) == 1008);
    CHECK(fixture.refused(Refusal::mute) == 1);
    CHECK_FALSE(talking->closed());
}

TEST_CASE("a handshake or a body that comes a byte at a time is cut off in time, both in all") {
    ServerFixture fixture;
    net::ServerLimits limits;
    limits.handshake_ms = 150;
    fixture.listen(limits);
    for (const std::string& head : {std::string(), std::string("POST / HTTP/1.1\r\nHost: k\r\n"
                                                               "Content-Length: 60000\r\n\r\n")}) {
        const std::uint64_t before = fixture.refused(Refusal::late_handshake);
        RawSocket slow(fixture.wire());
        slow.say(head);
        const DurationMs began_ms = fixture.loop.now_ms();
        DurationMs next_ms = began_ms;
        REQUIRE(fixture.until([&] {
            if (fixture.loop.now_ms() < next_ms) return false;
            next_ms += 5;
            return slow.say(head.empty() ? "G" : "x"), slow.closed();
        }));
        CHECK(fixture.loop.now_ms() - began_ms < 10'000);
        CHECK(fixture.refused(Refusal::late_handshake) == before + 1);
    }
    CHECK(fixture.events.requests.empty());
}

TEST_CASE("TLS that is begun and not finished, or finished and not used, is cut off in time") {
    ServerFixture fixture(true);
    net::ServerLimits limits;
    limits.handshake_ms = 700;
    fixture.listen(limits);
    RawSocket half(Wire{fixture.server->address()});
    half.say(std::string_view("\x16\x03\x01\x02\x00\x01", 6));
    RawSocket idle(fixture.wire());
    REQUIRE(fixture.until([&] { return idle.shook_hands(); }));
    REQUIRE(fixture.until([&] { return half.closed() && idle.closed(); }));
    CHECK(fixture.refused(Refusal::late_handshake) == 2);
}

TEST_CASE("a client that waits to be told to go on is told so") {
    ServerFixture fixture;
    fixture.listen();
    fixture.events.when_http = [&] { fixture.events.replies.back().answer({200, "text/plain", "ok"}); };
    const std::string head = "POST / HTTP/1.1\r\nHost: k\r\nexpect: 100-Continue\r\nContent-Length: ";
    RawSocket polite(fixture.wire());
    polite.say(head + "4\r\n\r\n");
    REQUIRE(fixture.until([&] { return polite.heard() == "HTTP/1.1 100 Continue\r\n\r\n"; }));
    polite.say("bo");
    fixture.loop.run_until([] { return false; }, 5);
    polite.say("dy");
    REQUIRE(fixture.until([&] { return polite.ended(); }));
    CHECK(has(polite.heard(), "Continue\r\n\r\nHTTP/1.1 200"));
    CHECK(fixture.events.requests.back().body == "body");
    RawSocket greedy(fixture.wire());
    greedy.say(head + "200000\r\n\r\n");
    REQUIRE(fixture.until([&] { return greedy.ended(); }));
    CHECK(greedy.heard().starts_with("HTTP/1.1 413"));
}

TEST_CASE("refusals of the parser have a body that says what is wrong") {
    ServerFixture fixture;
    fixture.listen();
    const auto answer = [&](const std::string& request) {
        RawSocket socket(fixture.wire());
        socket.say(request);
        CHECK(fixture.until([&] { return socket.ended(); }));
        return socket.heard();
    };
    const std::string too_large = answer("POST / HTTP/1.1\r\nHost: k\r\nContent-Length: 99999999\r\n\r\n");
    CHECK(has(too_large, "Content-Length: 26\r\n"));
    CHECK(too_large.ends_with("\r\n\r\nRequest Entity Too Large.\n"));
    const std::string bomb = answer("GET / HTTP/1.1\r\nHost: k\r\n" + repeated("a: b\r\n", 5'000));
    CHECK(has(bomb, "HTTP/1.1 431"));
    CHECK_FALSE(bomb.ends_with("\r\n\r\n"));
    CHECK(fixture.refused(Refusal::body_too_large) == 1);
    CHECK(fixture.refused(Refusal::header_too_large) == 1);
}

TEST_CASE("a handshake with a body, which could hide frames from being counted, is refused") {
    ServerFixture fixture;
    fixture.listen(strict());
    RawSocket socket(fixture.wire());
    socket.say(handshake("Content-Length: 4\r\n") + "\x82\xff\x7f\xff");
    REQUIRE(fixture.until([&] { return socket.ended(); }));
    CHECK(has(socket.heard(), "HTTP/1.1 400"));
    CHECK(fixture.events.opened.empty());
}

TEST_CASE("what a peer does wrong on an open WebSocket is counted by its kind") {
    ServerFixture fixture;
    fixture.listen();
    for (const std::string& bytes : {client_frame(3, "reserved"), client_frame(1, "\xc3\x28"),
                                     client_frame(1, std::string(limits::client_message_bytes + 1, 'x'))}) {
        const auto socket = fixture.open_raw();
        socket->say(bytes);
        REQUIRE(fixture.until([&] { return socket->closed(); }));
    }
    REQUIRE(fixture.until([&] { return fixture.events.closed.size() == 3; }));
    CHECK(fixture.refused(Refusal::broken_frame) == 1);
    CHECK(fixture.refused(Refusal::not_utf8) == 1);
    CHECK(fixture.refused(Refusal::message_too_large) == 1);
    const auto socket = fixture.open_raw();
    fixture.server->close(fixture.events.opened.back(), 1007, "the hub's own decision");
    socket->say(client_frame(8, "\x03\xef"));
    REQUIRE(fixture.until([&] { return fixture.events.closed.size() == 4; }));
    CHECK(fixture.refused(Refusal::not_utf8) == 1);
}

TEST_CASE("the handshake that gives way is the oldest of the address that has most") {
    net::ServerLimits limits;
    limits.handshakes_pending = 5;
    net::Admission admission(limits);
    std::vector<net::PeerId> gone;
    const auto enter = [&](net::PeerId id, const std::string& address) {
        return admission.enter(id, {address, false}, [&gone, id](Refusal cause) {
            CHECK(cause == Refusal::displaced_handshake);
            gone.push_back(id);
        });
    };
    const std::string a = "10.0.0.1", b = "10.0.0.2", c = "10.0.0.3";
    CHECK_FALSE(enter(1, b));
    CHECK_FALSE(enter(2, a));
    CHECK_FALSE(enter(3, a));
    CHECK_FALSE(enter(4, b));
    CHECK_FALSE(enter(5, a));
    CHECK(enter(6, a) == Refusal::too_many_handshakes);
    CHECK_FALSE(enter(7, b));
    CHECK(gone == std::vector<net::PeerId>{2});
    CHECK(enter(8, b) == Refusal::too_many_handshakes);
    CHECK_FALSE(enter(9, c));
    CHECK(gone == std::vector<net::PeerId>{2, 1});
}

TEST_CASE("an address that fills all unfinished handshakes cannot keep another one out") {
    ServerFixture fixture;
    net::ServerLimits limits = strict();
    limits.handshakes_pending = 3;
    fixture.listen(limits);
    std::list<RawSocket> hoard;
    for (int i = 0; i < 3; ++i) hoard.emplace_back(fixture.wire());
    REQUIRE(fixture.until([&] { return fixture.server->counters().connections_open == 3; }));
    Wire elsewhere = fixture.wire();
    elsewhere.from = INADDR_LOOPBACK + 1;
    RawSocket newcomer(elsewhere);
    newcomer.say(handshake());
    REQUIRE(fixture.until([&] { return has(newcomer.heard(), "101 Switching"); }));
    CHECK(fixture.refused(Refusal::displaced_handshake) == 1);
    CHECK(fixture.until([&] { return hoard.front().closed(); }));
    CHECK_FALSE(hoard.back().closed());
    REQUIRE(fixture.until([&] { return fixture.events.opened.size() == 1; }));
    CHECK(fixture.events.last_info.address == "127.0.0.2");
    hoard.emplace_back(fixture.wire());
    hoard.emplace_back(fixture.wire());
    CHECK(fixture.until([&] { return hoard.back().closed(); }));
    CHECK(fixture.refused(Refusal::too_many_handshakes) == 1);
}

TEST_CASE("every cause of a refusal has a name of its own") {
    std::set<std::string> names;
    for (std::size_t i = 0; i < net::refusals; ++i) names.insert(net::name_of(static_cast<Refusal>(i)));
    CHECK(names.size() == net::refusals);
}
