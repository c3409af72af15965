// A bump bar, or a keyboard that may be one, as it is plugged into this box. A plain value, for the model.
#pragma once

#include <string>

#include "base/time.h"
#include "station/bar_profile.h"

namespace brigade {

struct BarFound {
    std::string id, name;
    std::string profile;          // empty: not bound
    bool looks_like_bar = false;  // and not bound: an unknown bump bar
    std::string trouble;          // a sentence; empty: none
    int screen = 0;               // of the box, whose presses a bound one's are
    bool operator==(const BarFound&) const = default;
};

enum class KeyChange { released, pressed, repeated };  // the kernel's values 0, 1 and 2

// A key as it is, for whoever learns a bar or shows what its keys send.
struct RawKey {
    std::string device, name;
    KeyCode key = 0;  // 0: the end of a frame
    KeyChange change = KeyChange::released;
    TimeMs at_ms = 0;
};

}  // namespace brigade
