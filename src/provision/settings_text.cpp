// Settings back into lines: what is kept of them.
#include "provision/read_settings.h"

namespace brigade {
namespace {

std::string joined(const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& one : all) text += (text.empty() ? "" : ",") + one;
    return text;
}

}  // namespace

std::string to_settings_text(const ApplianceSettings& settings) {
    std::string text;
    const auto line = [&](const char* key, const std::string& value) {
        if (!value.empty()) text += std::string(key) + "=\"" + value + "\"\n";
    };
    line("ROLE", std::string(word(settings.role)));
    line("KITCHEN", settings.kitchen);
    line("STATION", joined(settings.stations));
    if (settings.role == BoxRole::station) line("HUB", settings.hub);
    line("LANGUAGE", settings.language);
    line("TIME_ZONE", settings.time_zone);
    line("NAME", settings.host);
    line("SCREEN_NAME", settings.screen_name);
    line("DISTANCE", settings.distance_m);
    line("PANEL", settings.diagonal_in);
    line("BUMPBAR", joined(settings.bump_bars));
    line("WIFI_NAME", settings.wifi.name);
    line("WIFI_PASSWORD", settings.wifi.password);
    line("WIFI_COUNTRY", settings.wifi.country);
    line("ADDRESS", settings.fixed.address);
    line("GATEWAY", settings.fixed.gateway);
    line("DNS", settings.fixed.dns);
    line("TIME_SERVER", settings.time_server);
    line("UPDATE", settings.update);
    line("UPDATE_HOURS", to_text(settings.update_hours));
    line("SSH_KEY", settings.ssh_key);
    return text;
}

}  // namespace brigade
