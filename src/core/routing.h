// Which stations cook a line. Pure; called by `decide` only, its answer is recorded in the event.
#pragma once

#include <string>
#include <vector>

#include "core/order.h"
#include "core/rules.h"

namespace brigade {

// Never empty: in order of precedence the line's own station, the route rules, the menu's station, the
// kitchen's default station. Each station once.
std::vector<std::string> route(const Line& line, const Order& order, const Rules& rules);

// From the line, else the menu, else the station.
int prep_time_s(const Line& line, const std::string& station, const Rules& rules);

}  // namespace brigade
