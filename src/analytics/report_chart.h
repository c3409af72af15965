// The report's two small charts, as SVG without a style of its own: /report.css has the colours. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analytics/daily_report.h"
#include "analytics/report_words.h"

namespace brigade {

// A bar an hour, with its number above it.
std::string orders_chart(const std::vector<ReportHour>& hours, ReportLanguage language);
// Median and p90 of each hour, with the target where there is one.
std::string times_chart(const std::vector<ReportHour>& hours, std::optional<int> target_s,
                        ReportLanguage language);

}  // namespace brigade
