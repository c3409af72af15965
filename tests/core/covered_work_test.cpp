// What stays with a silent station, and what reaches it while it is covered: orders are changed, moved and
// taken back all the while.
#include <catch2/catch_test_macros.hpp>

#include "silent_kitchen.h"

using namespace brigade;
using namespace brigade::test;
using Told = std::vector<std::string>;

TEST_CASE("what was sent to a connected screen stays though its reports never came, and is undelivered") {
    Silent k;
    k.submit(an_order("a").line("1"));
    k.delivery.sent["grill"] = k.kitchen.seq;  // then the line from the station to the hub died
    k.submit(an_order("b").line("1"));
    k.tick_at(opening + 10'000);
    CHECK(k.told() == Told{"undelivered grill", "undelivered grill"});
    k.must_cover_at(opening + 60'000);
    CHECK(k.is_at("a", "grill", "1"));
    CHECK(k.is_at("b", "drink", "1"));
    SECTION("nor does anything go home that the backup's screen was sent") {
        k.submit(an_order("c").line("1"));
        k.delivery.sent["drink"] = k.kitchen.seq;
        k.submit(an_order("d").line("1"));
        k.run(ReturnStation{"grill"});
        CHECK(k.is_at("b", "drink", "1"));
        CHECK(k.is_at("c", "drink", "1"));
        CHECK(k.is_at("d", "grill", "1"));
    }
}

TEST_CASE(
    "a ticket on the second page of a screen that died is told undelivered when the station is covered") {
    Silent k;
    k.submit(an_order("a").line("1"));
    k.delivery.reported["grill"] = k.kitchen.seq;
    k.submit(an_order("b").line("1"));
    k.tick_at(opening + 10'000);
    CHECK(k.told() == Told{"undelivered grill"});  // b: for all that is known, a may be on the screen
    CHECK_FALSE(k.ticket("a", "grill").undelivered);
    k.must_cover_at(opening + 60'000);
    CHECK(k.told() == Told{"undelivered grill"});
    CHECK(k.ticket("a", "grill").undelivered);
    for (const Event& event : k.events) CHECK(event.request_last == k.events.back().seq);
}

TEST_CASE("covering tells nothing again, and nothing of what was shown") {
    Silent k;
    k.submit(an_order("shown").line("1"));
    k.show("grill", {{"shown", 0, 1}});
    k.submit(an_order("started").line("1"));
    k.start(at("grill", "started"), "1");
    k.tick_at(opening + 10'000);
    CHECK(k.told() == Told{"undelivered grill"});
    k.must_cover_at(opening + 60'000);
    CHECK(k.told().empty());
}

TEST_CASE("a held line that an amendment fires is made at the backup") {
    Silent k;
    k.submit(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2));
    k.show("grill", {{"a", 0, 1}});
    k.submit(an_order("b").line("1"));
    k.must_cover_at(opening + 60'000);
    k.amend(an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 1), 1);
    CHECK(k.line("a", "drink", "2").active());
    CHECK(k.line("a", "drink", "2").from == "grill");
    CHECK_FALSE(k.is_at("a", "grill", "2"));
    CHECK(k.line("a", "grill", "1").active());
    CHECK(k.ticket("a", "grill").generation == 1);
}

TEST_CASE("a line done at the grill that gets other words is made anew at the backup") {
    Silent k;
    k.submit(an_order("a").line("1").line("2"));
    k.show("grill", {{"a", 0, 1}});
    k.bump_line(at("grill", "a"), "1");
    k.submit(an_order("b").line("1"));
    k.must_cover_at(opening + 60'000);
    k.amend(an_order("a").line("1").line_notes("rare").line("2").line_notes("rare"), 1);
    CHECK(k.line("a", "drink", "1").active());
    CHECK(k.line("a", "drink", "1").from == "grill");
    CHECK_FALSE(k.is_at("a", "grill", "1"));
    CHECK(k.line("a", "grill", "2").change == Change::changed);
    SECTION("an allergy said later makes nothing done a second time") {
        k.bump(at("drink", "a"));
        k.amend(an_order("a").allergy("peanut").line("1").line_notes("rare").line("2").line_notes("rare"), 2);
        CHECK(k.line("a", "drink", "1").state == LineState::done);
        CHECK(k.line("a", "grill", "2").change == Change::changed);
    }
}

TEST_CASE("what is done at a covered station stays done when an allergy is said later") {
    Silent k;
    RouteRule combo;
    combo.items = {"combo"};
    combo.stations = {"grill", "dessert"};
    k.rules.routes.push_back(combo);
    k.submit(an_order("a").line("1", "").item("combo"));
    k.bump_line(at("grill", "a"), "1");
    k.submit(an_order("b").line("1"));
    k.must_cover_at(opening + 60'000);
    k.amend(an_order("a").allergy("peanut").line("1", "").item("combo"), 1);
    CHECK(k.line("a", "dessert", "1").change == Change::changed);
    CHECK(k.line("a", "grill", "1").state == LineState::done);
    CHECK_FALSE(k.order("a").find_ticket("drink"));
}

TEST_CASE("no ticket can be transferred to a covered station, and the refusal names who stands in") {
    Silent k;
    k.submit(an_order("a").line("1").line("2", "dessert"));
    k.must_cover_at(opening + 60'000);
    Decision refused = k.transfer(at("dessert", "a"), "grill");
    CHECK(answer(refused) == "not_allowed");
    CHECK(path_of(refused) == "/to");
    CHECK(std::get<Refusal>(refused.answer).message.find("drink") != std::string::npos);
    k.run(ReturnStation{"grill"});
    CHECK(answer(k.transfer(at("dessert", "a"), "grill")) == "ok");
}

TEST_CASE("what the expo takes back of a covered station's work goes on to the backup") {
    Silent k;
    k.submit(an_order("a").line("1").line("2"));
    k.show("grill", {{"a", 0, 1}});
    k.bump_line(at("grill", "a"), "1");
    k.submit(an_order("b").line("1"));
    k.must_cover_at(opening + 60'000);
    k.bump(at("pass", "a"));
    REQUIRE(k.order("a").served);
    k.recall(at("pass", "a"));
    CHECK(k.line("a", "grill", "1").state == LineState::done);  // was made, and waits at the pass
    CHECK(k.line("a", "drink", "2").active());
    CHECK(k.line("a", "drink", "2").from == "grill");
    CHECK_FALSE(k.is_at("a", "grill", "2"));
    k.bump(at("drink", "a"));
    CHECK(k.told() == Told{"ready drink", "ready"});
}

namespace {

// The grill's share was at the drinks, went home unseen, and the grill falls silent again; the drinks have a
// line of their own, whose bump is under way since `seen`.
struct CoveredTwice : Silent {
    Seq seen = 0;
    explicit CoveredTwice(int course) {
        submit(an_order("a").line("1", "grill", 1, course).line("2", "drink", 1, 1));
        show("drink", {{"a", 0, 1}});
        seen = kitchen.seq;
        submit(an_order("b").line("1"));
        must_cover_at(opening + 60'000);
        run(ReturnStation{"grill"});
    }
    Decision late_bump() { return bump(having_seen(seen, on_generation(1, at("drink", "a")))); }
};

}  // namespace

TEST_CASE("a bump under way at the backup counts though the station is covered a second time") {
    CoveredTwice k(1);
    REQUIRE(k.is_at("a", "grill", "1"));
    k.must_cover_at(opening + 120'000);
    CHECK(k.is_at("a", "grill", "1"));
    CHECK(k.ticket("a", "grill").undelivered);
    CHECK(k.is_at("b", "drink", "1"));
    CHECK(answer(k.late_bump()) == "ok");
    CHECK(k.line("a", "drink", "2").state == LineState::done);
}

TEST_CASE("nor does a course that fires, or an amendment, undo it") {
    CoveredTwice k(2);
    REQUIRE(k.is_at("a", "grill", "1"));
    k.must_cover_at(opening + 120'000);
    SECTION("a course fires") { k.fire("a", 2); }
    SECTION("an amendment") { k.amend(an_order("a").line("1", "grill", 1, 1).line("2", "drink", 1, 1), 1); }
    CHECK(k.line("a", "grill", "1").active());
    CHECK(k.ticket("a", "drink").generation == 1);
    CHECK(answer(k.late_bump()) == "ok");
    k.tick_at(k.now + 10'000);
    CHECK(k.ticket("a", "grill").undelivered);
}

TEST_CASE("a line that both stations make is made once when the station is covered with it unseen") {
    Silent k;
    RouteRule combo;
    combo.items = {"combo"};
    combo.stations = {"grill", "drink"};
    k.rules.routes.push_back(combo);
    k.submit(an_order("a").line("1", "").item("combo"));
    k.must_cover_at(opening + 60'000);
    CHECK_FALSE(k.is_at("a", "grill", "1"));
    CHECK(k.line("a", "drink", "1").active());
}
