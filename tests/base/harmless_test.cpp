#include "base/harmless.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

TEST_CASE("a stranger's name cannot play tricks on a terminal") {
    CHECK(harmless("Warung\x1b[2J Ibu\r\n") == "Warung[2J Ibu");
    CHECK(harmless("a\xc2\x9b"
                   "b") == "ab");  // C1
    CHECK(harmless("\xe2\x80\xae"
                   "evil\xe2\x80\xa8x") == "evilx");  // right to left, line separator
    CHECK(harmless("\xff\xc3(") ==
          "?"
          "?(");
    CHECK(harmless("\xed\xa0\x80") == std::string(3, '?'));  // a surrogate
    CHECK(harmless("\xc0\x80\xe0\x80\x80") == std::string(5, '?'));
    CHECK(harmless("\xf0\x9f\x8d") == std::string(3, '?'));  // cut short
    CHECK(harmless("dapur 🍜 café") == "dapur 🍜 café");
}
