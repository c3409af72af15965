// How far a kitchen's clocks are from UTC, by the name of its time zone. The zone rules are the system's
// (package tzdata). Changes the process's TZ for the length of the call: main thread at start, or the loop's
// thread; never while another thread reads the environment.
#pragma once

#include <string>

#include "base/result.h"
#include "base/time.h"

namespace brigade {

// Minutes east of UTC at that instant. Fails with a sentence if the system does not know the zone.
Result<int> utc_offset_min(const std::string& time_zone, TimeMs at);

// The time of day of this machine, the only wall clock of the system.
TimeMs wall_clock_ms();

}  // namespace brigade
