// The figures of a time: what `figures` answers and the daily report prints. docs/figures.md says what each
// means.
#pragma once

#include <optional>
#include <string>

#include "analytics/selection.h"
#include "analytics/tally.h"

namespace brigade {

// For whom orders waited: how often a station was an order's last, and how long the rest of the order waited
// then.
struct LastStation {
    std::string station;
    std::uint64_t orders = 0;
    Durations wait_ms;
};

struct LongestWait {
    std::uint32_t ms = 0;
    Seq order_seq = 0;
    std::string station;
};

struct PeriodFigures {
    int periods = 0;  // of those asked for, how many had facts at all, whatever the filters
    Load all;
    Durations prep_ms, start_ms, order_ms, pass_ms, glass_ms;
    Share promised, recalled, voided, shown;
    std::uint64_t recalls = 0, open = 0;
    std::uint64_t hours = 0;  // in which anything of this fired
    OneValue target_s;
    std::optional<LongestWait> longest;
    std::uint64_t orders_with_last = 0;  // what `last` are shares of
    std::vector<LastStation> last;       // as they came
    DurationMs unavailable_ms = 0;

    // The one that was last most often; nullptr if no order had a last. Of several the first by name.
    LastStation* bottleneck();
};

// Of all the ranges together. An error: the facts could not be read.
Result<PeriodFigures> count_figures(FactSource& facts, const std::vector<DayRange>& ranges,
                                    const FigureFilters& filters, const Coverage& coverage);

// The days that a range is compared with (docs/figures.md, Comparisons), the newest first.
DayRange previous_of(const DayRange& days);
std::vector<DayRange> same_weekdays_of(const DayRange& days);  // none of a range that is too long for it

}  // namespace brigade
