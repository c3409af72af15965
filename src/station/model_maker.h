// From kitchen to screen: what a station's screen shows of a kitchen. Pure.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "core/kitchen.h"
#include "station/screen_model.h"

namespace brigade {

// Lines with a press of ours that the hub has not confirmed: (order id, line id); an empty line id means the
// whole ticket.
using PendingMarks = std::set<std::pair<std::string, std::string>>;

// Fills what depends on the kitchen alone: tickets, bumped tickets, the hour's median, 86'd items. `kitchen`
// may run ahead of the hub by the presses in `pending`. `now` is kitchen time.
void fill_from_kitchen(ScreenModel& model, const Kitchen& kitchen, const std::string& station, TimeMs now,
                       const PendingMarks& pending);

}  // namespace brigade
