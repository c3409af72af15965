// How the box reaches the network, and who may come to it.
#include <algorithm>

#include "base/ascii.h"
#include "provision/settings_checks.h"
#include "provision/settings_reading.h"

namespace brigade {

void read_wifi(SettingsReading& reading) {
    WiFi& wifi = reading.settings.wifi;
    if (auto name = reading.checked("WIFI_NAME", is_wifi_name, SettingsFault::wifi_name)) wifi.name = *name;
    auto password = reading.checked("WIFI_PASSWORD", is_wifi_password, SettingsFault::wifi_password);
    if (const SettingsLine* country = reading.line("WIFI_COUNTRY")) {
        if (is_country(country->value))
            wifi.country = country->value;
        else
            reading.wrong("WIFI_COUNTRY", SettingsFault::wifi_country);
    }
    const SettingsLine* named = reading.line("WIFI_NAME");
    if (!named) {
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
            {named->line, SettingsFault::wifi_password_missing, "WIFI_PASSWORD", "", ""});
}

void read_network(SettingsReading& reading) {
    FixedAddress& fixed = reading.settings.fixed;
    if (auto given = reading.checked("ADDRESS", is_ipv4_with_prefix, SettingsFault::fixed_address))
        fixed.address = *given;
    if (auto given = reading.checked("GATEWAY", is_ipv4, SettingsFault::no_address)) fixed.gateway = *given;
    if (auto given = reading.checked("DNS", is_ipv4, SettingsFault::no_address)) fixed.dns = *given;
    for (const char* key : {"GATEWAY", "DNS"})
        if (reading.line(key) && !reading.line("ADDRESS"))
            reading.wrong(key, SettingsFault::needs, "ADDRESS");
    if (auto given = reading.checked("TIME_SERVER", is_server_name, SettingsFault::no_address))
        reading.settings.time_server = *given;
}

void read_people(SettingsReading& reading) {
    std::vector<std::pair<std::string, FirstPin>> seen;
    for (const char* key : {"PIN_MANAGER", "PIN_SUPERVISOR", "PIN_INSTALLER"}) {
        auto pin = reading.checked(key, is_first_pin, SettingsFault::no_pin);
        const SettingsLine* at = reading.line(key);
        if (!pin || !at) continue;
        const auto same = std::ranges::find(seen, *pin, [](const auto& one) { return one.second.pin; });
        if (same != seen.end()) reading.wrong(key, SettingsFault::same_pin, same->first);
        seen.emplace_back(key, FirstPin{lower_case(std::string(key).substr(4)), *pin, at->line});
    }
    for (auto& [key, pin] : seen) reading.settings.pins.push_back(std::move(pin));
    if (auto ssh = reading.checked("SSH_KEY", is_ssh_key, SettingsFault::no_ssh_key))
        reading.settings.ssh_key = *ssh;
}

}  // namespace brigade
