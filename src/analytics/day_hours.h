// The hours of the clock in the order of a service day, which may begin at five in the morning.
#pragma once

#include <array>

#include "analytics/fact_source.h"
#include "analytics/service_day.h"

namespace brigade {

inline constexpr std::size_t hours_of_a_day = 24;

// In the kitchen's zone as it is now.
std::size_t clock_hour(TimeMs at, const Coverage& coverage);

// The hour in which most of the days began, each by the clock of its own, the earliest of several; that of
// today where none of them was opened.
Result<std::size_t> first_hour(FactSource& facts, const DayRange& days, const Coverage& coverage);

}  // namespace brigade
