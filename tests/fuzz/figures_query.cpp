// What a program may ask about the figures: any query string, read for every question's parameters. What was
// taken must be something that can be asked; what was not must say where and why.
#include "analytics/selection.h"
#include "base/limits.h"
#include "target.h"

namespace brigade::fuzz {

void target(std::string_view input) {
    Coverage coverage;
    coverage.today = "2026-11-20";
    for (const std::string_view takes :
         {"", "range filters format", "range filters format limit sort after number"}) {
        const auto selection = read_selection(input, takes, default_dayparts(), coverage);
        if (!selection) {
            BRIGADE_CHECK(!selection.error().message.empty(), "what is wrong must be said");
            BRIGADE_CHECK(selection.error().path.starts_with('/'), "and where");
            continue;
        }
        BRIGADE_CHECK(selection->days.days() >= 1 && selection->days.days() <= limits::figure_days,
                      "a range must be one that can be asked for");
        BRIGADE_CHECK(parse_day(to_text(selection->days.from)) == selection->days.from,
                      "a day must come back");
        const auto limit = selection->count("limit", 50, 1000);
        BRIGADE_CHECK(!limit || (*limit >= 1 && *limit <= 1000), "a count must keep its bounds");
        BRIGADE_CHECK(!takes.empty() || selection->filters.none(), "nothing is taken that was not offered");
    }
}

}  // namespace brigade::fuzz
