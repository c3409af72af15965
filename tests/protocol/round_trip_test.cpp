#include <catch2/catch_test_macros.hpp>
#include <variant>

#include "base/limits.h"
#include "core/event_json.h"
#include "core/snapshot.h"
#include "protocol/from_hub.h"
#include "protocol/hub_message.h"
#include "protocol/session.h"
#include "protocol/ticket_json.h"
#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

template <class T>
T read(const std::string& text) {
    auto message = read_hub_message(text);
    REQUIRE(message);
    REQUIRE(std::holds_alternative<T>(*message));
    return std::get<T>(*message);
}

TestKitchen busy_kitchen(int orders) {
    TestKitchen kitchen;
    for (int i = 0; i < orders; ++i)
        kitchen.submit(an_order("o" + std::to_string(i)).line("1").notes("pédas \"sekali\" 辣"));
    return kitchen;
}

}  // namespace

TEST_CASE("a screen puts a snapshot of many parts together again") {
    TestKitchen kitchen = busy_kitchen(1500);
    std::string snapshot = encode_snapshot(kitchen.kitchen);
    std::vector<std::string> parts = snapshot_texts(kitchen.kitchen.seq, "7-head", snapshot);
    REQUIRE(parts.size() > 3);
    std::string together;
    for (const std::string& text : parts) {
        CHECK(text.size() < limits::hub_message_bytes);
        auto part = read<FromHubSnapshotPart>(text);
        CHECK(part.parts == parts.size());
        CHECK(part.seq == kitchen.kitchen.seq);
        together += part.text;
    }
    CHECK(together == snapshot);
}

TEST_CASE("events reach a screen as they were written") {
    TestKitchen kitchen = busy_kitchen(3);
    std::vector<std::string> bodies;
    for (const Event& event : kitchen.journal) bodies.push_back(encode_event(event));
    auto events = read<FromHubEvents>(events_text("7-head", {bodies.begin(), bodies.end()}));
    CHECK(events.head == "7-head");
    CHECK(events.events == kitchen.journal);
}

TEST_CASE("a message that the screen does not know is passed over, a broken one is an error") {
    CHECK(std::holds_alternative<FromHubOther>(*read_hub_message(R"({"type":"weather","sun":true})")));
    CHECK_FALSE(read_hub_message("{"));
    CHECK_FALSE(read_hub_message("[]"));
    CHECK_FALSE(read_hub_message(R"({"type":"welcome"})"));
    CHECK_FALSE(read_hub_message(R"({"type":"events","head":"x","events":[{"seq":1}]})"));
    CHECK_FALSE(read_hub_message(R"({"type":"events","head":7,"events":[]})"));
    CHECK_FALSE(read_hub_message(R"({"type":"snapshot","seq":1,"part":2,"parts":1,"kitchen":"{}"})"));
}

TEST_CASE("nothing counts before a hello, and one hello is enough") {
    ServerSession session;
    const char* bump = R"({"type":"ticket.bump","id":"1","order_id":"a","station":"grill"})";
    const char* hello = R"({"type":"hello","protocol":1,"role":"station","station":"grill","screen":"s1"})";
    auto early = session.receive(bump, false);
    REQUIRE(std::holds_alternative<Rejection>(early));
    CHECK(std::get<Rejection>(early).close == close_code::policy);
    CHECK(std::get<Rejection>(early).re == "1");

    auto greeting = session.receive(hello, false);
    REQUIRE(std::holds_alternative<Hello>(greeting));
    session.accept(std::get<Hello>(greeting));
    CHECK(std::holds_alternative<Request>(session.receive(bump, false)));
    auto again = session.receive(hello, false);
    REQUIRE(std::holds_alternative<Rejection>(again));
    CHECK(std::get<Rejection>(again).close == 0);
    auto broken = session.receive(R"({"type":"hello","protocol":2})", false);
    CHECK(std::get<Rejection>(broken).close == 0);
    CHECK(std::get<Rejection>(session.receive(bump, true)).close == close_code::policy);
}

TEST_CASE("a press may say who pressed it, by an id") {
    Asker screen;
    screen.role = Role::station;
    auto cook_in = [&](const std::string& more) {
        const std::string bump = R"({"type":"ticket.bump","order_id":"a","station":"grill")";
        auto read = read_request(bump + more + "}", screen);
        const auto* request = std::get_if<Request>(&read);
        if (!request) return std::get<Rejection>(read).refusal.path;
        return std::get<BumpTicket>(request->command).press.cook;
    };
    CHECK(cook_in("").empty());
    CHECK(cook_in(R"(,"cook":null)").empty());
    CHECK(cook_in(R"(,"cook":"ani")") == "ani");
    CHECK(cook_in(R"(,"cook":"Ani Lestari")") == "/cook");
    CHECK(cook_in(R"(,"cook":7)") == "/cook");
}

TEST_CASE(
    "a card number in an order is gone before anybody keeps it, and the order sent again is a duplicate") {
    const std::string order =
        R"({"id":"a","number":"42","placed_at":"2026-11-20T12:03:07.120Z",)"
        R"("guest":"Ana 4111 1111 1111 1111","lines":[{"id":"1","name":"Tea","quantity":1,)"
        R"("notes":"card 5555555555554444"}]})";
    TestKitchen kitchen;
    for (const char* expected : {"ok", "duplicate"}) {
        auto read = read_request(R"({"type":"order.submit","order":)" + order + "}", Asker{});
        REQUIRE(std::holds_alternative<Request>(read));
        CHECK(answer(kitchen.run(std::get<Request>(read).command)) == expected);
    }
    auto alone = read_single_order(order);
    REQUIRE(std::holds_alternative<OrderPtr>(alone));
    CHECK(answer(kitchen.submit(std::get<OrderPtr>(alone))) == "duplicate");
    auto amended = read_request(R"({"type":"order.amend","revision":1,"order":)" + order + "}", Asker{});
    REQUIRE(std::holds_alternative<Request>(amended));
    kitchen.run(std::get<Request>(amended).command);
    for (const Event& event : kitchen.journal) {
        std::string text = encode_event(event);
        CHECK(text.find("4111 1111") == text.npos);
        CHECK(text.find("55555555") == text.npos);
    }
    CHECK(kitchen.order("a").content->guest == "Ana **** **** **** 1111");
}

TEST_CASE("HTTP tells who stands in for whom, and of a line where it came from") {
    KitchenConfig config = a_kitchen();
    config.stations[0].backup = "drink";
    TestKitchen k(config);
    k.watches_delivery = true;
    CHECK(stations_answer(k.kitchen).starts_with(
        R"({"stations":[{"id":"grill","name":"grill","kind":"prep","backup":"drink"},)"
        R"({"id":"drink","name":"drink","kind":"prep"},)"));
    k.submit(an_order("a").line("1"));
    k.wait(70'000);
    k.delivery.heard["drink"] = k.now;
    k.tick();
    CHECK(stations_answer(k.kitchen).find(R"("backup":"drink","covered_by":"drink")") != std::string::npos);
    CHECK(board_answer(k.kitchen, "drink", k.now).find(R"("from":"grill")") != std::string::npos);
}
