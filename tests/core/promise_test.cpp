// An order promised later than its prep time plus a margin is held until then.
#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;

namespace {

constexpr DurationMs minute = 60'000;
// Ten minutes to cook and two of margin: promised in 30, it fires in 18.
OrderBuilder a_promise(DurationMs in = 30 * minute) {
    return an_order("a").line("1").prep_s(600).line("2", "drink").prep_s(60).promised_at(opening + in);
}

}  // namespace

TEST_CASE("a promised order waits for its longest prep time and the margin, then fires whole") {
    TestKitchen k;
    k.submit(a_promise());
    CHECK(k.order("a").phase() == OrderPhase::held);
    CHECK(k.board("grill").empty());
    CHECK(k.deadline() == opening + 18 * minute);

    k.now = opening + 18 * minute - 1;
    k.tick();
    CHECK(k.events.empty());
    k.now = opening + 18 * minute;
    k.tick();
    CHECK(k.board("grill") == std::vector<std::string>{"a"});
    CHECK(k.board("drink") == std::vector<std::string>{"a"});
    CHECK(k.line("a", "grill", "1").fired_at == k.now);
}

TEST_CASE("an order promised sooner than it can be cooked fires at once") {
    TestKitchen k;
    k.submit(a_promise(12 * minute));
    CHECK(k.order("a").phase() == OrderPhase::open);
}

TEST_CASE("only the first course of a promised dinner fires at its time") {
    TestKitchen k;
    k.submit(
        an_order("a").line("1", "grill", 1, 1).line("2", "grill", 1, 2).promised_at(opening + 60 * minute));
    k.now = *k.deadline();
    k.tick();
    CHECK_FALSE(k.line("a", "grill", "1").held());
    CHECK(k.line("a", "grill", "2").held());
}

TEST_CASE("a promised order can be let go before its time: fired by hand, or released") {
    TestKitchen k;
    k.submit(a_promise());
    SECTION("fired") { CHECK(answer(k.fire("a", 0)) == "ok"); }
    SECTION("released") { CHECK(answer(k.release("a")) == "ok"); }
    CHECK(k.board("grill") == std::vector<std::string>{"a"});
    k.now = opening + 18 * minute;
    k.tick();
    CHECK(k.line("a", "grill", "1").fired_at == opening);  // not a second time
}

TEST_CASE("a later course fired by hand takes the first of a promised order with it") {
    TestKitchen k;
    k.submit(
        an_order("a").line("1", "grill", 1, 1).line("2", "drink", 1, 2).promised_at(opening + 60 * minute));
    k.fire("a", 2);
    CHECK_FALSE(k.line("a", "grill", "1").held());
    CHECK_FALSE(k.line("a", "drink", "2").held());
}

TEST_CASE("an amendment moves the time, or ends the waiting") {
    TestKitchen k;
    k.submit(a_promise());
    SECTION("later") {
        k.amend(a_promise(60 * minute), 1);
        CHECK(k.deadline() == opening + 48 * minute);
    }
    SECTION("a longer dish: sooner") {
        k.amend(a_promise().line("3", "dessert").prep_s(1200), 1);
        CHECK(k.deadline() == opening + 8 * minute);
    }
    SECTION("no promise any more: now") {
        k.amend(an_order("a").line("1").prep_s(600).line("2", "drink").prep_s(60), 1);
        CHECK(k.board("grill") == std::vector<std::string>{"a"});
    }
}

TEST_CASE("a parked order does not fire at its promised time, a void one neither") {
    TestKitchen k;
    k.submit(a_promise());
    SECTION("parked") { k.hold("a"); }
    SECTION("void") { k.void_order("a"); }
    k.now = opening + 18 * minute;
    k.tick();
    CHECK(k.events.empty());
    CHECK(k.board("grill").empty());
}

TEST_CASE("a promise is a label on the wall clock: a clock correction counts") {
    TestKitchen k;
    k.run(CorrectClock{5 * minute});
    k.submit(a_promise());
    CHECK(k.deadline() == opening + 13 * minute);
}
