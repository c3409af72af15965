#include "base/kitchen_clock.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

TEST_CASE("a new kitchen starts at the wall clock and runs with the monotonic one") {
    KitchenClock clock(0, 0, 1'000'000, 500);
    CHECK(clock.now(500) == 1'000'000);
    CHECK(clock.now(2'500) == 1'002'000);
}

TEST_CASE("time while the hub was off counts, but never backwards") {
    KitchenClock after_a_minute(1'000'000, 0, 1'060'000, 0);
    CHECK(after_a_minute.now(0) == 1'060'000);
    KitchenClock wall_behind(1'000'000, 0, 400'000, 0);
    CHECK(wall_behind.now(0) == 1'000'000);
}

TEST_CASE("a wall clock that jumps moves the labels and not the time") {
    KitchenClock clock(0, 0, 1'000'000, 0);
    CHECK_FALSE(clock.correction(0, 1'010'500, 10'000));
    auto offset = clock.correction(0, 8'210'000, 10'000);
    REQUIRE(offset);
    CHECK(*offset == 7'200'000);
    CHECK(clock.now(10'000) == 1'010'000);
    CHECK_FALSE(clock.correction(*offset, 8'220'000, 20'000));
}

TEST_CASE("the gap at a start is measured on the labels that people read") {
    // The journal ended at kitchen time 1,000,000, which people read as two hours later.
    KitchenClock clock(1'000'000, 7'200'000, 8'230'000, 0);
    CHECK(clock.now(0) == 1'030'000);
}
