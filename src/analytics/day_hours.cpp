#include "analytics/day_hours.h"

#include <algorithm>

namespace brigade {

std::size_t clock_hour(TimeMs at, const Coverage& coverage) {
    constexpr DurationMs minute_ms = 60'000, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms;
    const DurationMs in_day = (at + coverage.utc_offset_min * minute_ms) % day_ms;
    return static_cast<std::size_t>((in_day + day_ms) % day_ms / hour_ms);
}

Result<std::size_t> first_hour(FactSource& facts, const DayRange& days, const Coverage& coverage) {
    const auto opened = facts.days(to_text(days.from), to_text(days.to));
    if (!opened) return opened.error();
    std::array<int, hours_of_a_day> began{};
    constexpr int hour_min = 60;
    for (const DayFacts& day : *opened) ++began[static_cast<std::size_t>(day.opened.minute() / hour_min)];
    if (opened->empty() && coverage.today_opened_at != 0)
        ++began[clock_hour(coverage.today_opened_at, coverage)];
    return static_cast<std::size_t>(std::ranges::max_element(began) - began.begin());
}

}  // namespace brigade
