// When a box may start anew by itself: never while anybody cooks. The hub knows that, so it is asked, by its
// own box and by those of its stations: in the quiet hours of the kitchen's clock, twice, some minutes apart,
// and both times there was no ticket on any screen and nothing had happened in between.
//
// A hub that does not answer on its own box serves nobody, and an update may be what mends it: there the
// hours alone count. A station that does not reach its hub waits: cooks may be working from what it shows.
#pragma once

#include <string>

#include "app/update_box.h"
#include "base/seq.h"
#include "base/time.h"

namespace brigade {

struct KitchenLook {
    std::string not_reached;  // why; empty: it was
    std::size_t tickets = 0;  // on all screens together
    Seq seq = 0;              // how much has happened so far
    int minute_of_day = 0;    // by the kitchen's clock; where it was not reached, by this box's
};

// Why not now; empty: now. `before` is the look of some minutes ago.
std::string why_not_now(const UpdateBox& box, const KitchenLook& before, const KitchenLook& now);

inline constexpr DurationMs between_looks_ms = 10 * 60'000;

}  // namespace brigade
