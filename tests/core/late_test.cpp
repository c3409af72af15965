// When a ticket is late: by its age, by the limit of its service, or by what its order is promised for.
#include <catch2/catch_test_macros.hpp>

#include "support/kitchen_builder.h"

using namespace brigade;
using namespace brigade::test;
using Told = std::vector<std::string>;

namespace {

constexpr DurationMs minute = 60'000;

// Late after 12 minutes, but what is delivered after 5 and what is taken away after 20.
KitchenConfig in_a_hurry() {
    KitchenConfig config = a_kitchen();
    config.stations[0].services = {{Service::delivery, 180, 300}, {Service::takeaway, 600, 1200}};
    return config;
}

// Which orders are late at the grill by now.
std::set<std::string> late(const TestKitchen& k) {
    std::set<std::string> ids;
    for (const auto& [seq, order] : k.kitchen.orders)
        if (const Ticket* ticket = order.find_ticket("grill"); ticket && ticket->late) ids.insert(order.id());
    return ids;
}

void at(TestKitchen& k, DurationMs after) {
    k.now = opening + after;
    k.tick();
}

}  // namespace

TEST_CASE("each service is late by its own limit, whatever was fired before it") {
    TestKitchen k(in_a_hurry());
    k.submit(an_order("away").line("1").service(Service::takeaway));
    k.submit(an_order("table").line("1"));
    k.submit(an_order("bike").line("1").service(Service::delivery));
    CHECK(k.deadline() == opening + 5 * minute);
    at(k, 5 * minute - 1);
    CHECK(late(k).empty());
    at(k, 5 * minute);
    CHECK(late(k) == std::set<std::string>{"bike"});
    CHECK(k.deadline() == opening + 12 * minute);
    at(k, 12 * minute);
    CHECK(late(k) == std::set<std::string>{"bike", "table"});
    CHECK(k.deadline() == opening + 20 * minute);
    at(k, 20 * minute);
    CHECK(late(k).size() == 3);
}

TEST_CASE("a promised order is late when its time has come, not by its age") {
    TestKitchen k;
    k.submit(an_order("a").line("1").prep_s(900).promised_at(opening + 15 * minute));
    REQUIRE(k.board("grill") == Told{"a"});
    CHECK(k.deadline() == opening + 15 * minute);
    at(k, 15 * minute - 1);
    CHECK(late(k).empty());
    at(k, 15 * minute);
    CHECK(late(k) == std::set<std::string>{"a"});
}

TEST_CASE("a course fired after the promised time is late by its age") {
    TestKitchen k(in_a_hurry());
    k.submit(an_order("soon").line("1").promised_at(opening - minute));
    k.submit(an_order("bike").line("1").service(Service::delivery).promised_at(opening - 2 * minute));
    k.submit(an_order("next").line("1").prep_s(60).promised_at(opening + 2 * minute));
    CHECK(k.deadline() == opening + 2 * minute);
    at(k, 2 * minute);
    CHECK(late(k) == std::set<std::string>{"next"});
    CHECK(k.deadline() == opening + 5 * minute);
    at(k, 5 * minute);
    CHECK(late(k) == std::set<std::string>{"bike", "next"});
    at(k, 12 * minute);
    CHECK(late(k).size() == 3);
}

TEST_CASE("a promise is a label on the wall clock, for lateness too") {
    TestKitchen k;
    k.submit(an_order("a").line("1").prep_s(900).promised_at(opening + 15 * minute));
    k.run(CorrectClock{5 * minute});
    CHECK(k.deadline() == opening + 10 * minute);
    at(k, 10 * minute);
    CHECK(late(k) == std::set<std::string>{"a"});
}

TEST_CASE("an amended promise or service moves what is late") {
    TestKitchen k(in_a_hurry());
    k.submit(an_order("a").line("1").prep_s(900).promised_at(opening + 15 * minute));
    SECTION("no promise any more") {
        k.amend(an_order("a").line("1").prep_s(900), 1);
        CHECK(k.deadline() == opening + 12 * minute);
    }
    SECTION("a bike waits now") {
        k.amend(an_order("a").line("1").prep_s(900).service(Service::delivery), 1);
        CHECK(k.deadline() == opening + 5 * minute);
    }
}
