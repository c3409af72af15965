#include "ui/burn_in.h"

#include <algorithm>
#include <cmath>

namespace brigade::ui {

Shift burn_in_shift(TimeMs kitchen_now, float scale) {
    constexpr TimeMs side = 2 * burn_in_steps + 1, places = side * side, minute_ms = 60'000;
    // Along the rows, every other one backwards, and the same way back: never more than one step at once.
    const TimeMs round = 2 * (places - 1);
    TimeMs at = ((kitchen_now / minute_ms) % round + round) % round;
    if (at >= places) at = round - at;
    const TimeMs row = at / side, along = at % side;
    const TimeMs column = row % 2 == 0 ? along : side - 1 - along;
    const int step = std::max(1, static_cast<int>(std::lround(scale)));
    return {(static_cast<int>(column) - burn_in_steps) * step,
            (static_cast<int>(row) - burn_in_steps) * step};
}

}  // namespace brigade::ui
