// What an installer says about one box in `brigade.txt` (config/brigade.txt explains each key): what it is,
// what it belongs to, how it reaches the network. A plain value, good as a whole: only
// read_appliance_settings() makes one from text, and that notes every problem at once, each with its line.
//
// Pure; any thread. Secrets stand in it in the clear: it is never logged, and kept for its owner alone.
#pragma once

#include <string>
#include <vector>

#include "core/words.h"
#include "provision/quiet_hours.h"

namespace brigade {

enum class BoxRole { hub, station, both };

namespace words {
template <>
inline constexpr std::array of<BoxRole>{"hub"sv, "station"sv, "both"sv};
}  // namespace words

struct WiFi {
    std::string name;      // SSID; empty: by cable alone
    std::string password;  // 8 to 63 printable ASCII letters
    std::string country;   // "ID"
    bool operator==(const WiFi&) const = default;
};

struct FixedAddress {
    std::string address;  // "192.168.1.10/24"; empty: as the router says
    std::string gateway;  // empty: none
    std::string dns;      // empty: as the gateway
    bool operator==(const FixedAddress&) const = default;
};

// A person of the kitchen whose PIN stands in the file: "manager" with PIN_MANAGER, and so on.
struct FirstPin {
    std::string person;
    std::string pin;
    int line = 0;
    bool operator==(const FirstPin&) const = default;
};

struct ApplianceSettings {
    BoxRole role = BoxRole::both;
    std::string kitchen;                // hub, both: its name; station: its hub's, empty: whichever there is
    std::vector<std::string> stations;  // station, both: one, or two that share the panel
    std::string hub = "find";           // station: as --hub takes it
    std::string screen_name;            // empty: the station's id
    std::string language = "en";
    std::string time_zone = "UTC";
    std::string host;                     // NAME.local
    std::string distance_m, diagonal_in;  // as written; empty: the program's own default
    std::vector<std::string> bump_bars;   // DEVICE=PROFILE
    WiFi wifi;
    FixedAddress fixed;
    std::string time_server;
    std::vector<FirstPin> pins;
    std::string update = "off";  // where updates come from: "hub", "off", or a server's URL
    QuietHours update_hours;
    std::string ssh_key;  // a whole line of authorized_keys; empty: nobody comes in

    bool operator==(const ApplianceSettings&) const = default;
};

inline bool has_hub(const ApplianceSettings& settings) { return settings.role != BoxRole::station; }
inline bool has_screen(const ApplianceSettings& settings) { return settings.role != BoxRole::hub; }

}  // namespace brigade
