// A tool asks a hub over HTTP and waits, while the hub goes on.
#include "net/http_question.h"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <future>

#include "net/server_fixture.h"

using namespace brigade;
using namespace brigade::test;

namespace {

struct QuestionFixture : ServerFixture {
    // Asked from another thread, as another program would.
    Result<net::HttpReceived> ask(const net::HubAddress& hub, const net::HttpQuestion& question) {
        std::atomic<bool> over = false;
        auto asked = std::async(std::launch::async, [&] {
            auto received = net::ask_over_http(hub, question);
            over = true;
            return received;
        });
        REQUIRE(until([&] { return over.load(); }, 20'000));
        return asked.get();
    }
    net::HubAddress hub() const {
        if (tls) return {"wss://" + server->address() + "/v1", {hub_identity().pin}};
        return {"ws://" + server->address() + "/v1", {}};
    }
    void answer_all(int status, const std::string& body) {
        events.when_http = [this, status, body] { events.replies.back().answer({status, "text/csv", body}); };
    }
};

}  // namespace

TEST_CASE_METHOD(QuestionFixture, "a question over HTTP brings status, type and body, however long that is") {
    listen();
    const std::string body(5 * 1024 * 1024, 'x');
    answer_all(200, body);
    const auto received = ask(hub(), {"/api/v1/analytics/facts?what=lines", "secret"});
    if (!received) FAIL(received.error().message);
    CHECK(received->status == 200);
    CHECK(received->content_type == "text/csv");
    CHECK(received->body == body);
    CHECK(events.requests.at(0).path == "/api/v1/analytics/facts");
    CHECK(events.requests.at(0).query == "what=lines");
    CHECK(events.requests.at(0).header("Authorization") == "Bearer secret");
}

TEST_CASE_METHOD(QuestionFixture, "a refusal is an answer too") {
    listen();
    answer_all(404, "no");
    const auto received = ask(hub(), {"/nothing"});
    REQUIRE(received);
    CHECK(received->status == 404);
    CHECK(received->body == "no");
    CHECK(events.requests.at(0).header("Authorization").empty());
}

TEST_CASE_METHOD(QuestionFixture, "an answer that is longer than was expected, or does not come, is none") {
    listen();
    answer_all(200, std::string(10'000, 'x'));
    CHECK_FALSE(ask(hub(), {"/", "", 5'000, 1'000}));
    events.when_http = {};  // the reply is kept
    const auto received = ask(hub(), {"/", "", 100});
    REQUIRE_FALSE(received);
    CHECK(received.error().message == "no answer in time");
}

TEST_CASE("a hub with another key is told nothing") {
    QuestionFixture fixture;
    if (!fixture.tls) return;
    fixture.listen();
    fixture.answer_all(200, "yes");
    net::HubAddress hub = fixture.hub();
    hub.pins = {std::string(64, 'a')};
    const auto received = fixture.ask(hub, {"/", "secret"});
    REQUIRE_FALSE(received);
    CHECK(received.error().message.find("key is not the one") != std::string::npos);
    CHECK(fixture.events.requests.empty());
    hub.pins.clear();  // a key that nobody knows
    CHECK_FALSE(fixture.ask(hub, {"/", "secret"}));
    CHECK(fixture.events.requests.empty());
}

TEST_CASE("what is not encrypted stays on this machine, and where nobody listens nobody answers") {
    CHECK(net::ask_over_http({"ws://192.0.2.1:8686/v1"}, {"/"}).error().message ==
          "it is another machine, and is reached by wss:// only");
    CHECK_FALSE(net::ask_over_http({"ws://127.0.0.1:1/v1"}, {"/"}));
    CHECK_FALSE(net::ask_over_http({"http//nonsense"}, {"/"}));
}
