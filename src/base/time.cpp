#include "base/time.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace brigade {
namespace {

constexpr TimeMs time_first = -62'167'219'200'000;  // 0000-01-01T00:00:00Z
constexpr TimeMs time_last = 253'402'300'799'999;   // 9999-12-31T23:59:59.999Z

// Reads exactly `digits` decimal digits off the front of `text`.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    int value = 0;
    for (char c : text.substr(0, digits)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take_char(std::string_view& text, std::string_view any_of) {
    if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
    text.remove_prefix(1);
    return true;
}

// ".120456" → 120; nothing written is 0; a point without digits is an error.
std::optional<int> take_fraction_ms(std::string_view& text) {
    if (!take_char(text, ".")) return 0;
    int ms = 0, digits = 0;
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), ++digits)
        if (digits < 3) ms = ms * 10 + (text.front() - '0');
    if (digits == 0) return std::nullopt;
    for (; digits < 3; ++digits) ms *= 10;
    return ms;
}

// "Z" or "+07:00", in minutes east of Greenwich.
std::optional<int> take_offset_min(std::string_view& text) {
    if (take_char(text, "Zz")) return 0;
    int sign = !text.empty() && text.front() == '-' ? -1 : 1;
    if (!take_char(text, "+-")) return std::nullopt;
    auto hours = take_number(text, 2);
    if (!hours || *hours > 23 || !take_char(text, ":")) return std::nullopt;
    auto minutes = take_number(text, 2);
    if (!minutes || *minutes > 59) return std::nullopt;
    return sign * (*hours * 60 + *minutes);
}

}  // namespace

std::string format_time(TimeMs time) {
    using namespace std::chrono;
    time = std::clamp(time, time_first, time_last);
    auto day = floor<days>(milliseconds{time});
    year_month_day date{sys_days{day}};
    hh_mm_ss clock{milliseconds{time} - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

std::optional<TimeMs> parse_time(std::string_view text) {
    using namespace std::chrono;
    auto y = take_number(text, 4);
    if (!y || !take_char(text, "-")) return std::nullopt;
    auto mo = take_number(text, 2);
    if (!mo || !take_char(text, "-")) return std::nullopt;
    auto d = take_number(text, 2);
    if (!d || !take_char(text, "Tt ")) return std::nullopt;
    auto h = take_number(text, 2);
    if (!h || *h > 23 || !take_char(text, ":")) return std::nullopt;
    auto mi = take_number(text, 2);
    if (!mi || *mi > 59 || !take_char(text, ":")) return std::nullopt;
    auto s = take_number(text, 2);
    if (!s || *s > 60) return std::nullopt;
    auto ms = take_fraction_ms(text);
    if (!ms) return std::nullopt;
    auto offset_min = take_offset_min(text);
    if (!offset_min || !text.empty()) return std::nullopt;
    year_month_day date{year{*y}, month{static_cast<unsigned>(*mo)}, day{static_cast<unsigned>(*d)}};
    if (!date.ok()) return std::nullopt;
    auto instant = sys_days{date} + hours{*h} + minutes{*mi - *offset_min} + seconds{*s} + milliseconds{*ms};
    TimeMs time = duration_cast<milliseconds>(instant.time_since_epoch()).count();
    if (time < time_first || time > time_last)
        return std::nullopt;  // its offset leads out of what can be written
    return time;
}

}  // namespace brigade
