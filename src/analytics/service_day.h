// The names of service days, "2026-11-20", and counting with them. Which instants a day holds is not known
// here.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace brigade {

using ServiceDay = std::chrono::sys_days;

std::optional<ServiceDay> parse_day(std::string_view text);
std::string to_text(ServiceDay day);
int weekday_of(ServiceDay day);  // Monday is 1

// Both included.
struct DayRange {
    ServiceDay from, to;

    int days() const { return static_cast<int>((to - from).count()) + 1; }
    bool has(ServiceDay day) const { return from <= day && day <= to; }
    DayRange earlier_by(int days) const {
        return {from - std::chrono::days(days), to - std::chrono::days(days)};
    }
    bool operator==(const DayRange&) const = default;
};

}  // namespace brigade
