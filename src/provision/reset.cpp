#include "provision/reset.h"

#include <algorithm>

#include "base/ascii.h"
#include "base/directory.h"
#include "base/secret.h"
#include "base/small_file.h"
#include "provision/kept_settings.h"
#include "provision/read_settings.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

// The file of that name in any case: a FAT partition has one of them, a directory on a desk may differ.
std::optional<fs::path> entry_named(const fs::path& directory, const std::string& name) {
    for (const fs::path& entry : entries_of(directory))
        if (lower_case(entry.filename().string()) == name) return entry;
    return std::nullopt;
}

std::optional<fs::path> asking_file(const fs::path& boot) {
    if (boot.empty()) return std::nullopt;
    for (const char* ending : {"", ".txt"})
        if (auto found = entry_named(boot, std::string(reset_file) + ending)) return found;
    return std::nullopt;
}

// By its content: what was taken over is known by its hash.
bool is_taken_over(const fs::path& file, const std::string& taken) {
    const auto text = read_small_file(file, settings_file_bytes_max);
    return text && *text && bytes_to_hex(sha256(**text)) == taken;
}

Status put_aside(const ResetPlaces& places, const std::string& taken) {
    const auto file = places.boot.empty() ? std::nullopt : find_settings_file(places.boot);
    if (!file || taken.empty() || !is_taken_over(*file, taken)) return {};
    std::error_code error;
    fs::rename(*file, places.boot / "brigade.old.txt", error);
    if (error) return Error{"cannot put " + file->string() + " aside: " + error.message()};
    return {};
}

// The log's directory stays, without its files: it is mounted where the system writes its log.
void empty_or_remove(const fs::path& path, std::error_code& error) {
    if (path.filename() != "log") {
        fs::remove_all(path, error);
        return;
    }
    for (const fs::path& entry : entries_of(path, error))
        if (!error) fs::remove_all(entry, error);
}

Result<std::vector<std::string>> wipe(const fs::path& data) {
    std::vector<std::string> gone;
    std::error_code error;
    for (const fs::path& entry : entries_of(data, error)) {
        const std::string name = entry.filename().string();
        if (name != reset_mark && name != "lost+found") gone.push_back(name);
    }
    if (error) return Error{"cannot look into " + data.string() + ": " + error.message()};
    for (const std::string& name : gone) {
        empty_or_remove(data / name, error);
        if (error) return Error{"cannot remove " + (data / name).string() + ": " + error.message()};
    }
    return gone;
}

}  // namespace

std::optional<fs::path> find_settings_file(const fs::path& boot) {
    for (const char* name : {"brigade.txt", "brigade.txt.txt", "brigade"}) {
        auto found = entry_named(boot, name);
        std::error_code error;
        if (found && fs::is_regular_file(*found, error)) return found;
    }
    return std::nullopt;
}

bool reset_is_due(const ResetPlaces& places) {
    std::error_code error;
    return fs::exists(places.root / data_place / reset_mark, error) || asking_file(places.boot).has_value();
}

Result<std::vector<std::string>> factory_reset(const ResetPlaces& places) {
    const fs::path data = places.root / data_place;
    std::error_code error;
    fs::create_directories(data, error);
    // Which file the box was running by is in the mark: the second try no longer finds it in the settings.
    auto mark = read_small_file(data / reset_mark, settings_file_bytes_max);
    std::string taken = mark && *mark ? **mark : "";
    if (!mark || !*mark) {
        if (auto kept = read_kept(places.root); kept && *kept) taken = (*kept)->taken;
        if (Status marked = write_small_file(data / reset_mark, taken); !marked) return marked.error();
    }
    auto gone = wipe(data);
    if (!gone) return gone;
    if (Status aside = put_aside(places, taken); !aside) return aside.error();
    if (auto file = asking_file(places.boot); file && !fs::remove(*file, error))
        return Error{"cannot remove " + file->string() + ": " + error.message()};
    fs::remove(data / reset_mark, error);
    if (error) return Error{"cannot remove the mark of the reset: " + error.message()};
    return gone;
}

}  // namespace brigade
