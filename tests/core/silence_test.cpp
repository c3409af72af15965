// When a station counts as silent: kitchens open and close, lose their power, and their panels come up one
// after the other.
#include <catch2/catch_test_macros.hpp>

#include "silent_kitchen.h"

using namespace brigade;
using namespace brigade::test;
using Told = std::vector<std::string>;

namespace {

constexpr DurationMs hour = 3'600'000;

}  // namespace

TEST_CASE("a grill that is dark without work is not covered; its first order is, a minute after it came") {
    Silent k;
    CHECK(k.deadline() == opening + 16 * hour);  // the next day's
    k.tick_at(opening + 2 * hour);
    CHECK_FALSE(k.is_covered());
    k.submit(an_order("a").line("1"));
    k.tick_at(k.now + 10'000);
    CHECK(k.told() == Told{"undelivered grill"});
    CHECK(k.deadline() == opening + 2 * hour + 60'000);
    k.tick_at(opening + 2 * hour + 59'999);
    CHECK_FALSE(k.is_covered());
    k.must_cover_at(opening + 2 * hour + 60'000);
    CHECK(k.is_at("a", "drink", "1"));
}

TEST_CASE(
    "in the morning the drinks' panel comes first: an order before the grill's panel stays at the grill") {
    Silent k;
    k.drinks_there = false;
    k.tick_at(opening + 10 * hour);
    k.delivery.hear("drink", k.now);
    k.submit(an_order("a").line("1"));
    k.tick_at(k.now + 20'000);
    k.delivery.hear("grill", k.now);
    k.show("grill", {{"a", 0, 1}});
    k.drinks_there = true;
    k.tick_at(k.now + 40'000);
    CHECK_FALSE(k.is_covered());
    CHECK(k.is_at("a", "grill", "1"));
}

TEST_CASE("after a power cut with orders waiting, the panel that comes first leaves the other its time") {
    Silent k;
    k.delivery.hear("drink", opening);
    k.submit(an_order("a").line("1"));
    k.now = opening + 180'000;
    k.delivery.hear("drink", k.now);
    k.tick();
    CHECK_FALSE(k.is_covered());
    SECTION("the grill follows") {
        k.now += 30'000;
        k.delivery.hear("drink", k.now);
        k.delivery.hear("grill", k.now);
        k.tick();
        k.tick_at(opening + 240'000);
        CHECK_FALSE(k.is_covered());
    }
    SECTION("the grill does not come") {
        for (int report = 0; report < 5; ++report) {
            k.now += 10'000;
            k.delivery.hear("drink", k.now);
        }
        CHECK(k.deadline() == opening + 240'000);
        k.must_cover_at(opening + 240'000);
        CHECK(k.is_at("a", "drink", "1"));
    }
}

TEST_CASE("a station that was away for less than three reports has been there all the time") {
    Delivery delivery;
    delivery.hear("drink", opening);
    delivery.hear("drink", opening + 24'999);
    CHECK(delivery.there_since.at("drink") == opening);
    CHECK(delivery.heard.at("drink") == opening + 24'999);
    delivery.hear("drink", opening + 49'999);
    CHECK(delivery.there_since.at("drink") == opening + 49'999);
}

TEST_CASE("a busy ticket that gets a line every half minute is covered a minute after its first") {
    Silent k;
    k.submit(an_order("a").line("1"));
    k.tick_at(opening + 30'000);
    k.amend(an_order("a").line("1").line("2"), 1);
    k.tick_at(opening + 59'000);
    k.amend(an_order("a").line("1").line("2").line("3"), 2);
    k.must_cover_at(opening + 60'000);
    CHECK(k.is_at("a", "drink", "3"));
}

TEST_CASE("what all has been shown covers nobody") {
    Silent k;
    k.submit(an_order("a").line("1"));
    k.show("grill", {{"a", 0, 1}});
    k.tick_at(opening + 600'000);
    CHECK_FALSE(k.is_covered());
}

TEST_CASE("a new service day gives the grill its work back; what the drinks have stays there") {
    Silent k;
    k.submit(an_order("a").line("1"));
    k.must_cover_at(opening + 60'000);
    k.tick_at(opening + 16 * hour);
    CHECK(k.kitchen.day == "2026-11-21");
    CHECK_FALSE(k.is_covered());
    CHECK(k.is_at("a", "drink", "1"));
    for (const Event& event : k.events) CHECK(event.request_last == k.events.back().seq);
    k.submit(an_order("b").line("1"));
    CHECK(k.is_at("b", "grill", "1"));
    SECTION("where it is still dark, it is covered again after its time") {
        k.must_cover_at(opening + 16 * hour + 60'000);
        CHECK(k.is_at("b", "drink", "1"));
    }
}

TEST_CASE("a station that is due in the moment in which the day opens is covered, and stays so") {
    Silent k;
    k.now = opening + 16 * hour - 60'000;
    k.submit(an_order("a").line("1"));
    k.must_cover_at(opening + 16 * hour);
    CHECK(k.kitchen.day == "2026-11-21");
    CHECK(k.is_at("a", "drink", "1"));
    for (const Event& event : k.events) CHECK(event.request_last == k.events.back().seq);
    k.tick_at(opening + 17 * hour);
    CHECK(k.is_covered());
}
