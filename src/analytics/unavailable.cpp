#include "analytics/unavailable.h"

#include <algorithm>

namespace brigade {
namespace {

struct Opened {
    TimeMs from, to;
};

DurationMs shared_ms(const Opened& day, TimeMs from, TimeMs to) {
    return std::max<DurationMs>(0, std::min(day.to, to) - std::max(day.from, from));
}

}  // namespace

Result<DurationMs> unavailable_in(FactSource& facts, const DayRange& days, const FigureFilters& filters,
                                  const Coverage& coverage) {
    const auto items = facts.unavailable();
    if (!items) return items.error();
    const auto opened = facts.days(to_text(days.from), to_text(days.to));
    if (!opened) return opened.error();
    std::vector<Opened> times;
    for (const DayFacts& day : *opened)
        times.push_back({day.opened.at, day.closed.at == 0 ? coverage.kitchen_at() : day.closed.at});
    DurationMs sum = 0;
    for (const UnavailableFacts& item : *items) {
        const bool asked =
            filters.items.empty() || std::ranges::find(filters.items, item.item) != filters.items.end();
        const TimeMs to = item.to.at == 0 ? coverage.kitchen_at() : item.to.at;
        // Days follow one another: those that closed before it are none of its.
        const auto first =
            std::ranges::find_if(times, [&](const Opened& day) { return day.to > item.from.at; });
        for (auto day = first; asked && day != times.end() && day->from < to; ++day)
            sum += shared_ms(*day, item.from.at, to);
    }
    return sum;
}

}  // namespace brigade
