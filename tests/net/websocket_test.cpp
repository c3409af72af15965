#include <catch2/catch_test_macros.hpp>

#include "net/server_fixture.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// What a server answers to a handshake, up to the end of the connection if it refuses.
std::string answer_to(ServerFixture& fixture, const std::string& request) {
    RawSocket socket(fixture.wire());
    socket.say(request);
    fixture.until([&] { return has(socket.heard(), "101 Switching") || socket.closed(); });
    return socket.heard();
}

}  // namespace

TEST_CASE("a handshake on /v1 opens a peer and selects brigade.v1 if it was offered") {
    ServerFixture fixture;
    fixture.listen();
    const std::string offered =
        answer_to(fixture, handshake("Sec-WebSocket-Protocol: other, brigade.v1\r\n"));
    CHECK(has(offered, "101 Switching"));
    CHECK(has(offered, "Sec-WebSocket-Protocol: brigade.v1"));
    const std::string bare = answer_to(fixture, handshake());
    CHECK(has(bare, "101 Switching"));
    CHECK_FALSE(has(bare, "Sec-WebSocket-Protocol"));
    REQUIRE(fixture.until([&] { return fixture.events.closed.size() == 2; }));
    CHECK(fixture.events.opened == fixture.events.closed);
    CHECK(fixture.events.last_info.address == "127.0.0.1");
    CHECK(fixture.events.last_info.loopback);
}

TEST_CASE("compression is never agreed to") {
    ServerFixture fixture;
    fixture.listen();
    const std::string answer =
        answer_to(fixture, handshake("Sec-WebSocket-Extensions: permessage-deflate\r\n"));
    CHECK(has(answer, "101 Switching"));
    CHECK_FALSE(has(answer, "deflate"));
}

TEST_CASE("handshakes that are not ours are refused with their status") {
    ServerFixture fixture;
    fixture.listen();
    CHECK(has(answer_to(fixture, handshake({}, "/v2")), "HTTP/1.1 404"));
    CHECK(has(answer_to(fixture, handshake("Sec-WebSocket-Protocol: chat\r\n")), "HTTP/1.1 400"));
    CHECK(has(answer_to(fixture, handshake("Origin: http://evil.example\r\n")), "HTTP/1.1 403"));
    CHECK(has(answer_to(fixture, handshake("Origin: null\r\n")), "HTTP/1.1 403"));
    CHECK(has(answer_to(fixture, handshake("Sec-WebSocket-Version: 8\r\n")), "HTTP/1.1 426"));
    CHECK(has(answer_to(fixture, handshake("Sec-WebSocket-Version: 99\r\n")), "HTTP/1.1 400"));
    CHECK(has(answer_to(fixture, handshake({}, "/v2")), "Connection: close"));
    CHECK(fixture.events.opened.empty());
    CHECK(fixture.refused(net::Refusal::foreign_page) == 2);
    CHECK(fixture.refused(net::Refusal::wrong_handshake) == 4);
    CHECK(fixture.refused(net::Refusal::broken_http) == 1);
    const std::string own =
        fixture.tls ? "Origin: https://127.0.0.1:8686\r\n" : "Origin: http://127.0.0.1:8686\r\n";
    CHECK(has(answer_to(fixture, handshake(own)), "101 Switching"));
}

TEST_CASE("text, binary and fragmented messages arrive whole and in order") {
    ServerFixture fixture;
    fixture.listen();
    const auto socket = fixture.open_raw();
    socket->say(client_frame(1, "one") + client_frame(1, "t", false));
    socket->say(client_frame(0, "w", false) + client_frame(9, "ping between") + client_frame(0, "o"));
    REQUIRE(fixture.until([&] { return fixture.events.messages.size() == 2; }));
    CHECK_FALSE(fixture.events.last_binary);
    socket->say(client_frame(2, std::string_view("\0\xff", 2)));
    REQUIRE(fixture.until([&] { return fixture.events.messages.size() == 3; }));
    CHECK(fixture.events.messages == std::vector<std::string>{"one", "two", std::string("\0\xff", 2)});
    CHECK(fixture.events.last_binary);
    CHECK(fixture.until([&] { return has(socket->heard(), server_frame(10, "ping between")); }));
}

TEST_CASE("a message may be sent together with the handshake") {
    ServerFixture fixture;
    fixture.listen();
    RawSocket socket(fixture.wire());
    socket.say(handshake() + client_frame(1, "early"));
    CHECK(fixture.until([&] { return fixture.events.messages == std::vector<std::string>{"early"}; }));
}

TEST_CASE("a message of the allowed size passes, a longer one closes 1009 with the frame readable") {
    ServerFixture fixture;
    fixture.listen();
    const auto socket = fixture.open_raw();
    const std::string longest(limits::client_message_bytes, 'x');
    socket->say(client_frame(1, longest));
    REQUIRE(fixture.until([&] { return fixture.events.messages.size() == 1; }));
    CHECK(fixture.events.messages[0] == longest);
    socket->say(client_frame(1, longest + "y"));
    REQUIRE(fixture.until([&] { return socket->closed(); }));
    CHECK(socket->ended());
    CHECK(close_code(socket->heard()) == 1009);
    CHECK(fixture.events.messages.size() == 1);
}

TEST_CASE("fragments that grow too long together close 1009") {
    ServerFixture fixture;
    fixture.listen();
    const auto socket = fixture.open_raw();
    const std::string part(40'000, 'x');
    socket->say(client_frame(1, part, false) + client_frame(0, part));
    REQUIRE(fixture.until([&] { return socket->closed(); }));
    CHECK(close_code(socket->heard()) == 1009);
}

TEST_CASE("what breaks the rules of WebSocket is closed with the right code") {
    ServerFixture fixture;
    fixture.listen();
    const auto code_for = [&](const std::string& bytes) {
        const auto socket = fixture.open_raw();
        socket->say(bytes);
        REQUIRE(fixture.until([&] { return socket->closed(); }));
        return close_code(socket->heard());
    };
    CHECK(code_for(client_frame(1, "\xc3\x28")) == 1007);
    CHECK(code_for(client_frame(1, "\xe2\x82")) == 1007);
    CHECK(code_for(client_frame(1, "unmasked", true, false)) == 1002);
    CHECK(code_for(client_frame(9, "fragmented ping", false)) == 1002);
    CHECK(code_for(client_frame(9, std::string(126, 'x'))) == 1002);
    CHECK(code_for(client_frame(3, "reserved opcode")) == 1002);
    CHECK(code_for(client_frame(0, "continues nothing")) == 1002);
    CHECK(code_for("\xc1\x80" + std::string(4, '\0')) == 1002);
    CHECK(code_for(client_frame(8, std::string("\x03\xe8", 2))) == 1000);
    CHECK(fixture.until([&] { return fixture.events.closed.size() == 9; }));
    CHECK(fixture.events.messages.empty());
}

TEST_CASE("one frame is sent to many peers, unmasked, and replies keep their order") {
    ServerFixture fixture;
    fixture.listen();
    const auto a = fixture.open_raw();
    const auto b = fixture.open_raw();
    const net::FramePtr frame = net::make_frame(std::string(300, 'f'));
    for (const net::PeerId peer : fixture.events.opened) {
        fixture.server->send(peer, frame);
        fixture.server->send_text(peer, "after");
    }
    const std::string expected = server_frame(1, std::string(300, 'f')) + server_frame(1, "after");
    CHECK(fixture.until([&] { return has(a->heard(), expected) && has(b->heard(), expected); }));
    CHECK(fixture.server->counters().bytes_out == 610);
}

TEST_CASE("a large frame is announced with its 64-bit length") {
    ServerFixture fixture;
    fixture.listen();
    const auto socket = fixture.open_raw();
    const std::string text(limits::hub_message_bytes, 's');
    fixture.server->send_text(fixture.events.opened[0], text);
    CHECK(fixture.until([&] { return has(socket->heard(), server_frame(1, text)); }));
}

TEST_CASE("closing tells the peer code and reason, passes nothing on any more and ends in one on_close") {
    ServerFixture fixture;
    fixture.listen();
    const auto socket = fixture.open_raw();
    fixture.events.when_message = [&](net::PeerId peer, std::string_view) {
        fixture.server->send_text(peer, "last words");
        fixture.server->close(peer, 4000, "replaced");
        fixture.server->send_text(peer, "never");
        fixture.server->close(peer, 4001, "once more");
    };
    socket->say(client_frame(1, "a") + client_frame(1, "b"));
    REQUIRE(fixture.until([&] { return has(socket->heard(), "replaced"); }));
    CHECK(has(socket->heard(), "last words"));
    CHECK_FALSE(has(socket->heard(), "never"));
    CHECK(close_code(socket->heard()) == 4000);
    CHECK(fixture.events.closed.empty());
    socket->say(client_frame(8, std::string("\x0f\xa0", 2)));
    REQUIRE(fixture.until([&] { return fixture.events.closed.size() == 1 && socket->ended(); }));
    CHECK(fixture.events.messages.size() == 1);
}

TEST_CASE("what is said to unknown peers is lost without harm") {
    ServerFixture fixture;
    fixture.listen();
    fixture.server->send_text(77, "hello?");
    fixture.server->close(77, 1000, "");
    fixture.server->want_drained(77);
    CHECK(fixture.server->queued_bytes(77) == 0);
}
