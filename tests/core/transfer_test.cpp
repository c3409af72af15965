// ticket.transfer: the open lines move, with their timers.
#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;
using Told = std::vector<std::string>;

TEST_CASE("open lines move with their timers, done ones stay") {
    TestKitchen k(with_expo());
    k.submit(three_lines());
    k.wait(5000);
    k.start(at("grill", "a"), "1");
    k.bump_line(at("grill", "a"), "2");
    k.wait(5000);
    CHECK(answer(k.transfer(at("grill", "a"), "dessert")) == "ok");
    CHECK(k.board("grill").empty());
    CHECK(k.board("dessert") == Told{"a"});
    CHECK(k.line("a", "dessert", "1").state == LineState::started);
    CHECK(k.line("a", "dessert", "1").started_at == opening + 5000);
    CHECK(k.line("a", "dessert", "1").fired_at == opening);
    CHECK(k.line("a", "grill", "2").state == LineState::done);
    CHECK(k.told() == Told{"ready grill"});
    CHECK(k.ticket("a", "grill").generation == 2);
    CHECK(k.ticket("a", "dessert").generation == 1);
}

TEST_CASE("lines join a ticket that is there, and one that had left comes back") {
    TestKitchen k(with_expo());
    k.submit(three_lines());
    k.bump(at("drink", "a"));
    k.transfer(at("grill", "a"), "drink");
    CHECK(k.board("drink") == Told{"a"});
    CHECK(k.ticket("a", "drink").lines.size() == 3);
    CHECK(k.ticket("a", "drink").bumped_at == 0);
    CHECK(k.line("a", "drink", "3").state == LineState::done);
    k.bump(at("drink", "a"));
    CHECK(k.told() == Told{"ready drink", "ready"});
}

TEST_CASE("a transfer is safe to send again, and to send back") {
    TestKitchen k;
    k.submit(three_lines());
    Decision first = k.transfer(on_generation(1, at("grill", "a")), "drink");
    Decision again = k.transfer(on_generation(1, at("grill", "a")), "drink");
    CHECK(answer(again) == "duplicate");
    CHECK(seq_of(again) == seq_of(first));
    CHECK(answer(k.bump(on_generation(1, at("grill", "a")))) == "duplicate");
    CHECK(answer(k.transfer(on_generation(1, at("drink", "a")), "grill")) == "ok");
    CHECK(k.ticket("a", "grill").generation == 2);
    CHECK(k.board("grill") == Told{"a"});
    CHECK(k.line("a", "grill", "3").active());  // the whole ticket moved, whatever its lines' first station
}

TEST_CASE("held lines move as well, and fire where they are") {
    TestKitchen k;
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
    k.transfer(at("grill", "a"), "dessert");
    CHECK(k.line("a", "dessert", "2").held());
    k.fire("a", 2);
    CHECK(k.line("a", "dessert", "2").active());
}

TEST_CASE("a line that both stations cook is cooked once after the transfer") {
    TestKitchen k(with_expo());
    k.rules.routes.emplace_back();
    k.rules.routes.back().stations = {"grill", "drink"};
    k.submit(an_order("a").line("1", ""));
    k.bump(at("drink", "a"));
    k.transfer(at("grill", "a"), "drink");
    CHECK(k.ticket("a", "grill").lines.empty());
    CHECK(k.line("a", "drink", "1").state == LineState::done);
    CHECK(k.told() == Told{"ready"});
}

TEST_CASE("a line that had been moved away by an amendment can be transferred back, in a new generation") {
    TestKitchen k;
    k.submit(three_lines());
    k.amend(an_order("a").line("1").line("2", "drink").line("3", "drink"), 1);
    REQUIRE(k.line("a", "grill", "2").state == LineState::voided);
    k.transfer(at("drink", "a"), "grill");
    CHECK(k.line("a", "grill", "2").active());
    CHECK(k.ticket("a", "grill").generation == 2);
}

TEST_CASE("a ticket goes to another station that cooks, and only if something is open") {
    TestKitchen k(with_expo());
    k.submit(three_lines());
    CHECK(answer(k.transfer(at("grill", "a"), "fryer")) == "unknown_station");
    CHECK(path_of(k.transfer(at("grill", "a"), "fryer")) == "/to");
    for (const char* to : {"pass", "lobby", "grill"})
        CHECK(answer(k.transfer(at("grill", "a"), to)) == "not_allowed");
    CHECK(answer(k.transfer(at("dessert", "a"), "grill")) == "not_allowed");
    k.bump(at("grill", "a"));
    CHECK(answer(k.transfer(at("grill", "a"), "drink")) == "not_allowed");
}
