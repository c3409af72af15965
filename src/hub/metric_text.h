// Prometheus' text form: the lines of one metric after another. Pure; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace brigade {

// The two lines that a metric begins with. `name` without its prefix, which all of the hub's have.
void put_metric(std::string& out, std::string_view name, std::string_view type, std::string_view help);
// One value of it; `labels` as they stand between the braces, or nothing.
void put_value(std::string& out, std::string_view name, std::string_view labels, double value);
// A metric of one value.
void put(std::string& out, std::string_view name, std::string_view type, std::string_view help, double value);
// `station="grill"`; the value may be any text.
std::string label(std::string_view name, std::string_view value);

}  // namespace brigade
