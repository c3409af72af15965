#include "hub/unknown_cooks.h"

#include <fmt/core.h>
#include <catch2/catch_test_macros.hpp>

using namespace brigade;

TEST_CASE("whose press it is, is known of every press and of nothing else") {
    BumpTicket bump;
    bump.press.cook = "ani";
    CHECK(cook_of(bump) == "ani");
    CHECK(cook_of(Tick{}).empty());
}

TEST_CASE("a cook whom nobody knows is told of once, and not for ever more of them") {
    UnknownCooks unknown;
    CHECK(unknown.note("nobody", "grill-1"));
    CHECK_FALSE(unknown.note("nobody", "grill-2"));
    for (std::size_t i = 1; i < UnknownCooks::told_max; ++i)
        CHECK(unknown.note(fmt::format("cook-{}", i), ""));
    CHECK_FALSE(unknown.note("one-more", ""));
}
