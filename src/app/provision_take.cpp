// What is new on the boot partition, or was answered on the screen, and how it comes to count.
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/first_people.h"
#include "app/provision_turn.h"
#include "base/directory.h"
#include "base/limits.h"
#include "base/small_file.h"
#include "provision/read_settings.h"
#include "provision/reset.h"
#include "provision/taken_over.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

std::string minute_text(TimeMs at) {
    return fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(static_cast<std::time_t>(at / 1000)));
}

bool lies_beside(const ProvisionTurn& turn) {
    std::error_code error;
    return !turn.places.boot.empty() && fs::is_directory(turn.own_kitchen(), error);
}

// The kitchen that a new settings file goes with.
std::optional<KitchenFiles> kitchen_of_file(ProvisionTurn& turn) {
    const fs::path directory = lies_beside(turn) ? turn.own_kitchen() : turn.places.kitchen;
    auto kitchen = read_kitchen_files(directory);
    if (kitchen) return *std::move(kitchen);
    std::vector<SettingsProblem> problems;
    for (const ConfigProblem& problem : kitchen.error()) problems.push_back(of_kitchen(problem, directory));
    settings_are_wrong(turn, std::move(problems));
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

std::string kitchen_name_of(const KitchenFiles& kitchen) {
    std::string all;
    for (const PlannedFile& file : kitchen.files) all += file.path + "\n" + file.text;
    return "kitchen-" + bytes_to_hex(sha256(all)).substr(0, 12);
}

// One that cannot be read is new as well: it has to be told.
bool kitchen_is_new(const ProvisionTurn& turn) {
    if (!lies_beside(turn)) return false;
    const auto kitchen = read_kitchen_files(turn.own_kitchen());
    return !kitchen || kitchen_name_of(*kitchen) != turn.kept->kitchen;
}

void forget_other_kitchens(const ProvisionTurn& turn, const std::string& in_force) {
    for (const fs::path& entry : entries_of(turn.kept_directory())) {
        const std::string name = entry.filename().string();
        if (!name.starts_with("kitchen-") || name == in_force) continue;
        std::error_code ignored;
        fs::remove_all(entry, ignored);
    }
}

fs::path hub_directory(const ProvisionTurn& turn) { return turn.places.root / data_place / "hub"; }

// The hub reads and writes its register as a user of its own, to whom its directory belongs.
std::optional<FileOwner> owner_of_register(const fs::path& hub) {
    struct stat owner {};
    if (::geteuid() != 0 || ::lstat(hub.c_str(), &owner) != 0 || !S_ISDIR(owner.st_mode)) return std::nullopt;
    return FileOwner{owner.st_uid, owner.st_gid};
}

Status write_register(const fs::path& hub, const std::string& text) {
    std::error_code error;
    fs::create_directories(hub, error);
    if (error) return Error{"cannot make " + hub.string() + ": " + error.message()};
    return write_small_file(hub / "access.json", text, owner_of_register(hub));
}

// False: a PIN is somebody else's, which is told.
Result<bool> take_people(ProvisionTurn& turn, const ApplianceSettings& settings) {
    if (settings.pins.empty()) return true;
    const fs::path hub = hub_directory(turn);
    const auto text = read_plain_file(hub / "access.json", limits::access_bytes);
    if (!text) return text.error();
    auto after = register_with(*text, settings.pins, settings.language, random_bytes);
    if (auto* problems = std::get_if<std::vector<SettingsProblem>>(&after)) {
        settings_are_wrong(turn, std::move(*problems));
        return false;
    }
    const auto& next = std::get<std::optional<std::string>>(after);
    if (!next) return true;
    if (Status written = write_register(hub, *next); !written) return written.error();
    return true;
}

// What it says counts by now: a card that cannot be written is told, and no more. What stands on it then.
std::string blank_secrets(ProvisionTurn& turn, const fs::path& file, const std::string& text) {
    const std::string without = without_secrets(text, minute_text(turn.now));
    if (without == text) return text;
    if (const Status blanked = replace_secret_file(file, without); !blanked)
        turn.result.warnings.push_back(blanked.error().message +
                                       ": PINs and passwords of the settings file may still be read there");
    const auto there = read_small_file(file, settings_file_bytes_max);
    return there && *there ? **there : text;
}

std::string hash_of(const std::string& text) { return bytes_to_hex(sha256(text)); }

// On the data partition. A kitchen of its own lies in a directory named after its content, so that it is
// there before settings name it.
Status keep_all(const ProvisionTurn& turn, const KitchenFiles& kitchen, const KeptSettings& kept) {
    if (!kept.kitchen.empty())
        if (Status written = write_files(turn.kept_directory() / kept.kitchen, kitchen.files); !written)
            return written;
    return keep(turn.places.root, kept);
}

// A box that was something goes on as it was. One that was nothing is what it was just told, until it is
// switched off, and its card keeps what was written there.
void go_on_unkept(ProvisionTurn& turn, const KeptSettings& unkept, const KitchenFiles& kitchen,
                  const Error& why) {
    turn.of_box.push_back({0, SettingsFault::not_kept, "", "", why.message});
    if (turn.kept) return;
    turn.kept = unkept;
    turn.kitchen = kitchen;
    turn.result.state = ProvisionState::taken;
}

// Kept once before the secrets leave the card, so that they are never nowhere; once after, so that what is
// left of the file is known again.
void take_over(ProvisionTurn& turn, const fs::path& file, const std::string& text) {
    const auto read = settings_and_kitchen(turn, text);
    if (!read) return;
    KeptSettings kept{to_settings_text(read->settings), hash_of(text),
                      lies_beside(turn) ? kitchen_name_of(read->kitchen) : ""};
    const auto people = take_people(turn, read->settings);
    if (people && !*people) return;
    const Status done = people ? keep_all(turn, read->kitchen, kept) : Status(people.error());
    if (!done) return go_on_unkept(turn, kept, read->kitchen, done.error());
    kept.taken = hash_of(blank_secrets(turn, file, text));
    if (const Status again = keep(turn.places.root, kept); !again)
        turn.result.warnings.push_back(again.error().message + ": the settings file is read anew next time");
    forget_other_kitchens(turn, kept.kitchen);
    turn.kept = kept;
    turn.result.state = ProvisionState::taken;
}

}  // namespace

void settings_are_wrong(ProvisionTurn& turn, std::vector<SettingsProblem> problems) {
    turn.result.state = ProvisionState::wrong;
    turn.result.problems = std::move(problems);
}

SettingsProblem of_kitchen(const ConfigProblem& problem, const std::filesystem::path& directory) {
    ConfigProblem told = problem;
    told.file = std::filesystem::path(problem.file).lexically_relative(directory).string();
    return {0, SettingsFault::kitchen_files, "", "", to_text(told) + "; " + problem.fix};
}

std::optional<SettingsAndKitchen> settings_and_kitchen(ProvisionTurn& turn, const std::string& text) {
    turn.result.language = language_of(text, turn.around).value_or(turn.result.language);
    auto kitchen = kitchen_of_file(turn);
    if (!kitchen) return std::nullopt;
    turn.around.stations = kitchen->stations;
    SettingsRead read = read_appliance_settings(text, turn.around);
    if (auto* settings = std::get_if<ApplianceSettings>(&read))
        return SettingsAndKitchen{std::move(*settings), *std::move(kitchen)};
    settings_are_wrong(turn, std::get<std::vector<SettingsProblem>>(std::move(read)));
    return std::nullopt;
}

void look_at_file(ProvisionTurn& turn) {
    turn.result.state = turn.kept ? ProvisionState::as_kept : ProvisionState::unset;
    const auto file = turn.places.boot.empty() ? std::nullopt : find_settings_file(turn.places.boot);
    if (!file) return;
    const auto text = read_small_file(*file, settings_file_bytes_max);
    if (!text || !*text)
        return settings_are_wrong(turn,
                                  {{0, SettingsFault::unreadable, "", "", text ? "" : text.error().message}});
    if (turn.kept && turn.kept->taken == hash_of(**text) && !kitchen_is_new(turn)) return;
    take_over(turn, *file, **text);
}

// Read once, whatever comes of it: what is wrong is asked for again.
void look_at_answers(ProvisionTurn& turn) {
    if (turn.kept || turn.places.answers.empty()) return;
    const auto text = read_plain_file(turn.places.answers, settings_file_bytes_max);
    std::error_code ignored;
    fs::remove(turn.places.answers, ignored);
    if (!text) turn.result.warnings.push_back(text.error().message);
    if (!text || !*text) return;
    const Provisioned before = turn.result;
    turn.result.problems.clear();
    const auto read = settings_and_kitchen(turn, **text);
    if (!read) return;
    if (!read->settings.ssh_key.empty() || !read->settings.pins.empty()) {
        turn.result = before;
        turn.result.warnings.emplace_back(
            "the first-boot screen's answers held a key or a PIN; they were left alone");
        return;
    }
    const KeptSettings kept{to_settings_text(read->settings), "", ""};
    if (const Status done = keep(turn.places.root, kept); !done)
        turn.of_box.push_back({0, SettingsFault::not_kept, "", "", done.error().message});
    turn.kept = kept;
    turn.result.state = ProvisionState::taken;
}

void give_register_to_hub(ProvisionTurn& turn) {
    const fs::path hub = hub_directory(turn);
    const auto owner = owner_of_register(hub);
    if (!owner) return;
    if (const Status given = own_plain_file(hub / "access.json", *owner); !given)
        turn.result.warnings.push_back(given.error().message);
}

}  // namespace brigade
