// What the managers' figures are now, as the hub tells its screens (docs/analytics-api.md, `live`;
// docs/protocol.md, `figures`): counted by the hub alone, so that a wall screen and the managers' page never
// say two things. Durations are whole milliseconds of things that happened; what has no value is nothing,
// never 0.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "core/json_fields.h"

namespace brigade {

struct LiveSpread {
    std::int64_t n = 0;
    std::optional<DurationMs> median_ms, p90_ms;  // of `n`; nothing where n is 0

    bool operator==(const LiveSpread&) const = default;
};

struct LiveShare {
    std::int64_t of = 0, count = 0;  // never more than `of`

    bool operator==(const LiveShare&) const = default;
};

// Of the tickets bumped in some time at some stations.
struct LiveTickets {
    std::int64_t tickets = 0;
    LiveSpread ticket_time;
    LiveShare on_time, late;

    bool operator==(const LiveTickets&) const = default;
};

struct LiveHour {
    int hour = 0;  // of the kitchen's clock, 0 to 23
    std::int64_t orders = 0;
    LiveTickets tickets;

    bool operator==(const LiveHour&) const = default;
};

struct LiveStation {
    std::string station, name;
    LiveTickets today, hour;  // hour: the last 60 minutes

    bool operator==(const LiveStation&) const = default;
};

struct LiveItem {
    std::string name;
    LiveSpread prep_time;

    bool operator==(const LiveItem&) const = default;
};

struct LiveFigures {
    TimeMs as_of = 0;  // by the hub's wall clock
    std::string day;   // the service day
    std::int64_t orders = 0, items = 0, open = 0;
    LiveTickets today;
    std::optional<LiveTickets> hour;  // of all stations; nothing: this hub does not say
    std::vector<LiveHour> hours;      // as the service day goes on
    std::vector<LiveStation> stations;
    std::vector<LiveItem> slowest;  // first

    bool operator==(const LiveFigures&) const = default;
};

// Of a message whose type is "figures". What is missing is as if there were none of it; what cannot be is the
// fields' problem.
LiveFigures read_figures(JsonFields& fields);

}  // namespace brigade
