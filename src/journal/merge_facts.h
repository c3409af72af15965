// What the events of a merge say, beyond that they hold: the orders that each segment accepts, whose kitchen
// it is, and whether people have done anything in it. Inside the room only.
#pragma once

#include <optional>
#include <vector>

#include "core/config.h"
#include "journal/history.h"

namespace brigade {

struct SegmentFacts {
    std::vector<OrderEntry> accepted;    // by its events
    std::vector<OrderEntry> remembered;  // by the snapshots on it
    std::optional<KitchenConfig> config;
    std::optional<Last> request_end;  // after the newest event that is the last of its request
    std::size_t doings = 0;           // events that came from people
    std::size_t not_understood = 0;   // order_accepted events that this program cannot read
};

Result<std::vector<SegmentFacts>> facts_of(const CopyFiles& files, const History& history);

}  // namespace brigade
