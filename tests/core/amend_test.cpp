// order.amend: which lines keep their state, which change, which go.
#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

OrderBuilder two_lines() { return an_order("a").line("1", "grill", 3).line("2"); }

}  // namespace

TEST_CASE("unchanged lines keep their state") {
    TestKitchen k;
    k.submit(two_lines());
    k.start(at("grill", "a"), "1");
    k.bump_line(at("grill", "a"), "2");
    TicketLine started = k.line("a", "grill", "1"), done = k.line("a", "grill", "2");
    CHECK(answer(k.amend(two_lines().notes("birthday"), 1)) == "ok");
    CHECK(k.line("a", "grill", "1") == started);
    CHECK(k.line("a", "grill", "2") == done);
    CHECK(k.order("a").content->notes == "birthday");
    CHECK(k.ticket("a", "grill").generation == 1);
}

TEST_CASE("the ack names the new revision and where its lines are") {
    TestKitchen k;
    k.submit(two_lines());
    Decision amended = k.amend(an_order("a").line("1", "grill", 3).line("3", "drink"), 1);
    CHECK(ack_of(amended).revision == 1u);
    CHECK(ack_of(amended).tickets == std::vector<StationLines>{{"grill", {"1"}}, {"drink", {"3"}}});
    CHECK(seq_of(amended) == k.kitchen.seq);
}

TEST_CASE("added, changed and removed lines are marked, with the revision that did it") {
    TestKitchen k;
    k.submit(two_lines());
    k.amend(an_order("a").line("1", "grill", 4).line("3"), 1);
    CHECK(k.line("a", "grill", "1").change == Change::changed);
    CHECK(k.line("a", "grill", "2").change == Change::removed);
    CHECK(k.line("a", "grill", "2").state == LineState::voided);
    CHECK(k.line("a", "grill", "3").change == Change::added);
    for (auto line : {"1", "2", "3"}) CHECK(k.line("a", "grill", line).revision == 1);
    CHECK(k.order("a").lines[0].content->quantity == 4);
}

TEST_CASE("a started line that changes stays started") {
    TestKitchen k;
    k.submit(two_lines());
    k.start(at("grill", "a"), "1");
    k.bump_line(at("grill", "a"), "1", 2);
    k.amend(an_order("a").line("1", "grill", 5).line("2"), 1);
    CHECK(k.line("a", "grill", "1").state == LineState::started);
    CHECK(k.line("a", "grill", "1").done == 2);
}

TEST_CASE("a line that is made smaller than what is done of it asks for one last look") {
    TestKitchen k;
    k.submit(two_lines());
    k.bump_line(at("grill", "a"), "1", 2);
    k.amend(an_order("a").line("1", "grill", 2).line("2"), 1);
    CHECK(k.line("a", "grill", "1").state == LineState::open);
    CHECK(k.line("a", "grill", "1").done == 1);
    CHECK(answer(k.bump_line(at("grill", "a"), "1")) == "ok");
}

TEST_CASE("a changed done line reopens its ticket as a new generation") {
    TestKitchen k(with_expo());
    k.submit(two_lines());
    k.bump(at("grill", "a"));
    CHECK(k.board("grill").empty());
    k.amend(two_lines().line_notes("no salt"), 1);
    CHECK(k.ticket("a", "grill").generation == 2);
    CHECK(k.line("a", "grill", "2").state == LineState::open);
    CHECK(k.line("a", "grill", "2").done == 0);
    CHECK(k.line("a", "grill", "1").state == LineState::done);
    CHECK(k.board("grill") == std::vector<std::string>{"a"});
    CHECK_FALSE(k.order("a").ready);
    CHECK(answer(k.bump(on_generation(1, at("grill", "a")))) == "duplicate");
    k.bump(on_generation(2, at("grill", "a")));
    CHECK(k.told() == std::vector<std::string>{"ready grill", "ready"});
}

TEST_CASE("a line of another route moves: void and marked where it was, added where it goes") {
    TestKitchen k;
    k.submit(two_lines());
    k.amend(an_order("a").line("1", "grill", 3).line("2", "drink"), 1);
    CHECK(k.line("a", "grill", "2").state == LineState::voided);
    CHECK(k.line("a", "grill", "2").change == Change::removed);
    CHECK(k.line("a", "drink", "2").change == Change::added);
    CHECK(k.board("drink") == std::vector<std::string>{"a"});
}

TEST_CASE("a line that moves away and back is cooked, in a new generation") {
    TestKitchen k;
    k.submit(two_lines());
    k.amend(an_order("a").line("1", "grill", 3).line("2", "drink"), 1);
    k.amend(two_lines(), 2);
    CHECK(k.line("a", "grill", "2").active());
    CHECK(k.line("a", "grill", "2").change == Change::added);
    CHECK(k.ticket("a", "grill").generation == 2);
    CHECK(k.line("a", "drink", "2").state == LineState::voided);
}

TEST_CASE("a line that a cook transferred stays there when its order is amended") {
    TestKitchen k;
    k.submit(two_lines());
    k.transfer(at("grill", "a"), "dessert");
    k.amend(an_order("a").line("1", "grill", 5).line("2").notes("hurry"), 1);
    CHECK(k.ticket("a", "grill").lines.empty());
    CHECK(k.line("a", "dessert", "1").change == Change::changed);
    CHECK(k.line("a", "dessert", "2").change == Change::none);
}

TEST_CASE("a new allergy marks every line that is still being made") {
    TestKitchen k;
    k.submit(two_lines());
    k.bump_line(at("grill", "a"), "2");
    k.amend(two_lines().allergy("peanut"), 1);
    CHECK(k.line("a", "grill", "1").change == Change::changed);
    CHECK(k.line("a", "grill", "2").change == Change::none);
    CHECK(k.line("a", "grill", "2").state == LineState::done);
}

TEST_CASE("a new allergy leaves a share that is done as it is, while the other station's is marked") {
    TestKitchen k;
    k.rules.routes.emplace_back();
    k.rules.routes.back().stations = {"grill", "drink"};
    OrderBuilder both = an_order("a").line("1", "", 2);
    k.submit(both);
    k.bump(at("grill", "a"));
    k.amend(both.allergy("peanut"), 1);
    CHECK(k.line("a", "drink", "1").change == Change::changed);
    CHECK(k.line("a", "grill", "1").state == LineState::done);
    CHECK(k.line("a", "grill", "1").done == 2);
    CHECK(k.line("a", "grill", "1").change == Change::none);
}

TEST_CASE("an amendment that leaves out the last open line makes the order ready") {
    TestKitchen k(with_expo());
    k.submit(two_lines());
    k.bump_line(at("grill", "a"), "1");
    k.amend(an_order("a").line("1", "grill", 3), 1);
    CHECK(k.told() == std::vector<std::string>{"ready grill", "ready"});
}

TEST_CASE("a voided line id never returns") {
    TestKitchen k;
    k.submit(two_lines());
    k.amend(an_order("a").line("1", "grill", 3), 1);
    Decision back = k.amend(two_lines(), 2);
    CHECK(answer(back) == "not_allowed");
    CHECK(path_of(back) == "/order/lines/1/id");
    k.void_lines("a", {"1"});
    CHECK(answer(k.amend(an_order("a").line("1", "grill", 3).line("4"), 3)) == "not_allowed");
}

TEST_CASE("what has been served can neither be changed nor left out") {
    TestKitchen k(with_expo());
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
    k.bump(at("pass", "a"));
    Decision changed = k.amend(an_order("a").line("1", "grill", 2, 1).line("2", "grill", 1, 2), 1);
    CHECK(answer(changed) == "not_allowed");
    CHECK(path_of(changed) == "/order/lines/0");
    CHECK(answer(k.amend(an_order("a").line("2", "grill", 1, 2), 1)) == "not_allowed");
    CHECK(answer(k.amend(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 3, 2), 1)) == "ok");
}

TEST_CASE("an amendment may move the priority, and screens that had not seen it do not move it back") {
    TestKitchen k;
    k.submit(two_lines());
    Seq before = k.kitchen.seq;
    k.amend(two_lines().priority(Priority::vip), 1);
    CHECK(k.order("a").priority == Priority::vip);
    CHECK(answer(k.run(SetPriority{"a", Priority::rush, before})) == "duplicate");
    CHECK(k.order("a").priority == Priority::vip);
    CHECK(answer(k.run(SetPriority{"a", Priority::rush, k.kitchen.seq})) == "ok");
    k.amend(two_lines().priority(Priority::vip).notes("x"), 2);
    CHECK(k.order("a").priority == Priority::rush);  // the amendment did not touch it
}
