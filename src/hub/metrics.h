// The hub's own figures as Prometheus text; docs/monitoring.md explains each.
#pragma once

#include <string>

#include "hub/group_commit.h"
#include "hub/kitchen_metrics.h"
#include "hub/live_times.h"
#include "hub/turned_away.h"
#include "net/server.h"

namespace brigade {

struct HubFigures {
    const GroupCommit& commits;
    net::ServerCounters net;  // of all listeners together
    std::size_t followers = 0;
    std::uint64_t rate_limited = 0;
    std::uint64_t rejected = 0;
    TurnedAway turned_away{};
    const LiveTimes& times;
    Connected connected{};
    TimeMs now = 0;
};

std::string metrics_text(const HubFigures& figures);

// Adds up what several listeners counted.
void add_counters(net::ServerCounters& sum, const net::ServerCounters& more);

}  // namespace brigade
