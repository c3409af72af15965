#include "base/time.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

TEST_CASE("a time is written in UTC with milliseconds and read back") {
    CHECK(format_time(0) == "1970-01-01T00:00:00.000Z");
    CHECK(format_time(1763640187120) == "2025-11-20T12:03:07.120Z");
    CHECK(parse_time("2025-11-20T12:03:07.120Z") == 1763640187120);
    CHECK(parse_time(format_time(-1)) == -1);
}

TEST_CASE("any RFC 3339 instant is understood") {
    CHECK(parse_time("2025-11-20T19:03:07.12+07:00") == 1763640187120);
    CHECK(parse_time("2025-11-20t12:03:07z") == 1763640187000);
    CHECK(parse_time("2025-11-20T12:03:07.1209999Z") == 1763640187120);
    CHECK(parse_time("2016-12-31T23:59:60Z") == parse_time("2017-01-01T00:00:00Z"));
}

TEST_CASE("what is not an instant is refused") {
    for (auto text : {"", "now", "2025-11-20", "2025-13-01T00:00:00Z", "2025-02-29T00:00:00Z",
                      "2025-11-20T24:00:00Z", "2025-11-20T12:03:07", "2025-11-20T12:03:07.Z",
                      "2025-11-20T12:03:07Zx", "2025-11-20T12:03:07+7:00"})
        CHECK_FALSE(parse_time(text));
}

TEST_CASE(
    "an instant that cannot be written again is refused: its offset leads out of the years 0000 to 9999") {
    CHECK(parse_time("0000-01-01T00:00:00Z"));
    CHECK_FALSE(parse_time("0000-01-01T00:00:00+00:01"));
    CHECK(parse_time("9999-12-31T23:59:59.999Z"));
    CHECK_FALSE(parse_time("9999-12-31T23:59:59-00:01"));
}
