// From kitchen to screen: what a station's screen shows of a kitchen. Pure.
#pragma once

#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/kitchen.h"
#include "station/screen_model.h"

namespace brigade {

// Lines with a press of ours that the hub has not confirmed: (order id, line id); an empty line id means the
// whole ticket.
using PendingMarks = std::set<std::pair<std::string, std::string>>;

// What the last model of a screen was made with: a service day's thousands of bumped tickets do not change
// any more, and only what is new is put into words again. A copy of nothing that cannot be made anew. Owned
// by the StationScreen; loop thread.
struct ModelMemory {
    struct Left {
        std::uint32_t generation = 0;  // with the next three: what the summary was made of
        std::uint32_t revision = 0;
        Seq bumped_seq = 0;
        std::size_t lines = 0;
        std::string summary;
    };
    struct ItemName {
        std::string name;  // empty: no order has named it so far
        Seq searched = 0;  // up to this order
    };
    std::unordered_map<std::string, Left> left;  // by order id
    std::unordered_map<std::string, ItemName> items;
};

// Fills what depends on the kitchen alone: tickets, all bumped tickets of the service day, 86'd items.
// `kitchen` may run ahead of the hub by the presses in `pending`.
void fill_from_kitchen(ScreenModel& model, const Kitchen& kitchen, const std::string& station,
                       const PendingMarks& pending, ModelMemory& memory);
inline void fill_from_kitchen(ScreenModel& model, const Kitchen& kitchen, const std::string& station,
                              const PendingMarks& pending) {
    ModelMemory nothing;
    fill_from_kitchen(model, kitchen, station, pending, nothing);
}

}  // namespace brigade
