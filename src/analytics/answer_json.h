// What the answers' JSON is made of, and the same rows as CSV.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "analytics/question.h"
#include "analytics/spread.h"

namespace brigade {

namespace json = boost::json;

json::object spread_json(const Spread& spread);
json::object share_json(const Share& share);
json::value text_or_null(std::string_view text);  // null where it is empty
json::value instant_or_null(TimeMs at);           // null where it never was
double with_one_decimal(double number);

// "type":"analytics_…" and "complete".
json::object answer_head(const Question& question, std::string_view type);
FiguresAnswer json_answer(const json::object& body);
// The rows as a file called by `name` and the days asked for. Its columns are those of `form`, a row of
// nothing, so that a table without rows has a header: an object in it becomes a column for each of its
// fields, called outer_inner; arrays are left out.
FiguresAnswer csv_answer(const Question& question, std::string_view name, const json::object& form,
                         const json::array& rows);
// `head` and the rows by `name`, or as a file of them alone.
FiguresAnswer rows_answer(const Question& question, json::object head, std::string_view name,
                          const json::object& form, json::array rows);

}  // namespace brigade
