#include "base/key_text.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

TEST_CASE("of a key its first sixteen digits are shown, in groups of four") {
    CHECK(key_beginning("b8d2419ef0aa7c13ffff") == "b8d2 419e f0aa 7c13");
    CHECK(key_beginning("b8d2419ef0", "-") == "b8d2-419e-f0");
    CHECK(key_beginning("").empty());
}
