// Whether somebody holds two keys down together on a keyboard or a bump bar of this box, for as long as
// asked: the sign for a factory reset. Two, and long, because a bar with one jammed key must not be able to
// give it. Every bar of the usual makes and every keyboard has Ctrl and 0 (docs/bump-bars.md). Blocking; any
// thread.
#pragma once

#include <filesystem>
#include <functional>
#include <set>

#include "base/time.h"
#include "station/bar_profile.h"

namespace brigade {

std::set<KeyCode> reset_keys();  // left Ctrl and 0

struct HoldTime {
    DurationMs needed_ms = 5'000;
    DurationMs within_ms = 30'000;  // a keyboard may be found long after the box has started
    DurationMs step_ms = 100;
};

// Asks at each step, and waits a step between, until they were held without a break, or the time is over.
bool held_for(const HoldTime& time, const std::function<bool()>& down,
              const std::function<void(DurationMs)>& wait);

// Whether one device of the directory has all of the keys down now.
bool keys_are_down(const std::set<KeyCode>& keys, const std::filesystem::path& directory = "/dev/input");

}  // namespace brigade
