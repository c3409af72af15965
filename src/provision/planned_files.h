// What a box's settings come to on its disk: files below its root, made anew at each start from what is kept
// (kept_settings.h), because the system itself is read-only and its /run begins empty. Pure; the one who puts
// them there is put_files.h. docs/installing.md has the table.
//
// For Wi-Fi it is iwd: a network is one small file whatever the card is called, it needs no helper to join
// WPA2 and WPA3, and systemd-networkd, which is there anyway, does the addresses.
#pragma once

#include <string>
#include <vector>

#include "provision/settings.h"

namespace brigade {

struct PlannedFile {
    std::string path;  // from the root, without a slash before it
    std::string text;  // of a link: where it leads
    unsigned mode = 0644;
    bool link = false;

    bool operator==(const PlannedFile&) const = default;
};

// Where they go, from the root. /etc/brigade of an image leads to `settings_place`.
inline constexpr const char* run_place = "run/brigade";
inline constexpr const char* settings_place = "run/brigade/settings";

std::vector<PlannedFile> planned_files(const ApplianceSettings& settings);
// The parts of it.
std::vector<PlannedFile> planned_network(const ApplianceSettings& settings);
std::vector<PlannedFile> planned_units(const ApplianceSettings& settings);
// On a box that nobody has set up: the first-boot screen.
PlannedFile planned_question();
// What `brigade update` reads.
PlannedFile planned_updates(const ApplianceSettings& settings);
PlannedFile planned_screen(const ApplianceSettings& settings);

// --hub of this box's screen.
std::string hub_of(const ApplianceSettings& settings);
// "Dapur.psk", or "=c3bc.psk" where the name holds more than letters, digits, blanks, "-" and "_".
std::string iwd_file_name(const std::string& network);

}  // namespace brigade
