#include "provision/planned_files.h"

#include <iterator>

namespace brigade {
namespace {

const std::string wants = "run/systemd/system/brigade.target.wants/";
const std::string units = "/usr/lib/systemd/system/";

std::string in_run(const std::string& name) { return std::string(run_place) + "/" + name; }

void add(std::vector<PlannedFile>& to, std::vector<PlannedFile> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace

std::string hub_of(const ApplianceSettings& settings) {
    if (settings.role == BoxRole::both) return "localhost";
    if (settings.hub == "find" && !settings.kitchen.empty()) return "find:" + settings.kitchen;
    return settings.hub;
}

PlannedFile planned_screen(const ApplianceSettings& settings) {
    std::string text;
    const auto line = [&](const char* option, const std::string& value) {
        if (!value.empty()) text += std::string(option) + " = " + value + "\n";
    };
    line("hub", hub_of(settings));
    line("station", settings.stations.front());
    line("name", settings.screen_name);
    line("language", settings.language);
    line("distance", settings.distance_m);
    line("diagonal", settings.diagonal_in);
    for (const std::string& bar : settings.bump_bars) line("bumpbar", bar);
    if (settings.stations.size() > 1) line("beside", settings.stations[1]);
    return {std::string(settings_place) + "/screens/" + settings.stations.front() + ".conf", text};
}

PlannedFile planned_updates(const ApplianceSettings& settings) {
    const std::string hub = has_hub(settings) ? "localhost" : hub_of(settings);
    return {in_run("update.conf"), "source = " + settings.update + "\nhours = " +
                                       to_text(settings.update_hours) + "\nhub = " + hub + "\n"};
}

PlannedFile planned_question() {
    const std::string unit = "brigade-first-boot-screen.service";
    return {wants + unit, units + unit, 0644, true};
}

std::vector<PlannedFile> planned_units(const ApplianceSettings& settings) {
    std::vector<PlannedFile> files;
    if (has_hub(settings))
        files.push_back({wants + "brigade-hub.service", units + "brigade-hub.service", 0644, true});
    if (has_screen(settings))
        files.push_back({wants + "brigade-station@" + settings.stations.front() + ".service",
                         units + "brigade-station@.service", 0644, true});
    if (!settings.wifi.name.empty())
        files.push_back({wants + "iwd.service", units + "iwd.service", 0644, true});
    if (!settings.ssh_key.empty())
        files.push_back({wants + "ssh.service", units + "ssh.service", 0644, true});
    return files;
}

std::vector<PlannedFile> planned_files(const ApplianceSettings& settings) {
    std::vector<PlannedFile> files{
        {in_run("hostname"), settings.host + "\n"},
        {in_run("localtime"), "/usr/share/zoneinfo/" + settings.time_zone, 0644, true}};
    if (has_screen(settings)) files.push_back(planned_screen(settings));
    files.push_back(planned_updates(settings));
    add(files, planned_network(settings));
    add(files, planned_units(settings));
    // sshd reads it as the user who comes in, and trusts no directory that others may write to.
    if (!settings.ssh_key.empty()) files.push_back({in_run("ssh/authorized_keys"), settings.ssh_key + "\n"});
    return files;
}

}  // namespace brigade
