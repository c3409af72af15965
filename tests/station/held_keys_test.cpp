#include "station/held_keys.h"

#include <linux/input-event-codes.h>

#include <catch2/catch_test_macros.hpp>

#include "station/bar_fake_kernel.h"

using namespace brigade;
using brigade::test::FakeBar;
using brigade::test::TemporaryDirectory;

namespace {

// How long somebody was asked to hold, with keys that are down from one instant to another.
struct Holding {
    DurationMs from_ms, till_ms, waited_ms = 0;

    bool ask() {
        return held_for(
            {}, [&] { return from_ms <= waited_ms && waited_ms < till_ms; },
            [&](DurationMs ms) { waited_ms += ms; });
    }
};

}  // namespace

TEST_CASE("keys count that are held down for five seconds") {
    Holding holding{.from_ms = 0, .till_ms = 60'000};
    CHECK(holding.ask());
    CHECK(holding.waited_ms == 5'000);
}

TEST_CASE("keys count that a keyboard reports which was found late") {
    Holding holding{.from_ms = 20'000, .till_ms = 60'000};
    CHECK(holding.ask());
    CHECK(holding.waited_ms == 25'000);
}

TEST_CASE("keys that are let go too soon mean nothing") {
    Holding holding{.from_ms = 1'000, .till_ms = 5'900};
    CHECK_FALSE(holding.ask());
}

TEST_CASE("after half a minute keys mean what they mean in service") {
    Holding holding{.from_ms = 26'000, .till_ms = 60'000};
    CHECK_FALSE(holding.ask());
}

TEST_CASE("a factory reset takes two keys of one bar") {
    TemporaryDirectory directory;
    FakeBar bar(directory.path(), "event3");
    FakeBar other(directory.path(), "event4", {.place = "usb-0000:01:00.0-1.3/input0"});
    CHECK_FALSE(keys_are_down(reset_keys(), directory.path()));
    bar.move(KEY_LEFTCTRL, 1);
    other.move(KEY_0, 1);
    CHECK_FALSE(keys_are_down(reset_keys(), directory.path()));
    bar.move(KEY_0, 1);
    CHECK(keys_are_down(reset_keys(), directory.path()));
    bar.move(KEY_LEFTCTRL, 0);
    CHECK_FALSE(keys_are_down(reset_keys(), directory.path()));
}
