// What a query string asks about: service days, filters, and the options of its question. Everything in it is
// known and can be, or it is refused: a filter that was misspelt must not answer with everything.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analytics/daypart.h"
#include "analytics/fact_source.h"
#include "analytics/service_day.h"
#include "base/result.h"
#include "core/refusal.h"

namespace brigade {

// Several of one kind mean any of them, several kinds mean all of them; none of a kind does not restrict.
struct FigureFilters {
    std::vector<std::string> stations, items, channels, cooks;
    std::vector<Daypart> dayparts;
    std::vector<Service> services;

    bool none() const {
        return stations.empty() && items.empty() && channels.empty() && cooks.empty() && dayparts.empty() &&
               services.empty();
    }
};

struct Selection {
    DayRange days;
    FigureFilters filters;
    bool csv = false;
    std::map<std::string, std::string, std::less<>> options;  // what else the question takes, decoded

    const std::string* option(std::string_view name) const;
    // A whole number from 1 to `max`, `otherwise` where it was not asked for.
    Result<int, Refusal> count(std::string_view name, int otherwise, int max) const;
};

// `takes` is what the question takes, separated by blanks: names of parameters, "range" for from and to,
// "filters" for the six filters. Today and the first day are `coverage`'s.
Result<Selection, Refusal> read_selection(std::string_view query, std::string_view takes,
                                          const std::vector<Daypart>& dayparts, const Coverage& coverage);

// "%20" and "+" become what they stand for. Nothing if it is not UTF-8 then, has control characters, or "%"
// stands before anything but two hexadecimal digits.
std::optional<std::string> decoded_text(std::string_view text, bool plus_is_blank);

// invalid_message at "/name".
Refusal wrong_parameter(std::string_view name, std::string message);

}  // namespace brigade
