// What the printed report says, in the languages it says it in. Pure; any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace brigade {

enum class ReportLanguage { english, indonesian };

struct ReportWord {
    std::string_view key, english, indonesian;
};

std::span<const ReportWord> report_words();
// A key that is not in the table is a broken invariant.
std::string_view report_word(std::string_view key, ReportLanguage language);
// "en" or "id".
std::optional<ReportLanguage> report_language(std::string_view code);
std::string_view code_of(ReportLanguage language);

// Monday is 1, January is 1.
std::string_view weekday_name(int weekday, ReportLanguage language);
std::string_view month_name(unsigned month, ReportLanguage language);

}  // namespace brigade
