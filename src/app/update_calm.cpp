#include "app/update_calm.h"

#include <fmt/format.h>

namespace brigade {
namespace {

std::string clock_words(int minute_of_day) {
    return fmt::format("{:02}:{:02}", minute_of_day / 60, minute_of_day % 60);
}

}  // namespace

std::string why_not_now(const UpdateBox& box, const KitchenLook& before, const KitchenLook& now) {
    if (!box.hours.hold(now.minute_of_day))
        return fmt::format("it is {}, and this box starts anew by itself between {} and {} only",
                           clock_words(now.minute_of_day), clock_words(box.hours.from_min),
                           clock_words(box.hours.to_min));
    if (!now.not_reached.empty() || !before.not_reached.empty()) {
        if (box.has_hub() && !now.not_reached.empty()) return {};
        return "the hub cannot be asked whether the kitchen is quiet: " +
               (now.not_reached.empty() ? before.not_reached : now.not_reached);
    }
    if (now.tickets == 1) return "there is a ticket on the screens";
    if (now.tickets > 0) return fmt::format("there are {} tickets on the screens", now.tickets);
    if (now.seq != before.seq) return "something has happened in the kitchen within the last minutes";
    return {};
}

}  // namespace brigade
