// Station files and the questions about stations that the other parts ask.
#include <fmt/format.h>

#include <algorithm>

#include "app/config_parts.h"
#include "core/json_fields.h"

namespace brigade {
namespace {

// Screens prove every ten seconds that they are there, and one such proof may be late.
constexpr int backup_after_s_min = 20;

struct Origin {
    std::string file;
    int line = 0;
    TextPlace backup = {};  // of the key, or of the file where there is none
};

std::vector<std::string> cooking_stations(const KitchenConfig& kitchen) {
    std::vector<std::string> ids;
    for (const Station& station : kitchen.stations)
        if (station.kind == StationKind::prep) ids.push_back(station.id);
    return ids;
}

void check_warns_first(ConfigTable& table, int warn_s, int late_s) {
    if (warn_s <= late_s) return;
    table.problem(table.has("warn_s") ? table.place_of("warn_s") : table.place_of("late_s"),
                  fmt::format("warn_s is {}, later than late_s, which is {}", warn_s, late_s),
                  "a ticket must warn before it is late: lower warn_s or raise late_s");
}

int read_seconds(ConfigTable& table, const char* key, int otherwise) {
    return static_cast<int>(table.integer(key, otherwise, 1, limits::prep_s));
}

// [service.takeaway] and so on. What one leaves out is as for the station's other tickets.
std::vector<ServiceLimits> read_services(ConfigTable& table, const Station& station) {
    std::vector<ServiceLimits> services;
    for (auto& [name, limits] : table.each_table("service")) {
        auto service = from_word<Service>(name);
        if (!service)
            table.problem(limits.place(), "there is no service " + name,
                          "write [service.<name>] with " + choices_of<Service>());
        int warn_s = read_seconds(limits, "warn_s", station.warn_s);
        int late_s = read_seconds(limits, "late_s", station.late_s);
        check_warns_first(limits, warn_s, late_s);
        limits.finish();
        if (service) services.push_back({*service, warn_s, late_s});
    }
    return services;
}

Station read_station(ConfigTable& table) {
    Station station;
    PlacedText id = table.required_text("id", "grill");
    station.id = id.text;
    if (!id.text.empty() && !is_id(id.text))
        table.problem(id.place, "id \"" + id.text + "\" holds characters that an id may not",
                      "use 1 to 64 of A-Z a-z 0-9 . _ : -");
    PlacedText name = table.text("name").value_or(PlacedText{station.id, {}});
    table.check_length("name", name);
    station.name = name.text;
    station.kind = table.choice("kind", StationKind::prep);
    station.warn_s = read_seconds(table, "warn_s", station.warn_s);
    station.late_s = read_seconds(table, "late_s", station.late_s);
    station.prep_s = read_seconds(table, "prep_s", station.prep_s);
    station.two_step = table.choice("bump", BumpSteps::one_step) == BumpSteps::two_step;
    station.layout = table.choice("layout", Arrangement::masonry);
    station.backup = table.text("backup").value_or(PlacedText{}).text;
    station.backup_after_s = static_cast<int>(
        table.integer("backup_after_s", station.backup_after_s, backup_after_s_min, limits::prep_s));
    if (table.has("backup_after_s") && station.backup.empty())
        table.problem(table.place_of("backup_after_s"), "backup_after_s says when, but no backup says who",
                      "add backup = \"...\", or leave backup_after_s out");
    check_warns_first(table, station.warn_s, station.late_s);
    station.services = read_services(table, station);
    table.finish();
    return station;
}

// What is wrong with a station's backup, and the fix; nothing if all is well. A backup's own backup would
// send work on to where nobody expects it, and in a circle.
std::optional<std::pair<std::string, std::string>> wrong_backup(const KitchenConfig& kitchen,
                                                                const Station& station) {
    std::vector<std::string> others = cooking_stations(kitchen);
    std::erase(others, station.id);
    const Station* backup = kitchen.find(station.backup);
    std::string choice = others.empty() ? "leave backup out: no other station cooks"
                                        : "name another station of kind prep: " + listed(others, "or");
    if (station.kind != StationKind::prep)
        return std::pair(
            fmt::format("station {} is of kind {} and needs no backup", station.id, word(station.kind)),
            std::string("leave backup out"));
    if (station.backup == station.id)
        return std::pair(fmt::format("station {} is its own backup", station.id), choice);
    if (!backup)
        return std::pair(fmt::format("there is no station {}", station.backup),
                         others.empty() ? choice : suggestion(station.backup, others));
    if (backup->kind != StationKind::prep)
        return std::pair(
            fmt::format("station {} is of kind {} and cooks nothing", backup->id, word(backup->kind)),
            choice);
    if (!backup->backup.empty())
        return std::pair(
            fmt::format("{}, the backup of {}, has a backup itself: {}", backup->id, station.id,
                        backup->backup),
            "a backup must do without one: name a station that has none, or take the other one out");
    return std::nullopt;
}

void check_backups(ConfigReading& reading, const std::vector<Origin>& origins) {
    const KitchenConfig& kitchen = reading.config.rules.kitchen;
    for (std::size_t i = 0; i < kitchen.stations.size(); ++i) {
        if (kitchen.stations[i].backup.empty()) continue;
        if (auto wrong = wrong_backup(kitchen, kitchen.stations[i]))
            reading.problems.push_back({origins[i].file, origins[i].backup.line, origins[i].backup.column,
                                        wrong->first, wrong->second});
    }
}

}  // namespace

std::filesystem::path beside(const std::filesystem::path& file, const std::string& given) {
    return (file.parent_path() / given).lexically_normal();
}

std::optional<ConfigValue> read_top(ConfigReading& reading, const std::filesystem::path& path) {
    reading.config.files.push_back(path);
    auto read = read_config_file(path);
    if (auto* problem = std::get_if<ConfigProblem>(&read)) {
        reading.problems.push_back(std::move(*problem));
        return std::nullopt;
    }
    return std::get<ConfigValue>(std::move(read));
}

void read_stations(ConfigReading& reading, ConfigTable& kitchen, const std::filesystem::path& file) {
    auto& stations = reading.config.rules.kitchen.stations;
    std::vector<Origin> origins;
    std::vector<PlacedText> names = kitchen.texts("station_files");
    if (names.empty())
        kitchen.problem(kitchen.place_of("station_files"), "this kitchen has no stations",
                        "write station_files = [\"../stations/grill.toml\"]");
    if (names.size() > limits::stations)
        kitchen.problem(kitchen.place_of("station_files"),
                        fmt::format("{} stations are too many", names.size()),
                        fmt::format("a kitchen may have {}", limits::stations));
    for (const PlacedText& name : names) {
        std::filesystem::path path = beside(file, name.text);
        auto text = read_top(reading, path);
        if (!text) continue;
        ConfigTable table(&std::get<ConfigKeys>(text->data), {1, 1}, "this file", path.string(),
                          reading.problems);
        Station station = read_station(table);
        TextPlace place = table.place_of("id");
        auto same = std::ranges::find(stations, station.id, &Station::id);
        if (same != stations.end() && !station.id.empty()) {
            const Origin& first = origins[static_cast<std::size_t>(same - stations.begin())];
            table.problem(place, "there are two stations with the id " + station.id,
                          fmt::format("the other one is in {}:{}; give one of them another id", first.file,
                                      first.line));
            continue;
        }
        stations.push_back(std::move(station));
        origins.push_back({path.string(), place.line, table.place_of("backup")});
    }
    check_backups(reading, origins);
}

bool check_cooks(ConfigReading& reading, ConfigTable& table, const PlacedText& id) {
    const KitchenConfig& kitchen = reading.config.rules.kitchen;
    const Station* station = kitchen.find(id.text);
    if (station && station->kind == StationKind::prep) return true;
    std::vector<std::string> cooking = cooking_stations(kitchen);
    if (station)
        table.problem(id.place,
                      fmt::format("station {} is of kind {} and cooks nothing", id.text, word(station->kind)),
                      "name a station of kind prep: " + listed(cooking, "or"));
    else
        table.problem(id.place, fmt::format("there is no station {}", id.text),
                      cooking.empty() ? "add its file to station_files" : suggestion(id.text, cooking));
    return false;
}

}  // namespace brigade
