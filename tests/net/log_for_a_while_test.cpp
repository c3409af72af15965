#include "net/log_for_a_while.h"

#include <catch2/catch_test_macros.hpp>

#include "hub/fake_loop.h"

using namespace brigade;
using test::FakeLoop;

namespace {

// The level is the whole process's.
struct LevelKept {
    const LogLevel before = log_level();
    ~LevelKept() { set_log_level(before); }
};

constexpr DurationMs minute_ms = 60'000;

}  // namespace

TEST_CASE("a log that says more for a while goes back by itself, to the minute") {
    const LevelKept kept;
    set_log_level(LogLevel::warning);
    FakeLoop loop;
    net::LogForAWhile log(loop);
    log.set(LogLevel::debug, 5 * minute_ms);
    CHECK(log_level() == LogLevel::debug);
    loop.advance(5 * minute_ms - 1);
    CHECK(log_level() == LogLevel::debug);
    loop.advance(1);
    CHECK(log_level() == LogLevel::warning);
}

TEST_CASE("of two requests the newer counts, and what comes after it is what was before both") {
    const LevelKept kept;
    set_log_level(LogLevel::info);
    FakeLoop loop;
    net::LogForAWhile log(loop);
    log.set(LogLevel::debug, 5 * minute_ms);
    loop.advance(4 * minute_ms);
    log.set(LogLevel::error, 10 * minute_ms);
    loop.advance(9 * minute_ms);  // the first would have ended meanwhile
    CHECK(log_level() == LogLevel::error);
    loop.advance(minute_ms);
    CHECK(log_level() == LogLevel::info);
}
