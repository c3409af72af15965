#include "app/settings_surroundings.h"

#include <algorithm>
#include <filesystem>

#include "app/bump_bars.h"
#include "app/hub_address.h"
#include "app/locale.h"

namespace brigade {

std::vector<std::string> time_zone_names() {
    namespace fs = std::filesystem;
    const fs::path directory = "/usr/share/zoneinfo";
    std::vector<std::string> names{"UTC"};
    std::error_code error;
    for (auto at = fs::recursive_directory_iterator(directory, error); at != fs::end(at);
         at.increment(error)) {
        const std::string name = at->path().lexically_relative(directory).string();
        const bool zone = name.front() >= 'A' && name.front() <= 'Z' && name.find('.') == std::string::npos;
        if (!zone && at->is_directory(error)) at.disable_recursion_pending();
        if (zone && name != "UTC" && at->is_regular_file(error)) names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

SettingsSurroundings surroundings_here() {
    SettingsSurroundings around;
    if (auto there = languages(); !there.empty()) around.languages = std::move(there);
    around.time_zones = time_zone_names();
    around.check_hub = [](const std::string& hub) -> Status {
        if (auto whole = complete_hub(hub); !whole) return whole.error();
        return {};
    };
    around.check_bump_bar = [](const std::string& bar) -> Status {
        if (auto bound = parse_bound_bar(bar); !bound) return bound.error();
        return {};
    };
    return around;
}

}  // namespace brigade
