#include "net/http.h"

#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "net/server_fixture.h"

using namespace brigade;
using namespace brigade::test;

namespace {

std::string get(std::string_view target, std::string_view method = "GET") {
    return std::string(method).append(" ").append(target).append(" HTTP/1.1\r\nHost: kitchen:8686\r\n\r\n");
}

std::string post(std::string_view body) {
    return "POST /api/v1/orders HTTP/1.1\r\nHost: k\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n\r\n" + std::string(body);
}

// The whole conversation with a server that answers through `answer` or by itself.
std::string conversation(ServerFixture& fixture, const std::string& request) {
    RawSocket socket(fixture.wire());
    socket.say(request);
    CHECK(fixture.until([&] { return socket.closed(); }));
    CHECK(socket.ended());
    return socket.heard();
}

void answer_all(ServerFixture& fixture, const net::HttpAnswer& answer) {
    fixture.events.when_http = [&fixture, answer] { fixture.events.replies.back().answer(answer); };
}

}  // namespace

TEST_CASE("a request arrives with its parts and is answered at once") {
    ServerFixture fixture;
    fixture.listen();
    answer_all(fixture, {201, "application/json", "{\"seq\":1}", {{"X-Brigade", "yes"}}});
    const std::string answer = conversation(fixture,
                                            "POST /api/v1/orders?dry=1&x= HTTP/1.1\r\nHost: "
                                            "k\r\nauthorization: Bearer t\r\nContent-Length: 4\r\n\r\nbody");
    REQUIRE(fixture.events.requests.size() == 1);
    const net::HttpRequest& request = fixture.events.requests[0];
    CHECK(request.method == "POST");
    CHECK(request.path == "/api/v1/orders");
    CHECK(request.query == "dry=1&x=");
    CHECK(request.header("Authorization") == "Bearer t");
    CHECK(request.header("Absent").empty());
    CHECK(request.body == "body");
    CHECK(request.peer_address == "127.0.0.1");
    CHECK(request.loopback);
    CHECK(has(answer, "HTTP/1.1 201 Created\r\n"));
    CHECK(has(answer, "Connection: close\r\n"));
    CHECK(has(answer, "Content-Type: application/json\r\n"));
    CHECK(has(answer, "Content-Length: 9\r\n"));
    CHECK(has(answer, "X-Brigade: yes\r\n"));
    CHECK(answer.ends_with("\r\n\r\n{\"seq\":1}"));
    CHECK(fixture.refused(net::Refusal::abandoned_handshake) == 0);
}

TEST_CASE("a request may be answered later, and several out of order") {
    ServerFixture fixture;
    fixture.listen();
    RawSocket first(fixture.wire());
    RawSocket second(fixture.wire());
    first.say(get("/first"));
    REQUIRE(fixture.until([&] { return fixture.events.replies.size() == 1; }));
    second.say(get("/second"));
    REQUIRE(fixture.until([&] { return fixture.events.replies.size() == 2; }));
    fixture.events.replies[1].answer({200, "text/plain", "2"});
    REQUIRE(fixture.until([&] { return second.ended(); }));
    CHECK(first.heard().empty());
    fixture.events.replies[0].answer({200, "text/plain", "1"});
    CHECK(fixture.until([&] { return first.ended(); }));
    CHECK(first.heard().ends_with("\r\n\r\n1"));
    CHECK(fixture.events.replies[0].answered());
}

TEST_CASE("a reply that is dropped answers 500, one that is moved does not") {
    ServerFixture fixture;
    fixture.listen();
    fixture.events.when_http = [&] {
        net::HttpReply kept = std::move(fixture.events.replies.back());
        fixture.events.replies.clear();
        if (fixture.events.requests.back().path == "/moved") kept.answer({200, "text/plain", "kept"});
    };
    CHECK(has(conversation(fixture, get("/dropped")), "HTTP/1.1 500"));
    CHECK(has(conversation(fixture, get("/moved")), "HTTP/1.1 200"));
}

TEST_CASE("HEAD gets the length but not the body") {
    ServerFixture fixture;
    fixture.listen();
    answer_all(fixture, {200, "text/plain", "12345"});
    const std::string answer = conversation(fixture, get("/healthz", "HEAD"));
    CHECK(has(answer, "Content-Length: 5\r\n"));
    CHECK(answer.ends_with("\r\n\r\n"));
}

TEST_CASE(
    "a body of the allowed size passes, a longer one is answered 413, readable even while it is being sent") {
    ServerFixture fixture;
    fixture.listen();
    answer_all(fixture, {200, "text/plain", "ok"});
    CHECK(has(conversation(fixture, post(std::string(limits::client_message_bytes, 'x'))), "HTTP/1.1 200"));
    CHECK(fixture.events.requests[0].body.size() == limits::client_message_bytes);
    const std::string answer = conversation(fixture, post(std::string(200'000, 'x')));
    CHECK(has(answer, "HTTP/1.1 413"));
    CHECK(has(answer, "Connection: close\r\n"));
    CHECK(fixture.events.requests.size() == 1);
}

TEST_CASE(
    "a client that is still sending when its answer comes is not reset, so that it can read the answer") {
    ServerFixture fixture;
    fixture.listen();
    RawSocket socket(fixture.wire());
    socket.say(post(std::string(100'000, 'x')));
    REQUIRE(fixture.until([&] { return socket.ended(); }));
    for (int i = 0; i < 3; ++i) {
        CHECK(socket.say("rest") == 4);
        fixture.loop.run_until([] { return false; }, 10);
    }
    socket.hang_up();
    CHECK(fixture.until([&] { return fixture.server->counters().connections_open == 0; }));
}

TEST_CASE("headers without end are answered 431") {
    ServerFixture fixture;
    fixture.listen();
    CHECK(has(conversation(fixture, "GET / HTTP/1.1\r\nHost: k\r\nX: " + std::string(100'000, 'x')),
              "HTTP/1.1 431"));
    std::string many = "GET / HTTP/1.1\r\nHost: k\r\n";
    while (many.size() < 100'000) many += "X-" + std::to_string(many.size()) + ": y\r\n";
    CHECK(has(conversation(fixture, many), "HTTP/1.1 431"));
}

TEST_CASE("what is not HTTP is answered 400, a body without length 411") {
    ServerFixture fixture;
    fixture.listen();
    CHECK(has(conversation(fixture, "complete nonsense\r\n\r\n"), "HTTP/1.1 400"));
    CHECK(has(conversation(fixture, "GET / HTTP/1.1\r\n\r\n"), "HTTP/1.1 400"));
    CHECK(has(
        conversation(fixture, "POST / HTTP/1.1\r\nHost: k\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        "HTTP/1.1 411"));
    CHECK(fixture.events.requests.empty());
}

TEST_CASE("answering after the peer or the server has gone does nothing") {
    ServerFixture fixture;
    fixture.listen();
    {
        RawSocket socket(fixture.wire());
        socket.say(get("/gone"));
        REQUIRE(fixture.until([&] { return fixture.events.replies.size() == 1; }));
    }
    fixture.events.replies[0].answer({200, "text/plain", std::string(100'000, 'x')});
    CHECK(fixture.until([&] { return fixture.server->counters().connections_open == 0; }));

    RawSocket socket(fixture.wire());
    socket.say(get("/server-gone"));
    REQUIRE(fixture.until([&] { return fixture.events.replies.size() == 2; }));
    fixture.server.reset();
    fixture.events.replies[1].answer({200, "text/plain", "too late"});
    CHECK(fixture.until([&] { return socket.closed(); }));
    CHECK(socket.heard().empty());
}

namespace {

// As a browser sends it for a page of `origin` ("": it says none) that asks `host`.
net::HttpRequest from_page(const std::string& origin, const std::string& host, bool secure = false) {
    net::HttpRequest request;
    request.method = "GET";
    request.headers = {{"Host", host}};
    if (!origin.empty()) request.headers.emplace_back("Origin", origin);
    request.secure = secure;
    return request;
}

bool foreign_here(const std::string& host, bool secure = false) {
    net::HttpRequest from_a_page = from_page((secure ? "https://" : "http://") + host, host, secure);
    net::HttpRequest without_origin = from_page("", host, secure);  // so a page asks its own host
    from_a_page.loopback = without_origin.loopback = true;
    CHECK(from_a_page.foreign_origin() == without_origin.foreign_origin());
    return from_a_page.foreign_origin();
}

std::string name_of_this_machine() {
    char name[256] = {};
    REQUIRE(gethostname(name, sizeof name - 1) == 0);
    return name;
}

}  // namespace

TEST_CASE("the origin of a page is compared with the host it asks") {
    const auto foreign = [](const std::string& origin, const std::string& host, bool secure = false) {
        return from_page(origin, host, secure).foreign_origin();
    };
    CHECK_FALSE(foreign("", "kitchen:8686"));
    CHECK_FALSE(foreign("http://kitchen:8686", "kitchen:8686"));
    CHECK_FALSE(foreign("http://Kitchen", "kitchen"));
    CHECK_FALSE(foreign("http://kitchen", "kitchen:80"));
    CHECK_FALSE(foreign("https://kitchen:443", "kitchen", true));
    CHECK_FALSE(foreign("https://kitchen.local:8687", "kitchen.local:8687", true));
    CHECK_FALSE(foreign("http://[::1]:8686", "[::1]:8686"));
    CHECK(foreign("http://kitchen:8687", "kitchen:8686"));
    CHECK(foreign("http://kitchen.evil.example:8686", "kitchen:8686"));
    CHECK(foreign("http://[::1]", "[::1]:8686"));
    CHECK(foreign("null", "kitchen:8686"));
}

TEST_CASE("a page that came another way than it asks is of another origin, whatever its port") {
    CHECK(from_page("http://kitchen:8687", "kitchen:8687", true).foreign_origin());
    CHECK(from_page("https://kitchen:8686", "kitchen:8686", false).foreign_origin());
    CHECK(from_page("http://kitchen:443", "kitchen", true).foreign_origin());
    CHECK(from_page("ftp://kitchen:8686", "kitchen:8686").foreign_origin());
}

TEST_CASE("what a browser says comes from another site changes nothing, though it names no origin") {
    for (const char* site : {"cross-site", "same-site"}) {
        net::HttpRequest request = from_page("", "127.0.0.1:8686");
        request.headers.emplace_back("Sec-Fetch-Site", site);
        CHECK_FALSE(request.foreign_origin());  // a link to the page
        request.method = "HEAD";
        CHECK_FALSE(request.foreign_origin());
        request.method = "POST";
        CHECK(request.foreign_origin());
        request.method = "GET";
        request.headers.emplace_back("Upgrade", "websocket");  // a handshake begins what may change all
        CHECK(request.foreign_origin());
    }
    for (const char* site : {"same-origin", "none"}) {
        net::HttpRequest request = from_page("", "127.0.0.1:8686");
        request.method = "POST";
        request.headers.emplace_back("Sec-Fetch-Site", site);
        CHECK_FALSE(request.foreign_origin());
    }
}

TEST_CASE("on the hub's own machine, a name that others may point there is not its own") {
    const std::string own_name = name_of_this_machine();
    for (const std::string& own :
         {std::string("127.0.0.1:8686"), std::string("[::1]:8686"), std::string("localhost:8686"),
          std::string("a.localhost"), own_name + ":8686"}) {
        CHECK_FALSE(foreign_here(own));
        CHECK_FALSE(foreign_here(own, true));
    }
    CHECK_FALSE(foreign_here("::1:8686"));  // as our own screens write it
    for (const char* other :
         {"attacker.example:8686", "attacker.local:8686", "attacker:8686", "a.b:8686",
          "localhost.attacker:8686", "[attacker]:8686", "[bad]:8686", "bad:8686", "1.attacker.example"}) {
        CHECK(foreign_here(other));
        CHECK(foreign_here(other, true));
    }
    // Who answers for a name of mDNS is anybody; the certificate tells them apart.
    CHECK(foreign_here(own_name + ".local:8686"));
    CHECK_FALSE(foreign_here(own_name + ".local:8687", true));
}

TEST_CASE("from elsewhere the hub has any name, for there it takes a token or a session") {
    for (const char* name : {"hub.restaurant.example:8687", "warung-ibu.local:8687", "kitchen:8687"}) {
        CHECK_FALSE(from_page(std::string("https://") + name, name, true).foreign_origin());
        CHECK_FALSE(from_page("", name, true).foreign_origin());
    }
}
