// From the text of `brigade.txt` to settings that can be used, or to every problem with it. What only the
// machine knows (its time zones, the kitchen's stations, bump bars' profiles) is an argument. Pure.
//
// Nobody has to write a secret twice: what the box has taken over before (`known`) stands for a Wi-Fi
// password that is no longer in the file, as long as the network's name is the same.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "provision/settings.h"
#include "provision/settings_problem.h"

namespace brigade {

inline constexpr std::size_t settings_file_bytes_max = std::size_t{64} * 1024;

// Of a list that is empty nothing is known, and what is written counts.
struct SettingsSurroundings {
    std::vector<std::string> languages{"en", "id"};
    std::vector<std::string> time_zones;  // every name there is
    std::vector<std::string> stations;    // of the kitchen that this box's hub is to run
    std::function<Status(const std::string&)> check_hub = [](const std::string&) { return Status(); };
    std::function<Status(const std::string&)> check_bump_bar = [](const std::string&) { return Status(); };
    WiFi known_wifi;
    // Of what is kept: a newer system, from which this box fell back, may have known more keys.
    bool passes_over_unknown = false;
};

using SettingsRead = std::variant<ApplianceSettings, std::vector<SettingsProblem>>;
SettingsRead read_appliance_settings(std::string_view bytes, const SettingsSurroundings& around);

// LANGUAGE, if the text has one that can be read: what its problems are told in.
std::optional<std::string> language_of(std::string_view bytes, const SettingsSurroundings& around);

// Every key, in the order of the example file.
const std::vector<std::string>& settings_keys();
bool is_secret_key(std::string_view key);

// As brigade.txt would have it, without the PINs: what is kept. Reads back as the same settings.
std::string to_settings_text(const ApplianceSettings& settings);

}  // namespace brigade
