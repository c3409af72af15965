// A panel that shows the same strip for years keeps its shadow. So the whole picture wanders: one step a
// minute over a small square, every place visited as long as every other. A pure function of kitchen time, so
// that it needs no memory and screens side by side go together. Steps are whole pixels: letters stay sharp.
#pragma once

#include "base/time.h"

namespace brigade::ui {

struct Shift {
    int x = 0, y = 0;  // pixels, to the right and down

    bool operator==(const Shift&) const = default;
};

inline constexpr int burn_in_steps = 2;  // from the middle, in each direction

// One step is one pixel at scale 1 and as much more on a finer panel.
Shift burn_in_shift(TimeMs kitchen_now, float scale);

}  // namespace brigade::ui
