#include "provision/settings_reading.h"

#include <algorithm>

#include "base/ascii.h"

namespace brigade {

const std::vector<SettingsKey>& known_keys() {
    static const std::vector<SettingsKey> keys{{"ROLE", true, true},
                                               {"KITCHEN", true, true},
                                               {"STATION", false, true},
                                               {"HUB", false, true},
                                               {"LANGUAGE", true, true},
                                               {"TIME_ZONE", true, true},
                                               {"NAME", true, true},
                                               {"SCREEN_NAME", false, true},
                                               {"DISTANCE", false, true},
                                               {"PANEL", false, true},
                                               {"BUMPBAR", false, true},
                                               {"WIFI_NAME", true, true},
                                               {"WIFI_PASSWORD", true, true, true},
                                               {"WIFI_COUNTRY", true, true},
                                               {"ADDRESS", true, true},
                                               {"GATEWAY", true, true},
                                               {"DNS", true, true},
                                               {"TIME_SERVER", true, true},
                                               {"PIN_MANAGER", true, false, true},
                                               {"PIN_SUPERVISOR", true, false, true},
                                               {"PIN_INSTALLER", true, false, true},
                                               {"UPDATE", true, true},
                                               {"UPDATE_HOURS", true, true},
                                               {"SSH_KEY", true, true}};
    return keys;
}

const SettingsKey* known_key(std::string_view name) {
    const auto found = std::ranges::find(known_keys(), name, &SettingsKey::name);
    return found == known_keys().end() ? nullptr : &*found;
}

const SettingsLine* SettingsReading::line(const std::string& key) const {
    const auto found = given.find(key);
    return found == given.end() ? nullptr : &found->second;
}

void SettingsReading::wrong(const std::string& key, SettingsFault fault, std::string more) {
    SettingsProblem problem{0, fault, key, "", std::move(more)};
    if (const SettingsLine* at = line(key)) {
        problem.line = at->line;
        if (!is_secret_key(key)) problem.value = at->value;
    }
    problems.push_back(std::move(problem));
}

std::optional<std::string> SettingsReading::checked(const std::string& key, bool (*good)(std::string_view),
                                                    SettingsFault otherwise) {
    const SettingsLine* there = line(key);
    if (!there) return std::nullopt;
    if (good(there->value)) return there->value;
    wrong(key, otherwise);
    return std::nullopt;
}

std::vector<std::string> comma_list(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        parts.emplace_back(trimmed(std::string_view(text).substr(at, end - at)));
        at = end + 1;
    }
    return parts;
}

const std::vector<std::string>& settings_keys() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const SettingsKey& key : known_keys()) all.emplace_back(key.name);
        return all;
    }();
    return names;
}

bool is_secret_key(std::string_view key) {
    const SettingsKey* known = known_key(key);
    return known && known->secret;
}

}  // namespace brigade
