// The steps of reading a settings file, for read_*.cpp alone: each reads one part and notes its problems.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "provision/read_settings.h"
#include "provision/settings_lines.h"

namespace brigade {

struct SettingsKey {
    const char* name;
    bool hub, station;  // which boxes it says something to
    bool secret = false;
};
const SettingsKey* known_key(std::string_view name);
const std::vector<SettingsKey>& known_keys();

// The file's values by key, and what is wrong with them so far.
struct SettingsReading {
    const SettingsSurroundings& around;
    std::map<std::string, SettingsLine> given = {};
    std::vector<SettingsProblem> problems = {};
    ApplianceSettings settings = {};

    const SettingsLine* line(const std::string& key) const;
    // At the key's line, or about the file where it has none.
    void wrong(const std::string& key, SettingsFault fault, std::string more = {});
    // Nothing if there is no such line, or it is wrong, which is noted.
    std::optional<std::string> checked(const std::string& key, bool (*good)(std::string_view),
                                       SettingsFault otherwise);
};

std::vector<std::string> comma_list(const std::string& text);

void read_language(SettingsReading& reading);
void read_box(SettingsReading& reading);
void read_wifi(SettingsReading& reading);
void read_network(SettingsReading& reading);
void read_people(SettingsReading& reading);
void read_updates(SettingsReading& reading);

}  // namespace brigade
