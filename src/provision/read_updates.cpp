// Where the box's updates come from, and when it may start anew for one.
#include "base/ascii.h"
#include "provision/settings_checks.h"
#include "provision/settings_reading.h"

namespace brigade {

// A station asks its hub, a hub nobody, where nothing is said.
void read_updates(SettingsReading& reading) {
    const bool station = reading.settings.role == BoxRole::station;
    reading.settings.update = station ? "hub" : "off";
    if (const SettingsLine* given = reading.line("UPDATE")) {
        const std::string word = lower_case(given->value);
        if (word == "off" || (word == "hub" && station))
            reading.settings.update = word;
        else if (is_update_server(given->value))
            reading.settings.update = given->value;
        else
            reading.wrong("UPDATE", SettingsFault::no_update, station ? "hub, off" : "off");
    }
    if (const SettingsLine* given = reading.line("UPDATE_HOURS")) {
        if (const auto hours = read_quiet_hours(given->value))
            reading.settings.update_hours = *hours;
        else
            reading.wrong("UPDATE_HOURS", SettingsFault::no_hours);
    }
}

}  // namespace brigade
