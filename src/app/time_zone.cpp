#include "app/time_zone.h"

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
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

}  // namespace

Result<int> utc_offset_min(const std::string& time_zone, TimeMs at) {
    if (time_zone == "UTC") return 0;
    if (!is_zone(zone_directory() / "UTC"))
        return Error{"this machine has no time zone rules (install the package tzdata)"};
    bool odd = time_zone.empty() || time_zone.front() == '/' || time_zone.find("..") != std::string::npos;
    if (odd || !is_zone(zone_directory() / time_zone))
        return Error{"there is no time zone \"" + time_zone + "\""};
    TemporaryTimeZone active(time_zone);
    std::time_t seconds = static_cast<std::time_t>(at / 1000);
    std::tm local{};
    if (!::localtime_r(&seconds, &local)) return Error{"the time cannot be told in " + time_zone};
    return static_cast<int>(local.tm_gmtoff / 60);
}

TimeMs wall_clock_ms() {
    std::timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return static_cast<TimeMs>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace brigade
