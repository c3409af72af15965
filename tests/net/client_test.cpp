#include "net/client.h"

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <string>
#include <vector>

#include "net/address.h"
#include "net/client_fixture.h"

using namespace brigade;
using namespace brigade::test;

TEST_CASE("a client and a server talk both ways") {
    ClientFixture fixture;
    fixture.listen();
    CHECK_FALSE(fixture.client->send("too early"));
    fixture.open();
    CHECK(fixture.client->open());
    CHECK(fixture.client->send("hello"));
    REQUIRE(fixture.until([&] { return fixture.events.messages == std::vector<std::string>{"hello"}; }));
    const std::string large(limits::hub_message_bytes, 's');
    fixture.server->send_text(fixture.events.opened[0], "welcome");
    fixture.server->send_text(fixture.events.opened[0], large);
    REQUIRE(fixture.until([&] { return fixture.seen.messages.size() == 2; }));
    CHECK(fixture.seen.messages == std::vector<std::string>{"welcome", large});
}

TEST_CASE("a message larger than a hub may send ends the connection with 1009") {
    ClientFixture fixture;
    fixture.listen();
    fixture.open();
    fixture.server->send_text(fixture.events.opened[0], std::string(limits::hub_message_bytes + 1, 's'));
    REQUIRE(fixture.until([&] { return fixture.seen.closed == 1; }));
    CHECK(fixture.seen.code == 1009);
    CHECK(fixture.seen.messages.empty());
}

TEST_CASE("the client learns why the hub closed, and can connect again from there") {
    ClientFixture fixture;
    fixture.listen();
    fixture.open();
    fixture.seen.when_closed = [&] {
        if (fixture.seen.closed < 3) CHECK(fixture.client->connect(fixture.url()));
    };
    for (std::size_t round = 0; round < 3; ++round) {
        REQUIRE(fixture.until(
            [&] { return fixture.events.opened.size() == round + 1 && fixture.client->open(); }));
        fixture.server->close(fixture.events.opened[round], 4000, "replaced by a newer hello");
        REQUIRE(fixture.until([&] { return fixture.seen.closed == static_cast<int>(round) + 1; }));
        CHECK(fixture.seen.code == 4000);
        CHECK(fixture.seen.reason == "replaced by a newer hello");
    }
    CHECK(fixture.until([&] { return fixture.server->counters().connections_open == 0; }));
}

TEST_CASE("a client that says goodbye hears the end of it once") {
    ClientFixture fixture;
    fixture.listen();
    fixture.open();
    CHECK(fixture.client->send("last"));
    fixture.client->close(1000, "done");
    CHECK_FALSE(fixture.client->open());
    CHECK_FALSE(fixture.client->send("after"));
    fixture.client->close();
    REQUIRE(fixture.until([&] { return fixture.seen.closed == 1 && fixture.events.closed.size() == 1; }));
    CHECK(fixture.seen.code == 1000);
    CHECK(fixture.events.messages == std::vector<std::string>{"last"});
    fixture.client->close();
    fixture.loop.run_until([] { return false; }, 10);
    CHECK(fixture.seen.closed == 1);
}

TEST_CASE("a dropped connection ends at once for both") {
    ClientFixture fixture;
    fixture.listen();
    fixture.open();
    fixture.client->drop("the hub was silent");
    CHECK(fixture.seen.closed == 0);
    REQUIRE(fixture.until([&] { return fixture.seen.closed == 1 && fixture.events.closed.size() == 1; }));
    CHECK(fixture.seen.reason == "the hub was silent");
}

TEST_CASE("a hub that goes away is noticed") {
    ClientFixture fixture;
    fixture.listen();
    fixture.open();
    fixture.server.reset();
    REQUIRE(fixture.until([&] { return fixture.seen.closed == 1; }));
    CHECK(fixture.seen.code == 1006);
    CHECK(has(fixture.seen.reason, "lost"));
}

TEST_CASE("failures to connect come as one sentence each") {
    ClientFixture fixture;
    fixture.listen();
    const auto reason_for = [&](const net::HubAddress& url) {
        const int before = fixture.seen.closed;
        REQUIRE(fixture.client->connect(url));
        CHECK(fixture.seen.closed == before);
        CHECK_FALSE(fixture.client->connect(url));
        REQUIRE(fixture.until([&] { return fixture.seen.closed == before + 1; }, 10'000));
        return fixture.seen.reason;
    };
    CHECK(has(reason_for(fixture.url("/elsewhere")), "404"));
    const net::HubAddress nobody_there = fixture.url();
    fixture.server.reset();
    CHECK(has(reason_for(nobody_there), "refused"));
    CHECK(has(reason_for({"ws://no-such-host.invalid:8686/v1"}), "no such host"));
    CHECK(fixture.seen.opened == 0);
}

TEST_CASE("addresses that cannot be read are refused at once") {
    ClientFixture fixture;
    for (const char* url : {"", "hub", "http://hub/", "ws://", "ws://:80/", "ws://hub:0/", "ws://hub:99999/",
                            "ws://::1:80/", "ws://[::1/", "ws://hub/v1 x", "ws://hub:/v1"}) {
        INFO(url);
        CHECK_FALSE(fixture.client->connect({url}));
    }
    for (const std::string& pin : {std::string("abc"), std::string(64, 'A'), std::string(63, 'a')}) {
        const Status refused = fixture.client->connect({"wss://hub:8687/v1", {pin}});
        REQUIRE_FALSE(refused);
        CHECK(has(refused.error().message, "not the pin of a hub's key"));
    }
    CHECK(fixture.seen.closed == 0);
    const auto parsed = net::parse_hub_url("ws://[::1]/v1");
    REQUIRE(parsed);
    CHECK_FALSE(parsed->secure);
    const auto secure = net::parse_hub_url("WSS://hub.local");
    REQUIRE(secure);
    CHECK(secure->secure);
    CHECK(secure->port == 443);
    CHECK(parsed->host == "::1");
    CHECK(parsed->port == 80);
    CHECK(parsed->resource == "/v1");
}

TEST_CASE("any traffic counts as heard, pings are answered without being asked") {
    ClientFixture fixture;
    net::ServerLimits limits;
    limits.ping_ms = 20;
    limits.silent_ms = 700;  // a machine that is busy with something else is not silent yet
    fixture.listen(limits);
    fixture.open();
    const DurationMs opened_ms = fixture.client->last_heard_ms();
    CHECK(fixture.loop.now_ms() - opened_ms < 5000);
    CHECK(
        fixture.until([&] { return fixture.client->last_heard_ms() > opened_ms + limits.silent_ms + 300; }));
    CHECK(fixture.events.closed.empty());
}

TEST_CASE("a client that is destroyed at any moment calls nobody and leaves no peer") {
    ClientFixture fixture;
    fixture.listen();
    REQUIRE(fixture.client->connect(fixture.url()));
    fixture.client.reset();
    fixture.client = net::Client::make(fixture.loop, fixture.seen);
    fixture.open();
    fixture.client.reset();
    CHECK(fixture.until([&] { return fixture.server->counters().connections_open == 0; }));
    fixture.client = net::Client::make(fixture.loop, fixture.seen);
    fixture.seen.when_message = [&] { fixture.client.reset(); };
    fixture.open();
    for (int i = 0; i < 3; ++i) fixture.server->send_text(fixture.events.opened.back(), "a");
    REQUIRE(fixture.until([&] { return fixture.server->counters().connections_open == 0; }));
    CHECK(fixture.seen.messages.size() == 1);
    CHECK(fixture.seen.closed == 0);
    fixture.client = net::Client::make(fixture.loop, fixture.seen);
    fixture.seen.when_open = [&] { fixture.client.reset(); };
    fixture.open();
    CHECK(fixture.until([&] { return fixture.server->counters().connections_open == 0; }));
}

TEST_CASE("IPv6 loopback works like IPv4") {
    ClientFixture fixture;
    auto listening = net::Server::listen(fixture.loop, "[::1]:0", fixture.events, fixture.options());
    if (!listening) SKIP("this machine has no IPv6 loopback");
    fixture.server = *std::move(listening);
    fixture.open();
    CHECK(fixture.events.last_info.address == "::1");
    CHECK(fixture.events.last_info.loopback);
}
