// When a ticket is late: one rule for the hub, which tells the POS, and for the screens, which show it. A
// ticket that was fired before the time its order is promised for is late when that time has come; any other
// by its age. All times are kitchen time.
#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"
#include "core/config.h"

namespace brigade {

// Whether the promise is what counts, not the age.
inline bool counts_down(TimeMs fired_at, std::optional<TimeMs> promised_at) {
    return promised_at && fired_at < *promised_at;
}

inline TimeMs late_at(const ServiceLimits& limits, TimeMs fired_at, std::optional<TimeMs> promised_at) {
    if (counts_down(fired_at, promised_at)) return *promised_at;
    return fired_at + DurationMs{limits.late_s} * 1000;
}

}  // namespace brigade
