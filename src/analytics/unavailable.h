// How long items were 86'd ("86 minutes").
#pragma once

#include "analytics/fact_source.h"
#include "analytics/selection.h"

namespace brigade {

// All items together, from 86 to back, as far as it lay in service days of the range, from their opening to
// their closing; an item that is still out counts until the newest event. Of the filters only items say
// anything here.
Result<DurationMs> unavailable_in(FactSource& facts, const DayRange& days, const FigureFilters& filters,
                                  const Coverage& coverage);

}  // namespace brigade
