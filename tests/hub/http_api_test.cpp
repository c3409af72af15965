#include "hub/http_api.h"

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <optional>
#include <variant>

#include "core/json_fields.h"
#include "hub/fake_journal.h"
#include "net/event_loop.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

// The HTTP answers about an empty kitchen; what was asked of it is kept, not carried out.
struct HttpBench {
    net::EventLoop loop;
    std::shared_ptr<FakeDisk> disk = std::make_shared<FakeDisk>();
    FakeReader reader{disk};
    Writer writer{std::make_unique<FakeWriter>(disk), loop, [](const std::string&) {}};
    GroupCommit commits{
        Restored{Kitchen{}, disk->head, 0}, reader, writer, {[](auto) {}, [](const auto&) {}}};
    std::vector<Command> asked;
    HttpApi api{{commits,
                 [this](const Command& command, const GroupCommit::Answer& answer) {
                     asked.push_back(command);
                     answer(Ack{});
                 },
                 [] { return opening; }, [](const auto&) { return DurationMs{0}; },
                 [this](const net::HttpRequest& request) -> std::variant<Asker, Refusal> {
                     if (request.header("Authorization") == "Bearer bad")
                         return Refusal{ErrorCode::unauthorized, "", "no such device"};
                     Asker asker;
                     asker.person = person;
                     asker.device = device;
                     if (device) asker.terminal = "d-1";
                     return asker;
                 },
                 [this](const AdminRequest& request, const Asker& asker, const Admin::Tell& tell) {
                     administered.push_back(request.command.index());
                     actor = asker.terminal;
                     tell(std::string(R"({"type":"devices"})"));
                 },
                 [](const auto&) { return "{}"; }, [] { return ""; }, [] { return true; }}};
    std::optional<DeviceRole> device;  // whose token it is; nothing: this machine
    std::string person;                // who has signed in on the managers' page
    std::vector<std::size_t> administered;
    std::string actor;

    net::HttpHeaders more;  // of every request

    net::HttpAnswer ask(std::string method, std::string path, std::string body = "", std::string name = "") {
        net::HttpRequest request{std::move(method), std::move(path), "",  {},
                                 std::move(body),   "127.0.0.1",     true};
        request.headers.emplace_back("X-Brigade-Name", std::move(name));
        for (const auto& header : more) request.headers.push_back(header);
        net::HttpAnswer answered;
        api.handle(request, net::HttpReply([&](net::HttpAnswer&& answer) { answered = std::move(answer); }));
        return answered;
    }
};

const std::string order_text =
    R"({"id":"a","number":"1","placed_at":"2026-11-20T12:00:00Z","lines":[{"id":"1","name":"Soto","quantity":1}]})";

}  // namespace

TEST_CASE("an order of a terminal whose name is not text is refused: the journal could not be read again") {
    HttpBench bench;
    CHECK(bench.ask("POST", "/api/v1/orders", order_text, "caf\xe9").status == 400);
    CHECK(bench.ask("POST", "/api/v1/orders", order_text, std::string(201, 'x')).status == 400);
    CHECK(bench.asked.empty());
    CHECK(bench.ask("POST", "/api/v1/orders", order_text, "caf\xc3\xa9").status == 201);
    REQUIRE(bench.asked.size() == 1);
    CHECK(std::get<SubmitOrder>(bench.asked.front()).terminal == "caf\xc3\xa9");
}

TEST_CASE("over HTTP a token decides whose order it is, and what may be asked") {
    HttpBench bench;
    SECTION("a till's order is its device's, whatever name it gives") {
        bench.device = DeviceRole::pos;
        CHECK(bench.ask("POST", "/api/v1/orders", order_text, "another till").status == 201);
        CHECK(std::get<SubmitOrder>(bench.asked.front()).terminal == "d-1");
    }
    SECTION("a screen submits no orders") {
        bench.device = DeviceRole::kitchen;
        CHECK(bench.ask("POST", "/api/v1/orders", order_text).status == 409);
        CHECK(bench.asked.empty());
    }
    SECTION("a till bumps nothing and looks after nobody") {
        bench.device = DeviceRole::pos;
        CHECK(
            bench
                .ask("POST", "/api/v1/requests", R"({"type":"ticket.bump","order_id":"a","station":"grill"})")
                .status == 409);
        CHECK(bench.ask("POST", "/api/v1/requests", R"({"type":"device.list"})").status == 409);
        CHECK(bench.asked.empty());
        CHECK(bench.administered.empty());
    }
    SECTION("a manager's device looks after devices under its own id") {
        bench.device = DeviceRole::manager;
        CHECK(bench.ask("POST", "/api/v1/requests", R"({"type":"device.list"})").status == 200);
        CHECK(bench.administered.size() == 1);
        CHECK(bench.actor == "d-1");
    }
    SECTION("this machine looks after devices as itself, whatever name it gives") {
        CHECK(bench.ask("POST", "/api/v1/requests", R"({"type":"device.list"})", "somebody").status == 200);
        CHECK(bench.actor.empty());
    }
}

TEST_CASE("a hub that hands no updates on has none, and strangers are not told even that") {
    HttpBench bench;
    CHECK(bench.ask("GET", "/updates/SHA256SUMS").status == 404);
    bench.more = {{"Authorization", "Bearer bad"}};
    CHECK(bench.ask("GET", "/updates/SHA256SUMS").status == 401);
}

TEST_CASE("whatever bytes are asked for, the answer is JSON") {
    HttpBench bench;
    for (const char* path : {"/\xff", "/api/v1/orders/%ff", "/api/v1/stations/%c3/board"}) {
        net::HttpAnswer answer = bench.ask("GET", path);
        CHECK(answer.status == 404);
        CHECK(parse_json(answer.body));
    }
    CHECK(parse_json(bench.ask("P\xffST", "/api/v1/orders").body));
}

TEST_CASE(
    "a session of the managers' page looks after devices from its own page alone, and takes no orders") {
    HttpBench bench;
    bench.device = DeviceRole::manager;
    bench.person = "rina";
    const std::string list = R"({"type":"device.list"})";
    const net::HttpHeaders own{{"Host", "127.0.0.1:8686"},
                               {"Origin", "http://127.0.0.1:8686"},
                               {"Sec-Fetch-Site", "same-origin"},
                               {"Content-Type", "application/json"}};
    SECTION("its own page may") {
        bench.more = own;
        CHECK(bench.ask("POST", "/api/v1/requests", list).status == 200);
        CHECK(bench.administered.size() == 1);
        CHECK(bench.ask("GET", "/api/v1/stations").status == 200);
    }
    SECTION("a request that does not say whose page made it is refused") {
        CHECK(bench.ask("POST", "/api/v1/requests", list).status == 403);
        CHECK(bench.administered.empty());
    }
    SECTION("and so is a form's") {
        bench.more = own;
        bench.more.back().second = "text/plain";
        CHECK(bench.ask("POST", "/api/v1/requests", list).status == 403);
        CHECK(bench.administered.empty());
    }
    SECTION("orders are the tills' affair, and bumps the screens'") {
        bench.more = own;
        CHECK(bench.ask("POST", "/api/v1/orders", order_text).status == 409);
        CHECK(
            bench
                .ask("POST", "/api/v1/requests", R"({"type":"ticket.bump","order_id":"a","station":"grill"})")
                .status == 409);
        CHECK(bench.asked.empty());
    }
}

TEST_CASE("questions about the figures are asked with GET, and never reach the orders") {
    HttpBench bench;
    CHECK(bench.ask("GET", "/api/v1/analytics/status").status == 404);  // this hub has none
    CHECK(bench.ask("POST", "/api/v1/analytics/status", "{}").status == 405);
    bench.device = DeviceRole::pos;
    CHECK(bench.ask("GET", "/api/v1/analytics/status").status == 403);
    bench.more = {{"Authorization", "Bearer bad"}};
    CHECK(bench.ask("GET", "/api/v1/analytics/status").status == 401);
    CHECK(bench.asked.empty());
}
