// The figures in the answers' form.
#pragma once

#include "analytics/answer_json.h"
#include "analytics/figures.h"
#include "analytics/tally.h"

namespace brigade {

json::object spread_json(const Durations& durations);
json::value one_value_json(const OneValue& value);
json::value per_hour(std::uint64_t count, std::uint64_t hours);  // with one decimal; null without hours

// "items", "tickets" and so on, added to `to`.
void add_load(json::object& to, const Load& load);
// The name by which the kitchen knows the station, its id where it does not know it any more.
std::string station_name(const Coverage& coverage, const std::string& id);
// Numbers of stations as the kitchen lists them; those that it does not know any more after them, by id.
std::vector<std::size_t> station_places(const Coverage& coverage, const std::vector<std::string>& ids);

}  // namespace brigade
