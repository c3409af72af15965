// The hours in which a box may start anew by itself: "03:00-05:00", by the kitchen's clock. They may go over
// midnight. Pure; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace brigade {

struct QuietHours {
    int from_min = 3 * 60, to_min = 5 * 60;  // of the day; the last is not in it

    bool hold(int minute_of_day) const {
        if (from_min <= to_min) return from_min <= minute_of_day && minute_of_day < to_min;
        return from_min <= minute_of_day || minute_of_day < to_min;
    }
    bool operator==(const QuietHours&) const = default;
};

// Nothing unless it is two times of a day that differ.
std::optional<QuietHours> read_quiet_hours(std::string_view text);
std::string to_text(const QuietHours& hours);

}  // namespace brigade
