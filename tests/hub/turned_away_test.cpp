#include "hub/turned_away.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

TEST_CASE("who is turned away for want of a token is counted by cause, and told once a minute") {
    TurnedAway away;
    CHECK(away.note("", "192.168.1.9", 1'000));
    CHECK(away.note("wrong", "192.168.1.9", 1'000));
    CHECK_FALSE(away.note("wrong", "192.168.1.9", 60'999));
    CHECK_FALSE(away.note("", "192.168.1.9", 1'001));
    CHECK(away.note("wrong", "192.168.1.9", 61'000));
    CHECK(away.count(TurnedAway::Cause::missing) == 2);
    CHECK(away.count(TurnedAway::Cause::unknown) == 3);
}
