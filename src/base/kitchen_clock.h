// Kitchen time: it starts where the journal ended, plus what the wall clock says has passed since, and then
// runs with the monotonic clock. The wall clock may jump as it likes: that moves the labels that people
// read (the wall offset, an event), never an age. Pure; both clocks are arguments.
#pragma once

#include <algorithm>
#include <optional>

#include "base/time.h"

namespace brigade {

class KitchenClock {
  public:
    // `last_at` and `wall_offset_ms` are the journal's; of a new journal last_at is 0.
    KitchenClock(TimeMs last_at, DurationMs wall_offset_ms, TimeMs wall_now, DurationMs monotonic_now_ms) {
        TimeMs start = last_at == 0 ? wall_now : last_at;
        DurationMs away_ms = std::max<DurationMs>(0, wall_now - (start + wall_offset_ms));
        base_ = start + away_ms - monotonic_now_ms;
    }

    TimeMs now(DurationMs monotonic_now_ms) const { return base_ + monotonic_now_ms; }

    // The offset that labels should have, if the present one has become wrong by more than a second.
    std::optional<DurationMs> correction(DurationMs wall_offset_ms, TimeMs wall_now,
                                         DurationMs monotonic_now_ms) const {
        DurationMs right = wall_now - now(monotonic_now_ms);
        DurationMs wrong_by = right - wall_offset_ms;
        if (wrong_by >= -tolerance_ms && wrong_by <= tolerance_ms) return std::nullopt;
        return right;
    }

  private:
    static constexpr DurationMs tolerance_ms = 1000;
    TimeMs base_ = 0;
};

}  // namespace brigade
