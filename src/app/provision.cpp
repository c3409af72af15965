#include "app/provision.h"

#include <sys/stat.h>

#include "app/provision_turn.h"
#include "base/small_file.h"
#include "provision/put_files.h"
#include "provision/read_settings.h"
#include "provision/reset.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

// What is kept was good when it was taken: a newer system without one of its key maps still starts, and what
// its programs no longer understand is theirs to say.
SettingsRead read_as_kept(const std::string& text) {
    SettingsSurroundings trusting;
    trusting.languages.clear();
    trusting.passes_over_unknown = true;
    return read_appliance_settings(text, trusting);
}

Result<KitchenFiles> kitchen_in_force(ProvisionTurn& turn) {
    if (turn.kitchen) return *turn.kitchen;
    if (!turn.kept->kitchen.empty()) return read_kept_kitchen(turn.kept_directory() / turn.kept->kitchen);
    auto shipped = read_kitchen_files(turn.places.kitchen);
    if (shipped) return *std::move(shipped);
    return Error{to_text(shipped.error().front())};
}

// The hub's own files, named as the settings say.
void add_kitchen(ProvisionTurn& turn, const ApplianceSettings& settings, std::vector<PlannedFile>& files) {
    auto kitchen = kitchen_in_force(turn);
    if (!kitchen) {
        turn.of_box.push_back({0, SettingsFault::kept_damaged, "", "", kitchen.error().message});
        return;
    }
    PlannedFile& main = kitchen->files.front();
    main.text = named_kitchen(main.text, settings.kitchen, settings.time_zone);
    for (PlannedFile& file : kitchen->files) {
        file.path = std::string(settings_place) + "/" + file.path;
        files.push_back(std::move(file));
    }
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

void look_at_kept(ProvisionTurn& turn) {
    auto kept = read_kept(turn.places.root);
    if (!kept) turn.of_box.push_back({0, SettingsFault::kept_damaged, "", "", kept.error().message});
    if (!kept || !*kept) return;
    const SettingsRead read = read_as_kept((*kept)->text);
    if (const auto* problems = std::get_if<std::vector<SettingsProblem>>(&read)) {
        turn.of_box.push_back(
            {0, SettingsFault::kept_damaged, "", "", one_line(problems->front(), turn.result.language)});
        return;
    }
    turn.kept = *std::move(kept);
    turn.around.known_wifi = std::get<ApplianceSettings>(read).wifi;
    turn.result.language = std::get<ApplianceSettings>(read).language;
}

Status lay_out(ProvisionTurn& turn) {
    if (!turn.kept) return put_files(turn.places.root, {planned_question()});
    const SettingsRead read = read_as_kept(turn.kept->text);
    const auto& settings = turn.result.settings.emplace(std::get<ApplianceSettings>(read));
    if (turn.result.state != ProvisionState::wrong) turn.result.language = settings.language;
    std::vector<PlannedFile> files = planned_files(settings);
    if (has_hub(settings)) add_kitchen(turn, settings, files);
    return put_files(turn.places.root, files);
}

bool has_its_disk(const ProvisionPlaces& places) {
    const fs::path data = places.root / data_place;
    struct stat own {};
    struct stat parent {};
    if (!places.own_disk) return true;
    return ::stat(data.c_str(), &own) == 0 && ::stat(data.parent_path().c_str(), &parent) == 0 &&
           own.st_dev != parent.st_dev;
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

Result<Provisioned> provision(const ProvisionPlaces& places, TimeMs now, std::vector<SettingsProblem> known) {
    ProvisionTurn turn{places, now};
    turn.of_box = std::move(known);
    if (has_its_disk(places))
        for (void (*step)(ProvisionTurn&) :
             {look_at_kept, look_at_file, look_at_answers, give_register_to_hub})
            step(turn);
    else
        turn.of_box.push_back({0, SettingsFault::no_disk, "", "", ""});
    const Status laid_out = lay_out(turn);
    auto& problems = turn.result.problems;
    problems.insert(problems.begin(), turn.of_box.begin(), turn.of_box.end());
    const Status told = keep_report(turn);
    if (!laid_out) return laid_out.error();
    if (!told) return told.error();
    return std::move(turn.result);
}

}  // namespace brigade
