// What only the hub knows and decides by: routing, the menu, limits of time. Never looked at by `apply`:
// what was chosen by them is written into the event. Shared, immutable while in use; replaced as a whole.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/time.h"
#include "core/config.h"
#include "core/order.h"

namespace brigade {

// Matches a line when every list that is not empty holds what the line or its order has. Rules are tried in
// order; the first that matches decides, except that one marked `also` adds its stations and goes on.
struct RouteRule {
    std::vector<std::string> items;
    std::vector<std::string> categories;
    std::vector<std::string> modifiers;  // the name of any of the line's modifiers, whatever its kind
    std::vector<Service> services;
    std::vector<std::string> channels;
    std::vector<std::string> stations;
    bool also = false;
};

struct MenuItem {
    std::string category;
    std::string station;
    int prep_s = 0;
};

struct Rules {
    KitchenConfig kitchen;
    std::vector<RouteRule> routes;
    std::map<std::string, MenuItem, std::less<>> menu;
    int service_day_start_min = 4 * 60;        // minutes after local midnight
    int utc_offset_min = 0;                    // of the kitchen's time zone, now
    DurationMs promise_margin_ms = 120'000;    // a promised order fires its prep time plus this before
    DurationMs undelivered_ms = 10'000;        // no screen of the station held the ticket for so long
    DurationMs undelivered_grace_ms = 10'000;  // not counted for so long after the hub's start
};

}  // namespace brigade
