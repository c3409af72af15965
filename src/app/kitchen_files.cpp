#include "app/kitchen_files.h"

#include <toml++/toml.h>

#include "app/toml_edit.h"
#include "base/directory.h"
#include "base/small_file.h"

namespace brigade {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kitchen_file_bytes_max = std::size_t{1024} * 1024;

Result<std::string, std::vector<ConfigProblem>> kitchen_text(const fs::path& file) {
    auto text = read_small_file(file, kitchen_file_bytes_max);
    if (text && *text) return **std::move(text);
    return std::vector<ConfigProblem>{
        {file.string(), 0, 0, text ? "it is not there" : text.error().message, "put the file there"}};
}

bool has_kitchen(const std::string& toml) {
    try {
        return toml::parse(toml)["kitchen"].is_table();
    } catch (const toml::parse_error&) {
        return false;
    }
}

}  // namespace

fs::path shipped_kitchen() {
    std::error_code error;
    const auto program = fs::read_symlink("/proc/self/exe", error);
    const auto beside_build = program.parent_path() / "../../..";  // build/<preset>/bin
    if (!error && fs::exists(beside_build / "config/brigade.toml", error))
        return beside_build.lexically_normal();
    return "/usr/share/brigade";
}

Result<KitchenFiles, std::vector<ConfigProblem>> read_kitchen_files(const fs::path& directory) {
    std::error_code error;
    const fs::path flat = directory / "brigade.toml";
    const fs::path main = fs::exists(flat, error) ? flat : directory / "config/brigade.toml";
    const auto config = load_hub_config(main);
    if (!config) return config.error();

    KitchenFiles kitchen;
    std::vector<TomlText> places;
    kitchen.files.push_back({"config/brigade.toml", ""});
    // As load_hub_config reads them: the file, its stations, its menu.
    for (std::size_t i = 1; i < config->files.size(); ++i) {
        auto text = kitchen_text(config->files[i]);
        if (!text) return text.error();
        const bool station = i <= config->rules.kitchen.stations.size();
        std::string file = "config/menu.toml", place = "menu.toml", path = "kitchen.menu";
        if (station) {
            kitchen.stations.push_back(config->rules.kitchen.stations[i - 1].id);
            file = "stations/" + kitchen.stations.back() + ".toml";
            place = "../" + file;
            path = "kitchen.station_files[" + std::to_string(i - 1) + "]";
        }
        places.push_back({path, place});
        kitchen.files.push_back({file, *std::move(text)});
    }
    auto text = kitchen_text(main);
    if (!text) return text.error();
    kitchen.files.front().text = with_toml_texts(*text, places);
    return kitchen;
}

Result<KitchenFiles> read_kept_kitchen(const fs::path& directory) {
    KitchenFiles kitchen;
    kitchen.files.push_back({"config/brigade.toml", ""});
    for (const char* part : {"config", "stations"})
        for (const fs::path& file : entries_of(directory / part)) {
            auto text = read_small_file(file, kitchen_file_bytes_max);
            if (!text) return text.error();
            const std::string path = std::string(part) + "/" + file.filename().string();
            if (path == kitchen.files.front().path)
                kitchen.files.front().text = text->value_or("");
            else if (*text)
                kitchen.files.push_back({path, *std::move(*text)});
        }
    if (kitchen.files.front().text.empty()) return Error{"there is no brigade.toml in " + directory.string()};
    return kitchen;
}

std::string named_kitchen(const std::string& toml, const std::string& name, const std::string& time_zone) {
    if (!has_kitchen(toml)) return toml;
    return with_toml_texts(toml, {{"kitchen.name", name}, {"kitchen.time_zone", time_zone}});
}

}  // namespace brigade
