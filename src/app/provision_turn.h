// The steps of one turn of provisioning, for provision*.cpp alone.
#pragma once

#include "app/kitchen_files.h"
#include "app/provision.h"
#include "app/settings_surroundings.h"
#include "provision/kept_settings.h"

namespace brigade {

// One turn of provisioning, from what lies there to what is laid out.
struct ProvisionTurn {
    const ProvisionPlaces& places;
    TimeMs now;
    SettingsSurroundings around = surroundings_here();
    std::optional<KeptSettings> kept = {};
    std::optional<KitchenFiles> kitchen = {};  // in force and not on the disk: it could not be kept
    std::vector<SettingsProblem> of_box = {};  // what is wrong with the box, whatever its file says
    Provisioned result = {};

    std::filesystem::path kept_directory() const { return places.root / kept_place; }
    std::filesystem::path own_kitchen() const {
        return places.boot / "kitchen";
    }  // what an installer laid beside the file
};

// Notes what is wrong with the settings.
void settings_are_wrong(ProvisionTurn& turn, std::vector<SettingsProblem> problems);
// Of the kitchen's files, what a person would look for: the place within the folder.
SettingsProblem of_kitchen(const ConfigProblem& problem, const std::filesystem::path& directory);

// The settings that a file and its kitchen come to; nothing if they are wrong, which is noted.
struct SettingsAndKitchen {
    ApplianceSettings settings;
    KitchenFiles kitchen;
};
std::optional<SettingsAndKitchen> settings_and_kitchen(ProvisionTurn& turn, const std::string& text);

// What is kept, if it can be read.
void look_at_kept(ProvisionTurn& turn);
// A settings file that is new counts from now on; so do answers where nothing else is known.
void look_at_file(ProvisionTurn& turn);
void look_at_answers(ProvisionTurn& turn);
// One that was written by root when the power went would keep the hub from starting.
void give_register_to_hub(ProvisionTurn& turn);
// What is kept, laid out below /run; or the question what this box is.
Status lay_out(ProvisionTurn& turn);

}  // namespace brigade
