#include "analytics/report_text.h"

#include <fmt/format.h>

namespace brigade {

std::string html_escaped(std::string_view text) {
    std::string escaped;
    for (const char c : text) switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default:
                escaped += c;
        }
    return escaped;
}

std::string duration_text(DurationMs duration_ms) {
    const std::int64_t s = duration_ms / 1000;
    if (s < 3600) return fmt::format("{}:{:02}", s / 60, s % 60);
    return fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
}

std::string number_text(std::uint64_t number, ReportLanguage language) {
    std::string text = std::to_string(number);
    for (std::size_t place = text.size(); place > 3; place -= 3)
        text.insert(place - 3, language == ReportLanguage::english ? "," : ".");
    return text;
}

std::string share_text(const Share& share, ReportLanguage language) {
    if (share.of == 0) return "–";
    const std::uint64_t thousandths = (share.count * 2000 + share.of) / (2 * share.of);
    if (thousandths >= 100 || thousandths == 0) return fmt::format("{}%", (thousandths + 5) / 10);
    const char* point = language == ReportLanguage::english ? "." : ",";
    return fmt::format("{}{}{}%", thousandths / 10, point, thousandths % 10);
}

std::string clock_text(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

}  // namespace brigade
