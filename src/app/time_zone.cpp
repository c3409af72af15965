#include "app/time_zone.h"

#include <fmt/format.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

namespace brigade {
namespace {

std::filesystem::path zone_directory() {
    const char* given = std::getenv("TZDIR");
    return given && *given ? given : "/usr/share/zoneinfo";
}

// glibc takes an unknown zone for UTC without a word, so its file is looked at first.
bool is_zone(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    char magic[4] = {};
    return in.read(magic, sizeof magic) && std::string_view(magic, sizeof magic) == "TZif";
}

class TemporaryTimeZone {
  public:
    explicit TemporaryTimeZone(const std::string& zone) {
        if (const char* before = std::getenv("TZ")) before_ = before;
        ::setenv("TZ", (":" + zone).c_str(), 1);
        ::tzset();
    }
    ~TemporaryTimeZone() {
        if (before_)
            ::setenv("TZ", before_->c_str(), 1);
        else
            ::unsetenv("TZ");
        ::tzset();
    }
    TemporaryTimeZone(const TemporaryTimeZone&) = delete;
    TemporaryTimeZone& operator=(const TemporaryTimeZone&) = delete;

  private:
    std::optional<std::string> before_;
};

Status check_zone(const std::string& time_zone) {
    if (time_zone == "UTC") return {};
    if (!is_zone(zone_directory() / "UTC"))
        return Error{"this machine has no time zone rules (install the package tzdata)"};
    bool odd = time_zone.empty() || time_zone.front() == '/' || time_zone.find("..") != std::string::npos;
    if (odd || !is_zone(zone_directory() / time_zone))
        return Error{"there is no time zone \"" + time_zone + "\""};
    return {};
}

// In the zone that is active.
std::optional<int> offset_now(std::time_t at) {
    std::tm local{};
    if (!::localtime_r(&at, &local)) return std::nullopt;
    return static_cast<int>(local.tm_gmtoff / 60);
}

constexpr std::time_t table_from_s = 946'684'800, table_to_s = 2'840'140'800;  // 2000-01-01, 2060-01-01
constexpr std::time_t step_s = 7 * 24 * 3600;  // no zone changes twice within a week

// The second between the two from which on the later offset holds.
std::time_t change_between(std::time_t low, std::time_t high, std::optional<int> later) {
    while (high - low > 1) {
        const std::time_t middle = low + (high - low) / 2;
        (offset_now(middle) == later ? high : low) = middle;
    }
    return high;
}

}  // namespace

Result<int> utc_offset_min(const std::string& time_zone, TimeMs at) {
    if (auto checked = check_zone(time_zone); !checked) return checked.error();
    if (time_zone == "UTC") return 0;
    TemporaryTimeZone active(time_zone);
    if (auto offset = offset_now(static_cast<std::time_t>(at / 1000))) return *offset;
    return Error{"the time cannot be told in " + time_zone};
}

Result<ZoneOffsets> ZoneOffsets::of(const std::string& time_zone) {
    if (auto checked = check_zone(time_zone); !checked) return checked.error();
    ZoneOffsets offsets;
    TemporaryTimeZone active(time_zone);
    auto before = offset_now(table_from_s);
    offsets.changes_ = {{TimeMs{table_from_s} * 1000, before.value_or(0)}};
    for (std::time_t at = table_from_s; at < table_to_s; at += step_s) {
        const auto next = offset_now(at + step_s);
        if (next == before || !next) continue;
        offsets.changes_.emplace_back(TimeMs{change_between(at, at + step_s, next)} * 1000, *next);
        before = next;
    }
    return offsets;
}

int ZoneOffsets::min_at(TimeMs at) const {
    int offset_min = changes_.front().second;
    for (const auto& [from, min] : changes_) {
        if (from > at) break;
        offset_min = min;
    }
    return offset_min;
}

TimeMs wall_clock_ms() {
    std::timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return static_cast<TimeMs>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

int remembered_offset_min(const std::string& time_zone, TimeMs at) {
    static std::map<std::string, ZoneOffsets> known;
    auto found = known.find(time_zone);
    if (found == known.end()) {
        auto offsets = ZoneOffsets::of(time_zone.empty() ? "UTC" : time_zone);
        if (!offsets) fmt::print(stderr, "{}; its hours are told in UTC\n", offsets.error().message);
        found = known.emplace(time_zone, offsets ? *std::move(offsets) : ZoneOffsets()).first;
    }
    return found->second.min_at(at);
}

}  // namespace brigade
