#include "app/provision.h"

#include <sys/stat.h>

#include "app/provision_turn.h"
#include "base/small_file.h"
#include "provision/put_files.h"
#include "provision/read_settings.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

// The hub's own files, named as the settings say.
Status add_kitchen(ProvisionTurn& turn, const ApplianceSettings& settings, std::vector<PlannedFile>& files) {
    const bool own = !turn.kept->kitchen.empty();
    const fs::path directory = own ? turn.kept_directory() / turn.kept->kitchen : turn.places.kitchen;
    auto kitchen = read_kitchen_files(directory);
    if (!kitchen) {
        settings_are_wrong(turn, {of_kitchen(kitchen.error().front(), directory)});
        return {};
    }
    PlannedFile& main = kitchen->files.front();
    main.text = named_kitchen(main.text, settings.kitchen, settings.time_zone);
    for (PlannedFile& file : kitchen->files) {
        file.path = std::string(settings_place) + "/" + file.path;
        files.push_back(std::move(file));
    }
    return {};
}

Status keep_report(const ProvisionTurn& turn) {
    const fs::path at = turn.places.root / provisioning_report;
    std::error_code error;
    fs::create_directories(at.parent_path(), error);
    if (Status written = write_small_file(at, to_json_text(turn.result)); !written) return written;
    ::chmod(at.c_str(), 0644);  // every screen may say it
    return {};
}

}  // namespace

Status lay_out(ProvisionTurn& turn) {
    if (!turn.kept) return put_files(turn.places.root, {planned_question()});
    // What is kept was good when it was taken: a newer system without one of its key maps still starts.
    SettingsSurroundings as_kept;
    as_kept.languages = turn.around.languages;
    as_kept.time_zones = turn.around.time_zones;
    as_kept.passes_over_unknown = true;
    SettingsRead read = read_appliance_settings(turn.kept->text, as_kept);
    if (auto* problems = std::get_if<std::vector<SettingsProblem>>(&read)) {
        if (turn.result.problems.empty()) settings_are_wrong(turn, std::move(*problems));
        return {};
    }
    turn.result.settings = std::get<ApplianceSettings>(std::move(read));
    const ApplianceSettings& settings = *turn.result.settings;
    if (turn.result.state != ProvisionState::wrong) turn.result.language = settings.language;
    std::vector<PlannedFile> files = planned_files(settings);
    if (has_hub(settings))
        if (Status added = add_kitchen(turn, settings, files); !added) return added;
    return put_files(turn.places.root, files);
}

Result<Provisioned> check_settings_file(const fs::path& file, const fs::path& kitchen) {
    const auto text = read_small_file(file, settings_file_bytes_max);
    if (!text) return text.error();
    if (!*text) return Error{"there is no file " + file.string()};
    const ProvisionPlaces places{fs::absolute(file).parent_path(), "/", kitchen};
    ProvisionTurn turn{places, 0};
    if (settings_and_kitchen(turn, **text)) turn.result.state = ProvisionState::taken;
    return std::move(turn.result);
}

Result<Provisioned> provision(const ProvisionPlaces& places, TimeMs now) {
    ProvisionTurn turn{places, now};
    auto kept = read_kept(places.root);
    if (!kept) return kept.error();
    turn.kept = *std::move(kept);
    if (turn.kept) {
        turn.around.passes_over_unknown = true;
        const SettingsRead before = read_appliance_settings(turn.kept->text, turn.around);
        turn.around.passes_over_unknown = false;
        if (const auto* settings = std::get_if<ApplianceSettings>(&before)) {
            turn.around.known_wifi = settings->wifi;
            turn.result.language = settings->language;
        }
    }
    for (Status (*step)(ProvisionTurn&) : {look_at_file, look_at_answers, lay_out})
        if (Status done = step(turn); !done) return done.error();
    if (Status done = keep_report(turn); !done) return done.error();
    return std::move(turn.result);
}

}  // namespace brigade
