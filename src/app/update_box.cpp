#include "app/update_box.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "app/update_release.h"
#include "base/directory.h"
#include "base/small_file.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t settings_lines_bytes = std::size_t{64} * 1024;

// KEY=VALUE or key = value, a value maybe in quotes.
std::map<std::string, std::string> values_in(const fs::path& path) {
    std::map<std::string, std::string> values;
    const auto text = read_small_file(path, settings_lines_bytes);
    if (!text || !*text) return values;
    const auto bare = [](std::string_view word, const char* around) {
        const std::size_t begin = word.find_first_not_of(around);
        if (begin == word.npos) return std::string();
        return std::string(word.substr(begin, word.find_last_not_of(around) - begin + 1));
    };
    std::string_view rest = **text;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
        const std::size_t equals = line.find('=');
        if (equals != line.npos)
            values[bare(line.substr(0, equals), " ")] = bare(line.substr(equals + 1), " \"");
    }
    return values;
}

// "brigade_1.2+3-0.efi", "brigade_1.2+1.efi", "brigade_1.2.efi"
std::optional<SystemSlot> slot_named(std::string name) {
    constexpr std::string_view begin = "brigade_", end = ".efi";
    if (!name.starts_with(begin) || !name.ends_with(end)) return std::nullopt;
    name = name.substr(begin.size(), name.size() - begin.size() - end.size());
    const std::size_t plus = name.find('+');
    SystemSlot slot{name.substr(0, plus), {}};
    if (!is_version(slot.version)) return std::nullopt;
    if (plus != name.npos) {
        slot.trials_left = 0;
        std::from_chars(name.data() + plus + 1, name.data() + name.size(), *slot.trials_left);
    }
    return slot;
}

}  // namespace

Result<UpdateBox> look_at_box(const fs::path& root, const fs::path& keyring) {
    UpdateBox box;
    box.root = root;
    box.keyring = keyring.empty() ? root / "usr/lib/systemd/import-pubring.gpg" : keyring;
    auto release = values_in(root / "usr/lib/os-release");
    box.running = {release["IMAGE_VERSION"], release["VARIANT_ID"]};
    if (release["IMAGE_ID"] != "brigade" || !is_version(box.running.version) || box.running.target.empty())
        return Error{
            "this system is not an image of Brigade; where it was installed as packages, apt updates it"};
    auto said = values_in(root / "run/brigade/update.conf");
    if (!said["source"].empty()) box.source = said["source"];
    box.hub = said["hub"];
    if (const auto hours = read_quiet_hours(said["hours"])) box.hours = *hours;
    return box;
}

std::vector<SystemSlot> slots_of(const UpdateBox& box) {
    std::vector<SystemSlot> slots;
    for (const fs::path& entry : entries_of(box.programs()))
        if (auto slot = slot_named(entry.filename().string())) slots.push_back(*std::move(slot));
    std::ranges::sort(
        slots, [](const SystemSlot& a, const SystemSlot& b) { return is_newer(b.version, a.version); });
    return slots;
}

}  // namespace brigade
