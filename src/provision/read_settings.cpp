#include "provision/read_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "base/harmless.h"
#include "base/nearest.h"
#include "core/json_fields.h"
#include "provision/settings_checks.h"
#include "provision/settings_lines.h"

namespace brigade {
namespace {

constexpr std::size_t name_letters_max = 60;
constexpr std::size_t panel_stations_max = 2;

struct KeyKnown {
    const char* name;
    bool hub, station;  // which boxes it says something to
    bool secret = false;
};
constexpr KeyKnown keys_known[] = {{"ROLE", true, true},
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
                                   {"SSH_KEY", true, true}};

const KeyKnown* known_key(std::string_view name) {
    const auto found = std::ranges::find(keys_known, name, &KeyKnown::name);
    return found == std::end(keys_known) ? nullptr : found;
}

// The file's values by key, and what is wrong with them so far.
struct Reading {
    const SettingsSurroundings& around;
    std::map<std::string, SettingsLine> given = {};
    std::vector<SettingsProblem> problems = {};
    ApplianceSettings settings = {};

    const SettingsLine* line(const std::string& key) const {
        const auto found = given.find(key);
        return found == given.end() ? nullptr : &found->second;
    }
    void wrong(const std::string& key, SettingsFault fault, std::string more = {}) {
        const SettingsLine* at = line(key);
        const KeyKnown* known = known_key(key);
        const bool quoted = at && known && !known->secret;
        problems.push_back({at ? at->line : 0, fault, key, quoted ? at->value : "", std::move(more)});
    }
};

// An empty value is as none: the example file has keys that wait for one.
void take_line(Reading& reading, const SettingsLine& line) {
    if (line.key.empty()) {
        const bool may_be_secret = line.value.size() > 40;
        reading.problems.push_back(
            {line.line, SettingsFault::no_equals, "", may_be_secret ? "…" : line.value, ""});
        return;
    }
    if (!known_key(line.key)) {
        const std::string near = nearest(line.key, settings_keys());
        reading.problems.push_back({line.line,
                                    near.empty() ? SettingsFault::unknown_key : SettingsFault::near_key,
                                    line.key, "", near.empty() ? listed(settings_keys()) : near});
        return;
    }
    if (line.value.empty()) return;
    const auto [first, fresh] = reading.given.emplace(line.key, line);
    if (!fresh)
        reading.problems.push_back(
            {line.line, SettingsFault::twice, line.key, "", std::to_string(first->second.line)});
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

bool is_written_name(std::string_view text) {
    return !text.empty() && is_text(text, name_letters_max) && is_harmless(text);
}

void read_name(Reading& reading, const std::string& key, std::string& value) {
    const SettingsLine* given = reading.line(key);
    if (!given) return;
    if (!is_written_name(given->value))
        return reading.wrong(key, SettingsFault::no_name, std::to_string(name_letters_max));
    value = given->value;
}

// Nothing if there is no such line, or it is wrong, which is noted.
std::optional<std::string> checked(Reading& reading, const std::string& key, bool (*good)(std::string_view),
                                   SettingsFault otherwise) {
    const SettingsLine* given = reading.line(key);
    if (!given) return std::nullopt;
    if (good(given->value)) return given->value;
    reading.wrong(key, otherwise);
    return std::nullopt;
}

bool read_role(Reading& reading) {
    const SettingsLine* given = reading.line("ROLE");
    if (!given) {
        reading.wrong("ROLE", SettingsFault::missing, "both");
        return false;
    }
    const auto role = from_word<BoxRole>(lower(given->value));
    if (!role)
        reading.wrong("ROLE", SettingsFault::not_one_of, choices_of<BoxRole>());
    else
        reading.settings.role = *role;
    return role.has_value();
}

void check_role_has(Reading& reading) {
    for (const KeyKnown& key : keys_known) {
        if (!reading.line(key.name)) continue;
        if (has_hub(reading.settings) ? key.hub || has_screen(reading.settings) : key.station) continue;
        reading.wrong(key.name, SettingsFault::other_role,
                      key.hub ? "ROLE=hub, ROLE=both" : "ROLE=station, ROLE=both");
    }
    if (reading.settings.role == BoxRole::both && reading.line("HUB"))
        reading.wrong("HUB", SettingsFault::other_role, "ROLE=station");
}

void read_language(Reading& reading) {
    const SettingsLine* given = reading.line("LANGUAGE");
    if (!given) return;
    const std::string code = lower(given->value.substr(0, given->value.find_first_of("_-.")));
    if (std::ranges::find(reading.around.languages, code) == reading.around.languages.end())
        return reading.wrong("LANGUAGE", SettingsFault::not_one_of, listed(reading.around.languages, "or"));
    reading.settings.language = code;
}

void read_zone(Reading& reading) {
    const SettingsLine* given = reading.line("TIME_ZONE");
    if (!given) {
        if (has_hub(reading.settings)) reading.wrong("TIME_ZONE", SettingsFault::missing, "Asia/Jakarta");
        return;
    }
    const auto& zones = reading.around.time_zones;
    const auto same =
        std::ranges::find(zones, lower(given->value), [](const auto& one) { return lower(one); });
    if (same != zones.end()) {
        reading.settings.time_zone = *same;
        return;
    }
    const std::string near = nearest(given->value, zones);
    reading.wrong("TIME_ZONE", SettingsFault::no_time_zone, near.empty() ? "" : "; " + near + "?");
}

std::string trimmed_word(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(' ');
    if (begin == std::string_view::npos) return "";
    return std::string(text.substr(begin, text.find_last_not_of(' ') - begin + 1));
}

std::vector<std::string> comma_list(const std::string& text) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        parts.push_back(trimmed_word(std::string_view(text).substr(at, end - at)));
        at = end + 1;
    }
    return parts;
}

void read_stations(Reading& reading) {
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
void read_hub(Reading& reading) {
    const SettingsLine* given = reading.line("HUB");
    if (!given || reading.settings.role != BoxRole::station) return;
    const std::string hub = lower(given->value) == "find" ? "find" : given->value;
    if (const Status good = reading.around.check_hub(hub); !good)
        return reading.wrong("HUB", SettingsFault::no_hub, good.error().message);
    reading.settings.hub = hub;
}

void read_number(Reading& reading, const std::string& key, double least, double most, std::string& value) {
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
        host += "-" + lower(settings.stations.front());
    std::ranges::replace_if(
        host, [](char c) { return c == '_' || c == '.'; }, '-');
    return is_host_name(host) ? host : "brigade-station";
}

void read_box(Reading& reading) {
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
        std::string host = lower(name->value);
        if (host.ends_with(".local")) host.resize(host.size() - 6);
        if (is_host_name(host))
            settings.host = host;
        else
            reading.wrong("NAME", SettingsFault::no_host);
    }
}

void read_wifi(Reading& reading) {
    WiFi& wifi = reading.settings.wifi;
    if (auto name = checked(reading, "WIFI_NAME", is_wifi_name, SettingsFault::wifi_name)) wifi.name = *name;
    auto password = checked(reading, "WIFI_PASSWORD", is_wifi_password, SettingsFault::wifi_password);
    if (const SettingsLine* country = reading.line("WIFI_COUNTRY")) {
        if (is_country(country->value))
            wifi.country = country->value;
        else
            reading.wrong("WIFI_COUNTRY", SettingsFault::wifi_country);
    }
    if (!reading.line("WIFI_NAME")) {
        for (const char* key : {"WIFI_PASSWORD", "WIFI_COUNTRY"})
            if (reading.line(key)) reading.wrong(key, SettingsFault::needs, "WIFI_NAME");
        return;
    }
    if (!reading.line("WIFI_COUNTRY")) reading.wrong("WIFI_NAME", SettingsFault::needs, "WIFI_COUNTRY");
    const WiFi& known = reading.around.known_wifi;
    if (password)
        wifi.password = *password;
    else if (!reading.line("WIFI_PASSWORD") && known.name == wifi.name && !known.password.empty())
        wifi.password = known.password;
    else if (!reading.line("WIFI_PASSWORD"))
        reading.problems.push_back(
            {reading.line("WIFI_NAME")->line, SettingsFault::wifi_password_missing, "WIFI_PASSWORD", "", ""});
}

void read_network(Reading& reading) {
    FixedAddress& fixed = reading.settings.fixed;
    if (auto given = checked(reading, "ADDRESS", is_ipv4_with_prefix, SettingsFault::fixed_address))
        fixed.address = *given;
    if (auto given = checked(reading, "GATEWAY", is_ipv4, SettingsFault::no_address)) fixed.gateway = *given;
    if (auto given = checked(reading, "DNS", is_ipv4, SettingsFault::no_address)) fixed.dns = *given;
    for (const char* key : {"GATEWAY", "DNS"})
        if (reading.line(key) && !reading.line("ADDRESS"))
            reading.wrong(key, SettingsFault::needs, "ADDRESS");
    if (auto given = checked(reading, "TIME_SERVER", is_server_name, SettingsFault::no_address))
        reading.settings.time_server = *given;
}

void read_people(Reading& reading) {
    std::vector<std::pair<std::string, FirstPin>> seen;
    for (const char* key : {"PIN_MANAGER", "PIN_SUPERVISOR", "PIN_INSTALLER"}) {
        auto pin = checked(reading, key, is_first_pin, SettingsFault::no_pin);
        if (!pin) continue;
        const auto same = std::ranges::find(seen, *pin, [](const auto& one) { return one.second.pin; });
        if (same != seen.end()) reading.wrong(key, SettingsFault::same_pin, same->first);
        seen.emplace_back(key, FirstPin{lower(std::string(key).substr(4)), *pin, reading.line(key)->line});
    }
    for (auto& [key, pin] : seen) reading.settings.pins.push_back(std::move(pin));
    if (auto ssh = checked(reading, "SSH_KEY", is_ssh_key, SettingsFault::no_ssh_key))
        reading.settings.ssh_key = *ssh;
}

}  // namespace

SettingsRead read_appliance_settings(std::string_view bytes, const SettingsSurroundings& around) {
    if (bytes.size() > settings_file_bytes_max)
        return std::vector<SettingsProblem>{
            {0, SettingsFault::too_long, "", "", std::to_string(settings_file_bytes_max)}};
    const auto lines = settings_lines(bytes);
    if (const auto* none = std::get_if<NoText>(&lines))
        return std::vector<SettingsProblem>{{none->line, SettingsFault::no_text, "", "", ""}};
    Reading reading{around};
    for (const SettingsLine& line : std::get<0>(lines)) take_line(reading, line);
    if (read_role(reading)) {
        check_role_has(reading);
        read_box(reading);
    }
    read_wifi(reading);
    read_network(reading);
    read_people(reading);
    if (reading.problems.empty()) return std::move(reading.settings);
    std::ranges::stable_sort(reading.problems, {}, &SettingsProblem::line);
    return std::move(reading.problems);
}

std::optional<std::string> language_of(std::string_view bytes, const SettingsSurroundings& around) {
    const auto lines = settings_lines(bytes.substr(0, settings_file_bytes_max));
    if (std::holds_alternative<NoText>(lines)) return std::nullopt;
    Reading reading{around};
    for (const SettingsLine& line : std::get<0>(lines)) take_line(reading, line);
    if (!reading.line("LANGUAGE")) return std::nullopt;
    read_language(reading);
    return reading.settings.language;
}

const std::vector<std::string>& settings_keys() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const KeyKnown& key : keys_known) all.emplace_back(key.name);
        return all;
    }();
    return names;
}

bool is_secret_key(std::string_view key) {
    const KeyKnown* known = known_key(key);
    return known && known->secret;
}

}  // namespace brigade
