#include "provision/reset.h"

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

// Files alone ask: what is no file could not be taken away again.
std::vector<fs::path> asking_files(const fs::path& boot) {
    std::vector<fs::path> files;
    std::error_code error;
    if (!boot.empty())
        for (const char* ending : {"", ".txt"})
            if (auto found = entry_named(boot, std::string(reset_file) + ending))
                if (fs::is_regular_file(*found, error)) files.push_back(*std::move(found));
    return files;
}

// By its content: what was taken over is known by its hash.
bool is_taken_over(const fs::path& file, const std::string& taken) {
    const auto text = read_small_file(file, settings_file_bytes_max);
    return text && *text && bytes_to_hex(sha256(**text)) == taken;
}

Status put_aside(const ResetPlaces& places, const std::string& taken) {
    const auto file = places.boot.empty() ? std::nullopt : find_settings_file(places.boot);
    if (!file || taken.empty() || !is_taken_over(*file, taken)) return {};
    const auto moved = move_small_file(*file, places.boot / "brigade.old.txt");
    if (!moved) return moved.error();
    if (moved->unsynced) return *moved->unsynced;
    return {};
}

// On the boot partition: each is on the disk before the next.
Status clear_boot(const ResetPlaces& places, const std::string& taken, const ResetStep& done) {
    for (const fs::path& file : asking_files(places.boot)) {
        if (Status removed = remove_small_file(file); !removed) return removed;
        done(file.filename().string() + " is gone");
    }
    if (Status aside = put_aside(places, taken); !aside) return aside;
    done("the settings file is aside");
    return {};
}

// Which settings file the box was running by is in the mark: a second try no longer finds it in the settings.
struct Mark {
    std::string taken;
    bool of_before = false;
};

Result<Mark> set_mark(const ResetPlaces& places) {
    const fs::path at = places.root / data_place / reset_mark;
    const auto there = read_small_file(at, settings_file_bytes_max);
    if (!there) return Mark{"", true};
    if (*there) return Mark{**there, true};
    Mark mark;
    if (auto kept = read_kept(places.root); kept && *kept) mark.taken = (*kept)->taken;
    if (Status marked = write_small_file(at, mark.taken); !marked) return marked.error();
    return mark;
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

// As much as can be, whatever fails.
Result<std::vector<std::string>> wipe(const fs::path& data, const ResetStep& done) {
    std::vector<std::string> gone;
    std::error_code error;
    std::string failure;
    for (const fs::path& entry : entries_of(data, error)) {
        const std::string name = entry.filename().string();
        if (name == reset_mark || name == "lost+found") continue;
        std::error_code refused;
        empty_or_remove(entry, refused);
        if (refused)
            failure = "cannot remove " + entry.string() + ": " + refused.message();
        else
            gone.push_back(name);
        done(name + (refused ? " stays" : " is gone"));
    }
    if (error) failure = "cannot look into " + data.string() + ": " + error.message();
    if (!failure.empty()) return Error{failure};
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
    return fs::exists(places.root / data_place / reset_mark, error) || !asking_files(places.boot).empty();
}

// The boot partition comes first: one that cannot be written to would ask for it again at each start, and
// bring the old settings back.
Result<std::vector<std::string>> factory_reset(const ResetPlaces& places, const ResetStep& done) {
    const fs::path data = places.root / data_place;
    std::error_code error;
    fs::create_directories(data, error);
    const auto mark = set_mark(places);
    if (!mark) return mark.error();
    done("it has begun");
    const Status boot = clear_boot(places, mark->taken, done);
    if (!boot && !mark->of_before) {
        if (Status unmarked = remove_small_file(data / reset_mark); !unmarked) return unmarked.error();
        return Error{"nothing was reset: " + boot.error().message};
    }
    auto gone = wipe(data, done);
    if (!gone) return gone;
    if (Status unmarked = remove_small_file(data / reset_mark); !unmarked) return unmarked.error();
    if (!boot) return boot.error();
    return gone;
}

}  // namespace brigade
