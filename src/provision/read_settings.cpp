#include "provision/read_settings.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/nearest.h"
#include "provision/settings_reading.h"

namespace brigade {
namespace {

// Of a line that is not understood only how it begins is ever said, for the rest may be a secret.
std::string first_word_of(std::string_view line) {
    return std::string(line.substr(0, line.find_first_of(" \t:;,\"'")));
}

void take_unknown(SettingsReading& reading, const SettingsLine& line) {
    if (reading.around.passes_over_unknown) return;
    const std::string key = first_word_of(line.key), near = nearest(key, settings_keys());
    if (known_key(key))  // and more before the =
        reading.problems.push_back({line.line, SettingsFault::no_equals, "", key + " …", ""});
    else
        reading.problems.push_back({line.line,
                                    near.empty() ? SettingsFault::unknown_key : SettingsFault::near_key, key,
                                    "", near.empty() ? listed(settings_keys()) : near});
}

// An empty value is as none: the example file has keys that wait for one.
void take_line(SettingsReading& reading, const SettingsLine& line) {
    if (line.key.empty()) {
        const std::string key = upper_case(first_word_of(line.value));
        reading.problems.push_back(
            {line.line, SettingsFault::no_equals, "", known_key(key) ? key + " …" : "…", ""});
        return;
    }
    if (!known_key(line.key)) return take_unknown(reading, line);
    if (line.value.empty()) return;
    const auto [first, fresh] = reading.given.emplace(line.key, line);
    if (!fresh)
        reading.problems.push_back(
            {line.line, SettingsFault::twice, line.key, "", std::to_string(first->second.line)});
}

bool read_role(SettingsReading& reading) {
    const SettingsLine* given = reading.line("ROLE");
    if (!given) {
        reading.wrong("ROLE", SettingsFault::missing, "both");
        return false;
    }
    const auto role = from_word<BoxRole>(lower_case(given->value));
    if (!role)
        reading.wrong("ROLE", SettingsFault::not_one_of, choices_of<BoxRole>());
    else
        reading.settings.role = *role;
    return role.has_value();
}

void check_role_has(SettingsReading& reading) {
    for (const SettingsKey& key : known_keys()) {
        if (!reading.line(key.name)) continue;
        if (has_hub(reading.settings) ? key.hub || has_screen(reading.settings) : key.station) continue;
        reading.wrong(key.name, SettingsFault::other_role,
                      key.hub ? "ROLE=hub, ROLE=both" : "ROLE=station, ROLE=both");
    }
    if (reading.settings.role == BoxRole::both && reading.line("HUB"))
        reading.wrong("HUB", SettingsFault::other_role, "ROLE=station");
}

}  // namespace

SettingsRead read_appliance_settings(std::string_view bytes, const SettingsSurroundings& around) {
    if (bytes.size() > settings_file_bytes_max)
        return std::vector<SettingsProblem>{
            {0, SettingsFault::too_long, "", "", std::to_string(settings_file_bytes_max)}};
    const auto lines = settings_lines(bytes);
    if (const auto* none = std::get_if<NoText>(&lines))
        return std::vector<SettingsProblem>{{none->line, SettingsFault::no_text, "", "", ""}};
    SettingsReading reading{around};
    for (const SettingsLine& line : std::get<0>(lines)) take_line(reading, line);
    if (read_role(reading)) {
        check_role_has(reading);
        read_box(reading);
    }
    read_wifi(reading);
    read_network(reading);
    read_people(reading);
    read_updates(reading);
    if (reading.problems.empty()) return std::move(reading.settings);
    std::ranges::stable_sort(reading.problems, {}, &SettingsProblem::line);
    return std::move(reading.problems);
}

std::optional<std::string> language_of(std::string_view bytes, const SettingsSurroundings& around) {
    const auto lines = settings_lines(bytes.substr(0, settings_file_bytes_max));
    if (std::holds_alternative<NoText>(lines)) return std::nullopt;
    SettingsReading reading{around};
    for (const SettingsLine& line : std::get<0>(lines)) take_line(reading, line);
    if (!reading.line("LANGUAGE")) return std::nullopt;
    read_language(reading);
    return reading.settings.language;
}

}  // namespace brigade
