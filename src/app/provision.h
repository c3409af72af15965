// Makes a box what its settings say, at each of its starts: takes over a settings file that is new, keeps
// what it says on the data partition, and lays out below /run what programs, network and clock read. A file
// with a mistake changes nothing: the box goes on as it was, or waits where it was nothing yet, and says why
// on its screen. Nor does a disk that is full or fails stop it: what is kept is laid out whatever cannot be
// written. docs/installing.md tells what goes where.
//
// Blocking; main thread, before anything of Brigade's runs. As root on a box; tests give it a root of their
// own.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "provision/settings.h"
#include "provision/settings_problem.h"

namespace brigade {

struct ProvisionPlaces {
    std::filesystem::path boot;  // where the settings file may lie: the FAT partition; empty: there is none
    std::filesystem::path root = "/";
    std::filesystem::path kitchen;  // the one that comes with the programs
    // What was answered on the first-boot screen, whose program is no more trusted than a person who stands
    // before it: it counts where nobody has said anything else yet, and may not let anybody in. Empty: there
    // is none.
    std::filesystem::path answers{};
    // Whether var/lib/brigade has to be a disk of its own, as on the appliance: where it is missing, nothing
    // is taken over, since nothing would stay, and nothing is started but the screen that says so.
    bool own_disk = false;
};

// The disk is there, or none is asked for.
bool has_its_disk(const ProvisionPlaces& places);

enum class ProvisionState {
    unset,    // nobody has said yet what this box is
    wrong,    // the settings file has mistakes; what was in force before still is
    taken,    // a new settings file counts from now on
    as_kept,  // nothing new
};

struct Provisioned {
    ProvisionState state = ProvisionState::unset;
    std::string language = "en";                  // of the settings file, or of what is in force
    std::vector<SettingsProblem> problems{};      // of the file, where it is wrong, and of the box
    std::vector<std::string> warnings{};          // what did not work, and harms nothing
    std::optional<ApplianceSettings> settings{};  // in force; nothing: this box is nothing yet
};

// `known`: problems of before, to be told with the others. Fails with a sentence where nothing can be laid
// out.
Result<Provisioned> provision(const ProvisionPlaces& places, TimeMs now,
                              std::vector<SettingsProblem> known = {});

// Only tells what a settings file would come to, with the folder `kitchen` beside it if there is one; nothing
// is taken over. `kitchen` as above. Fails where the file cannot be read.
Result<Provisioned> check_settings_file(const std::filesystem::path& file,
                                        const std::filesystem::path& kitchen);

// For whoever shows or reads it: {"state": "wrong", "problems": [{"line": 4, "en": {…}, "id": {…}}], …}; no
// secret stands in it. Kept at ROOT/run/brigade/provisioning.json.
std::string to_json_text(const Provisioned& provisioned);
inline constexpr const char* provisioning_report = "run/brigade/provisioning.json";

}  // namespace brigade
