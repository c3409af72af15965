// A table that is asked for piece by piece and becomes one: one header row, then every piece's rows. Pure,
// but for who is asked.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "analytics/service_day.h"
#include "app/figures_question.h"

namespace brigade {

struct ExportWish {
    std::string what;  // orders, tickets, lines or unavailable
    DayRange days;
    bool csv = true;
    std::string filters;  // "&station=grill", percent-encoded
};

struct Exported {
    std::uint64_t rows = 0;
    bool failed = false;  // to write; `write` has said why
};

// `write` takes text as it comes and tells whether it could; `progress` hears which day is being asked for.
// JSON is one row a line. What was out of stock over several days comes once.
Result<Exported, QuestionFailure> export_facts(const AskFigures& ask, const ExportWish& wish,
                                               const std::function<bool(std::string_view)>& write,
                                               const std::function<void(ServiceDay)>& progress);

}  // namespace brigade
