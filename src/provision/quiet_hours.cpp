#include "provision/quiet_hours.h"

#include <fmt/format.h>

namespace brigade {
namespace {

// "03:00"
std::optional<int> minute_of(std::string_view text) {
    const auto digit = [&](std::size_t at) {
        return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : 100;
    };
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
    if (hour > 23 || minute > 59) return std::nullopt;
    return hour * 60 + minute;
}

}  // namespace

std::optional<QuietHours> read_quiet_hours(std::string_view text) {
    const std::size_t middle = text.find('-');
    if (middle == text.npos) return std::nullopt;
    const auto from = minute_of(text.substr(0, middle)), to = minute_of(text.substr(middle + 1));
    if (!from || !to || *from == *to) return std::nullopt;
    return QuietHours{*from, *to};
}

std::string to_text(const QuietHours& hours) {
    return fmt::format("{:02}:{:02}-{:02}:{:02}", hours.from_min / 60, hours.from_min % 60, hours.to_min / 60,
                       hours.to_min % 60);
}

}  // namespace brigade
