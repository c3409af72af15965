#include "analytics/facts.h"

namespace brigade {

int Moment::minute() const {
    constexpr DurationMs minute_ms = 60'000, day_min = 24 * 60;
    const DurationMs minutes = instant() / minute_ms + utc_offset_min;
    return static_cast<int>((minutes % day_min + day_min) % day_min);
}

int OrderFacts::minute_of(TimeMs at) const { return Moment{at, wall_offset_ms, utc_offset_min}.minute(); }

}  // namespace brigade
