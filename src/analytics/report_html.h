// The printed day: one sheet of A4 or Letter as HTML, without scripts and with nothing inline that a strict
// Content-Security-Policy forbids; its looks are in assets/page/report.css, which the hub serves as
// /report.css. Pure.
#pragma once

#include <string>

#include "analytics/daily_report.h"
#include "analytics/report_words.h"

namespace brigade {

std::string report_html(const DailyReport& report, ReportLanguage language);

}  // namespace brigade
