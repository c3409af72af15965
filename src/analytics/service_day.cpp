#include "analytics/service_day.h"

#include "base/time.h"

namespace brigade {

using std::chrono::milliseconds;

std::optional<ServiceDay> parse_day(std::string_view text) {
    if (text.size() != std::string_view("2026-11-20").size()) return std::nullopt;
    const auto midnight = parse_time(std::string(text) + "T00:00:00Z");
    if (!midnight) return std::nullopt;
    return std::chrono::floor<std::chrono::days>(
        std::chrono::sys_time<milliseconds>(milliseconds(*midnight)));
}

std::string to_text(ServiceDay day) {
    const auto midnight = std::chrono::duration_cast<milliseconds>(day.time_since_epoch()).count();
    return format_time(midnight).substr(0, std::string_view("2026-11-20").size());
}

int weekday_of(ServiceDay day) { return static_cast<int>(std::chrono::weekday(day).iso_encoding()); }

}  // namespace brigade
