#include "app/doctor_places.h"

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

void add_directories_in(const fs::path& parent, std::vector<fs::path>& found) {
    for (const fs::path& entry : entries_of(parent))
        if (is_hub_directory(entry) || is_screen_directory(entry)) found.push_back(entry);
}

// As docs/looking-after-it.md sets a kitchen up.
std::vector<fs::path> usual_directories() {
    std::vector<fs::path> found;
    for (const char* parent : {"/var/lib", "/var/lib/brigade", "/var/lib/brigade-station"})
        add_directories_in(parent, found);
    if (const char* home = std::getenv("HOME"))
        add_directories_in(fs::path(home) / ".local/share/brigade", found);
    std::ranges::sort(found);
    return found;
}

fs::path usual_configuration() {
    for (const char* path : {"/etc/brigade/config/brigade.toml", "/etc/brigade/brigade.toml"})
        if (is_there(path)) return path;
    return "/etc/brigade/config/brigade.toml";
}

}  // namespace

bool is_hub_directory(const fs::path& directory) { return is_there(directory / "journal.db"); }

bool is_screen_directory(const fs::path& directory) {
    return is_there(directory / "replica.db") || is_there(directory / "outbox.db");
}

DoctorPlaces doctor_places(const ToolArguments& arguments) {
    DoctorPlaces places;
    for (const std::string& path : arguments.values("--config")) places.configurations.emplace_back(path);
    for (const std::string& path : arguments.values("--data")) places.directories.emplace_back(path);
    const bool named = !places.configurations.empty() || !places.directories.empty();
    if (!named) {
        places.directories = usual_directories();
        // A hub without its configuration is worth a word; a box without a hub needs none.
        if (is_there(usual_configuration()) || std::ranges::any_of(places.directories, is_hub_directory))
            places.configurations.push_back(usual_configuration());
    }
    for (const char* option : {"--hub", "--pairing"})
        if (arguments.has(option)) places.hub.options[option] = arguments.value(option, "");
    return places;
}

}  // namespace brigade
