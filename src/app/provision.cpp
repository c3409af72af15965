#include "app/provision.h"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/first_people.h"
#include "app/kitchen_files.h"
#include "app/settings_surroundings.h"
#include "base/limits.h"
#include "base/small_file.h"
#include "provision/kept_settings.h"
#include "provision/put_files.h"
#include "provision/read_settings.h"
#include "provision/reset.h"
#include "provision/taken_over.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

// One turn of provisioning, from what lies there to what is laid out.
struct Turn {
    const ProvisionPlaces& places;
    TimeMs now;
    SettingsSurroundings around = surroundings_here();
    std::optional<KeptSettings> kept = {};
    Provisioned result = {};

    fs::path kept_directory() const { return places.root / kept_place; }
    fs::path own_kitchen() const {
        return places.boot / "kitchen";
    }  // what an installer laid beside the file
};

void wrong(Turn& turn, std::vector<SettingsProblem> problems) {
    turn.result.state = ProvisionState::wrong;
    turn.result.problems = std::move(problems);
}

std::string minute_text(TimeMs at) {
    return fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(static_cast<std::time_t>(at / 1000)));
}

bool lies_beside(const Turn& turn) {
    std::error_code error;
    return !turn.places.boot.empty() && fs::is_directory(turn.own_kitchen(), error);
}

// Of the kitchen's files, what a person would look for: the place within the folder.
SettingsProblem of_kitchen(const ConfigProblem& problem, const fs::path& directory) {
    ConfigProblem told = problem;
    told.file = fs::path(problem.file).lexically_relative(directory).string();
    return {0, SettingsFault::kitchen_files, "", "", to_text(told) + "; " + problem.fix};
}

// The kitchen that a new settings file goes with.
std::optional<KitchenFiles> kitchen_of_file(Turn& turn) {
    const fs::path directory = lies_beside(turn) ? turn.own_kitchen() : turn.places.kitchen;
    auto kitchen = read_kitchen_files(directory);
    if (kitchen) return *std::move(kitchen);
    std::vector<SettingsProblem> problems;
    for (const ConfigProblem& problem : kitchen.error()) problems.push_back(of_kitchen(problem, directory));
    wrong(turn, std::move(problems));
    return std::nullopt;
}

Status write_files(const fs::path& directory, const std::vector<PlannedFile>& files) {
    for (const PlannedFile& file : files) {
        std::error_code error;
        fs::create_directories((directory / file.path).parent_path(), error);
        if (Status written = write_small_file(directory / file.path, file.text); !written) return written;
    }
    return {};
}

std::string name_of(const KitchenFiles& kitchen) {
    std::string all;
    for (const PlannedFile& file : kitchen.files) all += file.path + "\n" + file.text;
    return "kitchen-" + bytes_to_hex(sha256(all)).substr(0, 12);
}

// One that cannot be read is new as well: it has to be told.
bool kitchen_is_new(const Turn& turn) {
    if (!lies_beside(turn)) return false;
    const auto kitchen = read_kitchen_files(turn.own_kitchen());
    return !kitchen || name_of(*kitchen) != turn.kept->kitchen;
}

// A kitchen of its own lies in a directory named after its content, so that it is there before settings name
// it.
Result<std::string> keep_kitchen(const Turn& turn, const KitchenFiles& kitchen) {
    if (!lies_beside(turn)) return std::string();
    const std::string name = name_of(kitchen);
    if (Status written = write_files(turn.kept_directory() / name, kitchen.files); !written)
        return written.error();
    return name;
}

void forget_other_kitchens(const Turn& turn, const std::string& in_force) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(turn.kept_directory(), error)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("kitchen-") || name == in_force) continue;
        std::error_code ignored;
        fs::remove_all(entry.path(), ignored);
    }
}

// The hub reads and writes its register as a user of its own.
Status write_register(const fs::path& hub, const std::string& text) {
    std::error_code error;
    fs::create_directories(hub, error);
    struct stat owner {};
    if (error || ::stat(hub.c_str(), &owner) != 0) return Error{"cannot make " + hub.string()};
    if (Status written = write_small_file(hub / "access.json", text); !written) return written;
    if (::geteuid() == 0 && ::chown((hub / "access.json").c_str(), owner.st_uid, owner.st_gid) != 0)
        return Error{"cannot give access.json to the hub"};
    return {};
}

// False: a PIN is somebody else's, which is told.
Result<bool> take_people(Turn& turn, const ApplianceSettings& settings) {
    if (settings.pins.empty()) return true;
    const fs::path hub = turn.places.root / data_place / "hub";
    const auto text = read_small_file(hub / "access.json", limits::access_bytes);
    if (!text) return text.error();
    auto after = register_with(*text, settings.pins, settings.language, random_bytes);
    if (auto* problems = std::get_if<std::vector<SettingsProblem>>(&after)) {
        wrong(turn, std::move(*problems));
        return false;
    }
    const auto& next = std::get<std::optional<std::string>>(after);
    if (!next) return true;
    if (Status written = write_register(hub, *next); !written) return written.error();
    return true;
}

// What it says counts by now: a card that cannot be written is told, and no more.
std::string blank_secrets(Turn& turn, const fs::path& file, const std::string& text) {
    const std::string without = without_secrets(text, minute_text(turn.now));
    if (without == text) return text;
    if (write_small_file(file, without)) return without;
    turn.result.warnings.push_back(file.filename().string() +
                                   " could not be written: its PINs and passwords "
                                   "can still be read there");
    return text;
}

std::string hash_of(const std::string& text) { return bytes_to_hex(sha256(text)); }

// The settings that a file and its kitchen come to; nothing if they are wrong, which is noted.
struct Read {
    ApplianceSettings settings;
    KitchenFiles kitchen;
};
std::optional<Read> read_all(Turn& turn, const std::string& text) {
    turn.result.language = language_of(text, turn.around).value_or(turn.result.language);
    auto kitchen = kitchen_of_file(turn);
    if (!kitchen) return std::nullopt;
    turn.around.stations = kitchen->stations;
    SettingsRead read = read_appliance_settings(text, turn.around);
    if (auto* settings = std::get_if<ApplianceSettings>(&read))
        return Read{std::move(*settings), *std::move(kitchen)};
    wrong(turn, std::get<std::vector<SettingsProblem>>(std::move(read)));
    return std::nullopt;
}

Status take_over(Turn& turn, const fs::path& file, const std::string& text) {
    const auto read = read_all(turn, text);
    if (!read) return {};
    const ApplianceSettings& settings = read->settings;
    auto people = take_people(turn, settings);
    if (!people) return people.error();
    if (!*people) return {};
    auto own = keep_kitchen(turn, read->kitchen);
    if (!own) return own.error();
    // Once before the secrets leave the card, so that they are never nowhere; once after, so that what is
    // left of the file is known again.
    KeptSettings kept{to_settings_text(settings), hash_of(text), *own};
    if (Status done = keep(turn.places.root, kept); !done) return done;
    kept.taken = hash_of(blank_secrets(turn, file, text));
    if (Status done = keep(turn.places.root, kept); !done) return done;
    forget_other_kitchens(turn, *own);
    turn.kept = kept;
    turn.result.state = ProvisionState::taken;
    return {};
}

Status look_at_file(Turn& turn) {
    turn.result.state = turn.kept ? ProvisionState::as_kept : ProvisionState::unset;
    const auto file = turn.places.boot.empty() ? std::nullopt : find_settings_file(turn.places.boot);
    if (!file) return {};
    const auto text = read_small_file(*file, settings_file_bytes_max);
    if (!text || !*text) {
        wrong(turn, {{0, SettingsFault::unreadable, "", "", text ? "" : text.error().message}});
        return {};
    }
    if (turn.kept && turn.kept->taken == hash_of(**text) && !kitchen_is_new(turn)) return {};
    return take_over(turn, *file, **text);
}

// Read once, whatever comes of it: what is wrong is asked for again.
Status look_at_answers(Turn& turn) {
    if (turn.kept || turn.places.answers.empty()) return {};
    const auto text = read_small_file(turn.places.answers, settings_file_bytes_max);
    if (!text || !*text) return {};
    std::error_code ignored;
    fs::remove(turn.places.answers, ignored);
    const Provisioned before = turn.result;
    turn.result.problems.clear();
    const auto read = read_all(turn, **text);
    if (!read) return {};
    if (!read->settings.ssh_key.empty() || !read->settings.pins.empty()) {
        turn.result = before;
        turn.result.warnings.emplace_back(
            "the first-boot screen's answers held a key or a PIN; they were left alone");
        return {};
    }
    turn.kept = KeptSettings{to_settings_text(read->settings), "", ""};
    turn.result.state = ProvisionState::taken;
    return keep(turn.places.root, *turn.kept);
}

// The hub's own files, named as the settings say.
Status add_kitchen(Turn& turn, const ApplianceSettings& settings, std::vector<PlannedFile>& files) {
    const bool own = !turn.kept->kitchen.empty();
    const fs::path directory = own ? turn.kept_directory() / turn.kept->kitchen : turn.places.kitchen;
    auto kitchen = read_kitchen_files(directory);
    if (!kitchen) {
        wrong(turn, {of_kitchen(kitchen.error().front(), directory)});
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

Status lay_out(Turn& turn) {
    if (!turn.kept) return put_files(turn.places.root, {planned_question()});
    turn.around.stations.clear();  // what is kept was good when it was taken
    SettingsRead read = read_appliance_settings(turn.kept->text, turn.around);
    if (auto* problems = std::get_if<std::vector<SettingsProblem>>(&read)) {
        if (turn.result.problems.empty()) wrong(turn, std::move(*problems));
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

Status report(const Turn& turn) {
    const fs::path at = turn.places.root / provisioning_report;
    std::error_code error;
    fs::create_directories(at.parent_path(), error);
    if (Status written = write_small_file(at, to_json_text(turn.result)); !written) return written;
    ::chmod(at.c_str(), 0644);  // every screen may say it
    return {};
}

}  // namespace

Result<Provisioned> check_settings_file(const fs::path& file, const fs::path& kitchen) {
    const auto text = read_small_file(file, settings_file_bytes_max);
    if (!text) return text.error();
    if (!*text) return Error{"there is no file " + file.string()};
    const ProvisionPlaces places{fs::absolute(file).parent_path(), "/", kitchen};
    Turn turn{places, 0};
    if (read_all(turn, **text)) turn.result.state = ProvisionState::taken;
    return std::move(turn.result);
}

Result<Provisioned> provision(const ProvisionPlaces& places, TimeMs now) {
    Turn turn{places, now};
    auto kept = read_kept(places.root);
    if (!kept) return kept.error();
    turn.kept = *std::move(kept);
    if (turn.kept) {
        const SettingsRead before = read_appliance_settings(turn.kept->text, turn.around);
        if (const auto* settings = std::get_if<ApplianceSettings>(&before)) {
            turn.around.known_wifi = settings->wifi;
            turn.result.language = settings->language;
        }
    }
    for (Status (*step)(Turn&) : {look_at_file, look_at_answers, lay_out})
        if (Status done = step(turn); !done) return done.error();
    if (Status done = report(turn); !done) return done.error();
    return std::move(turn.result);
}

}  // namespace brigade
