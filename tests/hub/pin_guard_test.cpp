#include "hub/pin_guard.h"

#include <catch2/catch_test_macros.hpp>

using namespace brigade;

namespace {

// Tries as fast as it may until `until_ms`; how often it could.
int tries_until(PinGuard& guard, const std::string& who, DurationMs& now_ms, DurationMs until_ms,
                int right_each) {
    int tries = 0;
    while (now_ms < until_ms) {
        if (DurationMs wait_ms = guard.take(who, now_ms)) {
            now_ms += wait_ms;
        } else if (++tries; right_each > 0 && tries % right_each == 0) {
            guard.right(who);
        } else {
            guard.wrong(who, now_ms);
        }
    }
    return tries;
}

}  // namespace

TEST_CASE("each wrong PIN after the fifth locks for twice as long, up to 15 minutes") {
    PinGuard guard(0);
    DurationMs now_ms = 0;
    for (int i = 0; i < 4; ++i) CHECK(guard.wrong("d-1", now_ms) == 0);
    for (DurationMs lock_ms : {30'000, 60'000, 120'000, 240'000, 480'000, 900'000, 900'000}) {
        CHECK(guard.wrong("d-1", now_ms) == lock_ms);
        CHECK(guard.take("d-1", now_ms) == lock_ms);
        CHECK(guard.take("d-1", now_ms + lock_ms - 1) == 1);
        now_ms += lock_ms;
        CHECK(guard.take("d-1", now_ms) == 0);
    }
}

TEST_CASE("the right PIN ends the counting") {
    PinGuard guard(0);
    for (int i = 0; i < 5; ++i) guard.wrong("d-1", 0);
    guard.right("d-1");
    for (int i = 0; i < 4; ++i) CHECK(guard.wrong("d-1", 40'000) == 0);
    CHECK(guard.wrong("d-1", 40'000) == PinGuard::lock_ms_min);
}

TEST_CASE("who tries PINs all day tries few") {
    PinGuard guard(0);
    DurationMs now_ms = 0;
    CHECK(tries_until(guard, "d-1", now_ms, 24 * PinGuard::hour_ms, 0) < 120);
}

TEST_CASE("a person with a PIN of their own cannot try many others between") {
    PinGuard guard(0);
    DurationMs now_ms = 0;
    CHECK(tries_until(guard, "d-1", now_ms, 10 * PinGuard::hour_ms, 4) < 10 * 45);
}

TEST_CASE("one device that tries without end leaves the others their tries") {
    PinGuard guard(0);
    for (int i = 0; i < 1'000; ++i) guard.take("d-1", 0);
    CHECK(guard.take("d-2", 0) == 0);
}

TEST_CASE("all devices together are held to a rate") {
    PinGuard guard(0);
    int passed = 0;
    for (int i = 0; i < 100; ++i) passed += guard.take("d-" + std::to_string(i), 0) == 0;
    CHECK(passed == 16);
}

TEST_CASE("a lock is remembered among many who come and go") {
    PinGuard guard(0);
    for (int i = 0; i < 5; ++i) guard.wrong("d-1", 10'000'000);
    for (int i = 0; i < 10'000; ++i) guard.take("guest-" + std::to_string(i), 10'000'001);
    CHECK(guard.take("d-1", 10'000'001) == PinGuard::lock_ms_min - 1);
}
