#include "app/bar_profiles.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/config_table.h"
#include "app/locale.h"
#include "base/directory.h"

namespace brigade {
namespace {

std::vector<std::string> function_words() {
    const auto& all = words::of<Function>;
    return {all.begin() + 1, all.end()};  // not "none"
}

// One file while it is read.
struct ProfileReading {
    std::string file;
    ConfigProblems problems = {};
    bool letters = false;

    void problem(TextPlace place, std::string message, std::string fix) {
        problems.push_back({file, place.line, place.column, std::move(message), std::move(fix)});
    }
    std::optional<KeyCode> code(const ConfigEntry& entry);
    const ConfigKeys* table(const ConfigKeys& keys, const std::string& name, const std::string& header);
    KeyMeanings meanings(const ConfigKeys* keys);
};

std::optional<KeyCode> ProfileReading::code(const ConfigEntry& entry) {
    const auto code = letters ? letter_named(entry.key) : key_code_named(entry.key);
    if (code) return code;
    if (letters) {
        problem(entry.place, "\"" + entry.key + "\" is no letter of a serial bar",
                "write one letter, as in a = \"bump\"");
        return std::nullopt;
    }
    const std::string near = nearest(entry.key, key_code_names());
    problem(entry.place, "there is no key code " + entry.key,
            near.empty() ? "write the kernel's name, such as KEY_LEFTCTRL; brigade bumpbar test shows them"
                         : "did you mean " + near + "?");
    return std::nullopt;
}

// Absent: nothing, and no problem.
const ConfigKeys* ProfileReading::table(const ConfigKeys& keys, const std::string& name,
                                        const std::string& header) {
    const auto found = std::ranges::find(keys, name, &ConfigEntry::key);
    if (found == keys.end()) return nullptr;
    if (const auto* inner = std::get_if<ConfigKeys>(&found->value.data)) return inner;
    problem(found->value.place, name + " must be a table, not " + kind_of(found->value),
            "write [" + header + "] on a line of its own and the keys below it");
    return nullptr;
}

KeyMeanings ProfileReading::meanings(const ConfigKeys* keys) {
    KeyMeanings meanings;
    for (std::size_t i = 0; keys && i < keys->size(); ++i) {
        const ConfigEntry& entry = (*keys)[i];
        const auto key = code(entry);
        const auto* name = std::get_if<std::string>(&entry.value.data);
        if (!name) {
            problem(entry.value.place, entry.key + " must be a text, not " + kind_of(entry.value),
                    "write " + entry.key + " = \"bump\"");
            continue;
        }
        const auto function = function_named(*name);
        if (!function)
            problem(entry.value.place, "there is no function \"" + *name + "\"",
                    suggestion(*name, function_words()));
        if (key && function) meanings.emplace(*key, *function);
    }
    return meanings;
}

std::map<KeyCode, KeyMeanings> read_chords(ProfileReading& reading, const ConfigKeys& top) {
    std::map<KeyCode, KeyMeanings> chords;
    const ConfigKeys* held_keys = reading.table(top, "chords", "chords.KEY_LEFTCTRL");
    for (std::size_t i = 0; held_keys && i < held_keys->size(); ++i) {
        const ConfigEntry& entry = (*held_keys)[i];
        const auto held = reading.code(entry);
        KeyMeanings meanings = reading.meanings(reading.table(*held_keys, entry.key, "chords." + entry.key));
        if (!held) continue;
        if (!reading.letters && meanings.contains(*held))
            reading.problem(entry.place, entry.key + " cannot be held and pressed at once",
                            "take it out of this table");
        chords.emplace(*held, std::move(meanings));
    }
    return chords;
}

BarProfileRead profile_of(std::variant<ConfigValue, ConfigProblem> read, const std::string& file) {
    if (auto* problem = std::get_if<ConfigProblem>(&read)) return std::vector{std::move(*problem)};
    const auto& keys = std::get<ConfigKeys>(std::get<ConfigValue>(read).data);
    ProfileReading reading{file};
    ConfigTable top(&keys, {1, 1}, "this file", file, reading.problems);
    BarProfile profile;
    profile.name = std::filesystem::path(file).stem().string();
    const PlacedText title = top.required_text("title", "17 keys, printed Bump and Recall");
    top.check_length("title", title);
    profile.title = title.text;
    profile.letters = reading.letters = top.boolean("letters", false);
    for (const char* known : {"keys", "chords", "double"}) top.place_of(known);  // read below
    profile.keys = reading.meanings(reading.table(keys, "keys", "keys"));
    profile.doubles = reading.meanings(reading.table(keys, "double", "double"));
    profile.chords = read_chords(reading, keys);
    if (profile.keys.empty() && reading.problems.empty())
        reading.problem({1, 1}, "this profile has no keys", "write [keys] and below it KEY_ENTER = \"bump\"");
    top.finish();
    if (!reading.problems.empty()) return std::move(reading.problems);
    return profile;
}

}  // namespace

BarProfileRead parse_bar_profile(std::string_view text, const std::string& file) {
    return profile_of(parse_config_text(text, file), file);
}

BarProfileRead read_bar_profile(const std::filesystem::path& path) {
    return profile_of(read_config_file(path), path.string());
}

std::filesystem::path bar_profiles_directory() {
    std::error_code error;
    const auto beside = (assets_directory() / "../config/bumpbars").lexically_normal();
    if (std::filesystem::is_directory(beside, error)) return beside;
    return assets_directory() / "bumpbars";
}

std::vector<std::string> bar_profile_names(const std::vector<std::filesystem::path>& directories) {
    std::vector<std::string> names;
    for (const auto& directory : directories)
        for (const std::filesystem::path& entry : entries_of(directory))
            if (entry.extension() == ".toml") names.push_back(entry.stem().string());
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

Result<BarProfile> bar_profile_named(const std::string& name,
                                     const std::vector<std::filesystem::path>& directories) {
    std::filesystem::path path;
    std::error_code error;
    if (name.find('/') != std::string::npos || name.ends_with(".toml")) path = name;
    for (const auto& directory : directories)
        if (path.empty() && std::filesystem::exists(directory / (name + ".toml"), error))
            path = directory / (name + ".toml");
    if (path.empty())
        return Error{"there is no bump bar profile " + name + "; " +
                     suggestion(name, bar_profile_names(directories))};
    auto read = read_bar_profile(path);
    if (auto* profile = std::get_if<BarProfile>(&read)) return std::move(*profile);
    std::string said;
    for (const ConfigProblem& problem : std::get<std::vector<ConfigProblem>>(read))
        said += (said.empty() ? "" : "\n") + to_text(problem) + "; " + problem.fix;
    return Error{said};
}

}  // namespace brigade
