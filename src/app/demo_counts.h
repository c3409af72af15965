// What the demo has seen so far, for its status line. Plain values; loop thread.
#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/time.h"

namespace brigade {

struct DemoCounts {
    std::size_t sent = 0;  // orders
    std::size_t acked = 0;
    std::size_t lost_orders = 0;  // refused, which a valid order never should be
    std::size_t shown = 0;        // tickets that a screen has presented
    std::size_t late = 0;
    std::size_t undelivered = 0;
    std::size_t bumped = 0;                       // tickets
    std::size_t served = 0;                       // orders
    std::map<std::string, std::size_t> refusals;  // of anything, by code
    std::vector<DurationMs> ack_ms;

    // The value below which `share` of the acks came; 0 before the first.
    DurationMs ack_percentile(double share) const {
        if (ack_ms.empty()) return 0;
        std::vector<DurationMs> sorted = ack_ms;
        auto index = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
        std::nth_element(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(index), sorted.end());
        return sorted[index];
    }
};

}  // namespace brigade
