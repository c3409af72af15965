#include "app/doctor_places.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "base/directory.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

bool is_there(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

// A directory itself, and no link to one: root follows nobody's.
bool is_directory_itself(const fs::path& path) {
    std::error_code ignored;
    return fs::symlink_status(path, ignored).type() == fs::file_type::directory;
}

void add_directories_in(const fs::path& parent, std::vector<fs::path>& found) {
    for (const fs::path& entry : entries_of(parent)) {
        if (is_hub_directory(entry) || is_screen_directory(entry)) found.push_back(entry);
        const fs::path beside = entry / "beside";  // a second station on the same panel
        if (is_directory_itself(beside) && is_screen_directory(beside)) found.push_back(beside);
    }
}

// Those of the units (systemd/README.md) into which this user may not look: that is worth a word.
void add_closed_directories(const fs::path& root, std::vector<fs::path>& found) {
    std::vector<fs::path> all = entries_of(root / "var/lib/brigade/station");
    all.push_back(root / "var/lib/brigade/hub");
    for (const fs::path& directory : all)
        if (is_directory_itself(directory) && !may_look_into(directory)) found.push_back(directory);
}

// As docs/looking-after-it.md sets a kitchen up, and as the units do.
std::vector<fs::path> usual_directories(const fs::path& root) {
    std::vector<fs::path> found;
    for (const char* parent :
         {"var/lib", "var/lib/brigade", "var/lib/brigade/station", "var/lib/brigade-station"})
        add_directories_in(root / parent, found);
    if (const char* home = std::getenv("HOME"); home && root == "/")
        add_directories_in(fs::path(home) / ".local/share/brigade", found);
    add_closed_directories(root, found);
    std::ranges::sort(found);
    return found;
}

fs::path usual_configuration(const fs::path& root) {
    for (const char* path : {"etc/brigade/config/brigade.toml", "etc/brigade/brigade.toml"})
        if (is_there(root / path)) return root / path;
    return root / "etc/brigade/config/brigade.toml";
}

}  // namespace

bool is_hub_directory(const fs::path& directory) { return is_there(directory / "journal.db"); }

bool is_screen_directory(const fs::path& directory) {
    return is_there(directory / "replica.db") || is_there(directory / "outbox.db");
}

bool may_look_into(const fs::path& directory) {
    return ::faccessat(AT_FDCWD, directory.c_str(), R_OK | X_OK, AT_EACCESS) == 0;
}

DoctorPlaces doctor_places(const ToolArguments& arguments, const fs::path& root) {
    DoctorPlaces places;
    places.root = root;
    for (const std::string& path : arguments.values("--config")) places.configurations.emplace_back(path);
    for (const std::string& path : arguments.values("--data")) places.directories.emplace_back(path);
    const bool named = !places.configurations.empty() || !places.directories.empty();
    if (!named) {
        places.directories = usual_directories(root);
        // A hub without its configuration is worth a word; a box without a hub needs none.
        const fs::path configuration = usual_configuration(root);
        if (is_there(configuration) || std::ranges::any_of(places.directories, is_hub_directory))
            places.configurations.push_back(configuration);
    }
    for (const char* option : {"--hub", "--pairing"})
        if (arguments.has(option)) places.hub.options[option] = arguments.value(option, "");
    return places;
}

}  // namespace brigade
