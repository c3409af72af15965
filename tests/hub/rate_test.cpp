#include "hub/rate.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

TEST_CASE("a peer may burst, then goes on at the sustained rate") {
    TokenBucket bucket({20, 50}, 0);
    for (int i = 0; i < 50; ++i) REQUIRE(bucket.take(0) == 0);
    DurationMs retry_ms = bucket.take(0);
    CHECK(retry_ms > 0);
    CHECK(retry_ms <= 51);
    CHECK(bucket.take(retry_ms) == 0);
    CHECK(bucket.take(retry_ms) > 0);
}

TEST_CASE("waiting for long earns no more than one burst") {
    TokenBucket bucket({20, 50}, 0);
    for (int i = 0; i < 50; ++i) bucket.take(0);
    int passed = 0;
    while (bucket.take(3'600'000) == 0) ++passed;
    CHECK(passed == 50);
}
