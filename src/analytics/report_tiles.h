// The report's numbers in large, each with what is usual and what the day before had. Pure.
#pragma once

#include <string>

#include "analytics/daily_report.h"
#include "analytics/report_words.h"

namespace brigade {

std::string report_tiles(const DailyReport& report, ReportLanguage language);

}  // namespace brigade
