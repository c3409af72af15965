// order.void: the whole order or some lines; cooks see it and confirm.
#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

TEST_CASE("voiding lines raises the revision and marks them until a cook confirms") {
    TestKitchen k;
    k.submit(three_lines());
    Decision voided = k.void_lines("a", {"1"});
    CHECK(answer(voided) == "ok");
    CHECK(ack_of(voided).revision == 1u);
    CHECK(k.told() == std::vector<std::string>{"voided"});
    CHECK(k.line("a", "grill", "1").state == LineState::voided);
    CHECK(k.line("a", "grill", "1").change == Change::removed);
    CHECK_FALSE(k.order("a").closed());
    k.confirm(of_revision(1, at("grill", "a")));
    CHECK(k.line("a", "grill", "1").change == Change::none);
}

TEST_CASE("a void order stays on the screens where it was until each cook confirms") {
    TestKitchen k;
    k.submit(three_lines());
    k.bump(at("drink", "a"));
    k.void_order("a");
    CHECK(k.told() == std::vector<std::string>{"voided"});
    CHECK(k.order("a").phase() == OrderPhase::voided);
    CHECK(k.board("grill") == std::vector<std::string>{"a"});
    CHECK(k.board("drink").empty());  // its cook had finished: nothing to stop
    CHECK(answer(k.confirm(of_revision(1, at("grill", "a")))) == "ok");
    CHECK(k.board("grill").empty());
}

TEST_CASE("a held line that is voided was never seen, so there is nothing to confirm") {
    TestKitchen k;
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "dessert", 1, 2));
    k.void_order("a");
    CHECK(k.board("grill") == std::vector<std::string>{"a"});
    CHECK(k.board("dessert").empty());
}

TEST_CASE("a held line voided on a ticket that is being cooked needs no confirmation either") {
    TestKitchen k;
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
    k.void_lines("a", {"2"});
    CHECK(k.line("a", "grill", "2").change == Change::none);
}

TEST_CASE("bumping a ticket confirms the removals that it showed") {
    TestKitchen k;
    k.submit(three_lines());
    k.void_order("a");
    CHECK(answer(k.bump(of_revision(0, at("grill", "a")))) == "duplicate");
    CHECK(k.board("grill") == std::vector<std::string>{"a"});
    CHECK(answer(k.bump(of_revision(1, at("grill", "a")))) == "ok");
    CHECK(k.board("grill").empty());
}

TEST_CASE("voiding every line one by one voids the order") {
    TestKitchen k;
    k.submit(three_lines());
    k.void_lines("a", {"1", "2"});
    CHECK_FALSE(k.order("a").voided);
    k.void_lines("a", {"3"});
    CHECK(k.order("a").voided);
}

TEST_CASE("voiding what is void is a duplicate with the seq of the first time") {
    TestKitchen k;
    k.submit(three_lines());
    Decision first = k.void_lines("a", {"1"});
    Decision second = k.void_lines("a", {"2"});
    CHECK(answer(k.void_lines("a", {"1"})) == "duplicate");
    CHECK(seq_of(k.void_lines("a", {"1"})) == seq_of(first));
    CHECK(seq_of(k.void_lines("a", {"1", "2"})) == seq_of(second));
    Decision whole = k.void_order("a");
    CHECK(answer(k.void_order("a")) == "duplicate");
    CHECK(seq_of(k.void_order("a")) == seq_of(whole));
    CHECK(k.order("a").revision() == 3);
}

TEST_CASE("of lines partly void already only the rest is voided") {
    TestKitchen k;
    k.submit(three_lines());
    k.void_lines("a", {"1"});
    k.void_lines("a", {"1", "2", "2"});
    REQUIRE(k.events.size() == 1);
    CHECK(std::get<OrderVoided>(k.events[0].body).lines == std::vector<std::string>{"2"});
}

TEST_CASE("a line that is not there is unknown_line, and nothing is voided") {
    TestKitchen k;
    k.submit(three_lines());
    Decision voided = k.void_lines("a", {"1", "9"});
    CHECK(answer(voided) == "unknown_line");
    CHECK(path_of(voided) == "/lines/1");
    CHECK(k.line("a", "grill", "1").state == LineState::open);
}

TEST_CASE("what is left may be ready, or served, once the rest is void") {
    TestKitchen k(with_expo());
    SECTION("done lines are left") {
        k.submit(three_lines());
        k.bump(at("grill", "a"));
        k.void_lines("a", {"3"});
        CHECK(k.told() == std::vector<std::string>{"voided", "ready"});
    }
    SECTION("served lines are left") {
        k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
        k.bump(at("pass", "a"));
        k.void_order("a");
        CHECK(k.told() == std::vector<std::string>{"voided", "served"});
        CHECK(k.order("a").served);
        CHECK(answer(k.void_order("a")) == "duplicate");
    }
}

TEST_CASE("what has been served cannot be voided") {
    TestKitchen k(with_expo());
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
    k.bump(at("pass", "a"));
    CHECK(answer(k.void_lines("a", {"1"})) == "not_allowed");
    k.fire("a", 2);
    k.bump(at("pass", "a"));
    CHECK(answer(k.void_order("a")) == "not_allowed");
}

TEST_CASE("what is void cannot be cooked, recalled, held or moved") {
    TestKitchen k;
    k.submit(three_lines());
    k.void_lines("a", {"1"});
    CHECK(answer(k.start(at("grill", "a"), "1")) == "not_allowed");
    CHECK(answer(k.bump_line(at("grill", "a"), "1")) == "not_allowed");
    k.void_order("a");
    CHECK(answer(k.recall(at("grill", "a"))) == "not_allowed");
    CHECK(answer(k.hold("a")) == "not_allowed");
    CHECK(answer(k.run(SetPriority{"a", Priority::rush, {}})) == "not_allowed");
    CHECK(answer(k.transfer(at("grill", "a"), "dessert")) == "not_allowed");
}

TEST_CASE("an order of which nothing can be voided any more is not called void") {
    TestKitchen k;
    k.rules.routes.emplace_back();
    k.rules.routes.back().stations = {"grill", "drink"};
    k.submit(an_order("a").line("1", ""));
    k.bump(at("grill", "a"));
    k.bump(at("drink", "a"));
    k.recall(at("drink", "a"));  // the line was served, and half of it is made again
    CHECK(answer(k.void_order("a")) == "not_allowed");
}

TEST_CASE("a void sent again after cooks recalled and bumped what had been served before it is a duplicate") {
    TestKitchen k;
    k.submit(an_order("a").line("1").line("2", "drink"));
    k.bump(at("grill", "a"));
    k.bump(at("drink", "a"));  // served
    k.recall(at("grill", "a"));
    Decision first = k.void_order("a");
    REQUIRE(answer(first) == "ok");
    k.recall(at("drink", "a"));
    SECTION("while it is being made again") {}
    SECTION("after it was served again") { k.bump(at("drink", "a")); }
    Decision again = k.void_order("a");
    CHECK(answer(again) == "duplicate");
    CHECK(seq_of(again) == seq_of(first));
    CHECK(k.events.empty());
}

TEST_CASE("a start or a bump that had counted is a duplicate when it is sent again after the void") {
    TestKitchen k;
    k.submit(an_order("a").line("1", "grill", 3).line("2"));
    k.start(at("grill", "a"), "1");
    k.bump_line(at("grill", "a"), "1", 2);
    k.void_order("a");
    CHECK(answer(k.start(at("grill", "a"), "1")) == "duplicate");
    CHECK(answer(k.bump_line(at("grill", "a"), "1", 2)) == "duplicate");
    CHECK(answer(k.bump_line(at("grill", "a"), "1", 3)) == "not_allowed");
    CHECK(answer(k.start(at("grill", "a"), "2")) == "not_allowed");
}
