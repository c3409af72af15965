#include "station/bar_profile.h"

#include <fmt/format.h>
#include <libevdev/libevdev.h>

#include <charconv>
#include <set>

namespace brigade {
namespace {

constexpr std::string_view nameless = "CODE_";

// Texts of profiles are ours or a person's: quotes and backslashes are all that a basic string minds.
std::string quoted_toml(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
        if (static_cast<unsigned char>(c) < 0x20) continue;
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + '"';
}

std::string name_in_toml(KeyCode code, bool letters) {
    return letters ? quoted_toml(std::string(1, static_cast<char>(code))) : key_code_name(code);
}

std::string meanings_toml(const std::string& header, const KeyMeanings& meanings, bool letters) {
    if (meanings.empty()) return {};
    std::string text = "\n[" + header + "]\n";
    for (const auto& [code, function] : meanings)
        text += fmt::format("{} = {}\n", name_in_toml(code, letters), quoted_toml(word(function)));
    return text;
}

}  // namespace

std::optional<KeyCode> key_code_named(std::string_view name) {
    if (name.starts_with(nameless)) {
        const char* end = name.data() + name.size();
        KeyCode code = 0;
        const auto read = std::from_chars(name.data() + nameless.size(), end, code);
        if (read.ec == std::errc{} && read.ptr == end && code > 0 && code <= KEY_MAX) return code;
        return std::nullopt;
    }
    const int code = libevdev_event_code_from_name_n(EV_KEY, name.data(), name.size());
    if (code <= 0 || code > KEY_MAX) return std::nullopt;
    return static_cast<KeyCode>(code);
}

std::string key_code_name(KeyCode code) {
    const char* name = libevdev_event_code_get_name(EV_KEY, code);
    return name ? std::string(name) : fmt::format("{}{}", nameless, code);
}

std::vector<std::string> key_code_names() {
    std::vector<std::string> names;
    for (unsigned code = 1; code <= KEY_MAX; ++code)
        if (const char* name = libevdev_event_code_get_name(EV_KEY, code)) names.emplace_back(name);
    return names;
}

std::optional<KeyCode> letter_named(std::string_view name) {
    if (name.size() != 1 || name[0] <= ' ' || name[0] > '~') return std::nullopt;
    return static_cast<KeyCode>(name[0]);
}

std::vector<Function> unreached(const BarProfile& profile) {
    std::set<Function> reached;
    const auto take = [&](const KeyMeanings& meanings) {
        for (const auto& [code, function] : meanings) reached.insert(function);
    };
    take(profile.keys);
    take(profile.doubles);
    for (const auto& [held, meanings] : profile.chords) take(meanings);
    std::vector<Function> missing;
    for (int i = 1; i < static_cast<int>(Function::count_); ++i)
        if (const auto function = static_cast<Function>(i); !reached.contains(function))
            missing.push_back(function);
    return missing;
}

std::string to_toml(const BarProfile& profile, const std::string& note) {
    std::string text;
    if (!note.empty()) text = "# " + note + "\n";
    text += "title = " + quoted_toml(profile.title) + "\n";
    if (profile.letters) text += "letters = true\n";
    text += meanings_toml("keys", profile.keys, profile.letters);
    for (const auto& [held, meanings] : profile.chords)
        text += meanings_toml("chords." + name_in_toml(held, profile.letters), meanings, profile.letters);
    return text + meanings_toml("double", profile.doubles, profile.letters);
}

}  // namespace brigade
