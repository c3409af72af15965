// How far a kitchen's clocks are from UTC, by the name of its time zone. The zone rules are the system's
// (package tzdata). Changes the process's TZ for the length of the call: main thread at start, or the loop's
// thread; never while another thread reads the environment.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace brigade {

// Minutes east of UTC at that instant. Fails with a sentence if the system does not know the zone.
Result<int> utc_offset_min(const std::string& time_zone, TimeMs at);

// A zone's offsets as a table, for threads that may not touch the environment: those of the years 2000 to
// 2059, and outside what is nearest. Plain values; any thread.
class ZoneOffsets {
  public:
    // As utc_offset_min, and by its rules of threads.
    static Result<ZoneOffsets> of(const std::string& time_zone);
    int min_at(TimeMs at) const;

  private:
    std::vector<std::pair<TimeMs, int>> changes_{{0, 0}};  // from then on, so many minutes; never empty: UTC
};

// For commands, main thread: the zone's offset by a table that is made once. A zone that the system does not
// know, or none, is UTC, and the first is said once on stderr.
int remembered_offset_min(const std::string& time_zone, TimeMs at);

// The time of day of this machine, the only wall clock of the system.
TimeMs wall_clock_ms();

}  // namespace brigade
