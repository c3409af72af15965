// How the report writes values: HTML that no text can break out of, durations, numbers and shares. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analytics/report_words.h"
#include "analytics/spread.h"
#include "base/time.h"

namespace brigade {

// For what stands between tags and in quoted attributes.
std::string html_escaped(std::string_view text);
// "6:52", "1:02:03": whole seconds, cut.
std::string duration_text(DurationMs duration_ms);
// "1,236" or "1.236".
std::string number_text(std::uint64_t number, ReportLanguage language);
// "68%", below ten "4.9%" or "4,9%", none "0%", of nothing "–".
std::string share_text(const Share& share, ReportLanguage language);
// "14:05", of a minute of the day.
std::string clock_text(int minute);

}  // namespace brigade
