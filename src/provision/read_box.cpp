// What the box is: names, station, language, time zone, what its screen looks like.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "base/ascii.h"
#include "base/harmless.h"
#include "base/nearest.h"
#include "core/json_fields.h"
#include "provision/settings_checks.h"
#include "provision/settings_reading.h"

namespace brigade {
namespace {

constexpr std::size_t name_letters_max = 60;
constexpr std::size_t panel_stations_max = 2;

bool is_written_name(std::string_view text) {
    return !text.empty() && is_text(text, name_letters_max) && is_harmless(text);
}

void read_name(SettingsReading& reading, const std::string& key, std::string& value) {
    const SettingsLine* given = reading.line(key);
    if (!given) return;
    if (!is_written_name(given->value))
        return reading.wrong(key, SettingsFault::no_name, std::to_string(name_letters_max));
    value = given->value;
}

void read_zone(SettingsReading& reading) {
    const SettingsLine* given = reading.line("TIME_ZONE");
    if (!given) {
        if (has_hub(reading.settings)) reading.wrong("TIME_ZONE", SettingsFault::missing, "Asia/Jakarta");
        return;
    }
    const auto& zones = reading.around.time_zones;
    if (zones.empty()) {
        reading.settings.time_zone = given->value;
        return;
    }
    const auto same =
        std::ranges::find(zones, lower_case(given->value), [](const auto& one) { return lower_case(one); });
    if (same != zones.end()) {
        reading.settings.time_zone = *same;
        return;
    }
    const std::string near = nearest(given->value, zones);
    reading.wrong("TIME_ZONE", SettingsFault::no_time_zone, near.empty() ? "" : "; " + near + "?");
}

void read_stations(SettingsReading& reading) {
    const SettingsLine* given = reading.line("STATION");
    if (!has_screen(reading.settings)) return;
    if (!given) return reading.wrong("STATION", SettingsFault::missing, "grill");
    const std::vector<std::string> stations = comma_list(given->value);
    if (stations.size() > panel_stations_max)
        return reading.wrong("STATION", SettingsFault::too_many_stations);
    for (const std::string& station : stations) {
        // A unit and a file are named after it.
        if (!is_id(station) || station.find(':') != std::string::npos || station.front() == '.')
            return reading.wrong("STATION", SettingsFault::no_id);
        const auto& there = reading.around.stations;
        if (has_hub(reading.settings) && !there.empty() && std::ranges::find(there, station) == there.end())
            reading.problems.push_back(
                {given->line, SettingsFault::no_station, "STATION", station, suggestion(station, there)});
    }
    if (stations.size() == 2 && stations[0] == stations[1])
        return reading.wrong("STATION", SettingsFault::too_many_stations);
    reading.settings.stations = stations;
}

// A station that is told its kitchen looks for that one's hub.
void read_hub(SettingsReading& reading) {
    const SettingsLine* given = reading.line("HUB");
    if (!given || reading.settings.role != BoxRole::station) return;
    const std::string hub = lower_case(given->value) == "find" ? "find" : given->value;
    if (const Status good = reading.around.check_hub(hub); !good)
        return reading.wrong("HUB", SettingsFault::no_hub, good.error().message);
    reading.settings.hub = hub;
}

void read_number(SettingsReading& reading, const std::string& key, double least, double most,
                 std::string& value) {
    const SettingsLine* given = reading.line(key);
    if (!given) return;
    std::string text = given->value;
    std::ranges::replace(text, ',', '.');
    char* end = nullptr;
    const double number = std::strtod(text.c_str(), &end);
    const bool plain = text.find_first_not_of("0123456789.") == std::string::npos;
    if (!plain || *end != '\0' || number < least || number > most)
        return reading.wrong(key, SettingsFault::no_number, fmt::format("{} to {}", least, most));
    value = text;
}

std::string own_host(const ApplianceSettings& settings) {
    std::string host = "brigade";
    if (settings.role == BoxRole::station && !settings.stations.empty())
        host += "-" + lower_case(settings.stations.front());
    std::ranges::replace_if(
        host, [](char c) { return c == '_' || c == '.'; }, '-');
    return is_host_name(host) ? host : "brigade-station";
}

}  // namespace

void read_language(SettingsReading& reading) {
    const SettingsLine* given = reading.line("LANGUAGE");
    if (!given) return;
    const std::string code = lower_case(given->value.substr(0, given->value.find_first_of("_-.")));
    const auto& there = reading.around.languages;
    if (!there.empty() && std::ranges::find(there, code) == there.end())
        return reading.wrong("LANGUAGE", SettingsFault::not_one_of, listed(there, "or"));
    reading.settings.language = code;
}

void read_box(SettingsReading& reading) {
    ApplianceSettings& settings = reading.settings;
    read_name(reading, "KITCHEN", settings.kitchen);
    if (has_hub(settings) && !reading.line("KITCHEN"))
        reading.wrong("KITCHEN", SettingsFault::missing, "Warung Ibu");
    read_language(reading);
    read_zone(reading);
    read_stations(reading);
    read_hub(reading);
    read_name(reading, "SCREEN_NAME", settings.screen_name);
    read_number(reading, "DISTANCE", 0.3, 20, settings.distance_m);
    read_number(reading, "PANEL", 5, 120, settings.diagonal_in);
    if (const SettingsLine* bars = reading.line("BUMPBAR"))
        for (const std::string& bar : comma_list(bars->value)) {
            if (const Status good = reading.around.check_bump_bar(bar); !good)
                reading.wrong("BUMPBAR", SettingsFault::no_bump_bar, good.error().message);
            else
                settings.bump_bars.push_back(bar);
        }
    settings.host = own_host(settings);
    if (const SettingsLine* name = reading.line("NAME")) {
        std::string host = lower_case(name->value);
        if (host.ends_with(".local")) host.resize(host.size() - 6);
        if (is_host_name(host))
            settings.host = host;
        else
            reading.wrong("NAME", SettingsFault::no_host);
    }
}

}  // namespace brigade
