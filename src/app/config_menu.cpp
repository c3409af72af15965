// The menu and the routes: what goes where.
#include <fmt/format.h>

#include "app/config_parts.h"

namespace brigade {
namespace {

std::vector<std::string> only_texts(const std::vector<PlacedText>& placed) {
    std::vector<std::string> texts;
    for (const PlacedText& one : placed) texts.push_back(one.text);
    return texts;
}

std::vector<Service> read_services(ConfigTable& table) {
    std::vector<Service> services;
    for (const PlacedText& given : table.texts("services")) {
        if (auto service = from_word<Service>(given.text))
            services.push_back(*service);
        else
            table.problem(given.place, "there is no service " + given.text, "write " + choices_of<Service>());
    }
    return services;
}

// An empty list would match every line, which nobody who writes one can mean.
void check_not_empty(ConfigTable& table, const char* key, std::size_t size) {
    if (table.has(key) && size == 0)
        table.problem(table.place_of(key), fmt::format("{} is empty", key),
                      "name at least one, or leave the key out to match all of them");
}

RouteRule read_route(ConfigReading& reading, ConfigTable& table) {
    RouteRule rule;
    auto list = [&](const char* key) {
        std::vector<PlacedText> texts = table.texts(key);
        check_not_empty(table, key, texts.size());
        return only_texts(texts);
    };
    rule.items = list("items");
    rule.categories = list("categories");
    rule.modifiers = list("modifiers");
    rule.services = read_services(table);
    check_not_empty(table, "services", table.texts("services").size());
    rule.channels = list("channels");
    rule.also = table.boolean("also", false);
    std::vector<PlacedText> stations = table.texts("stations");
    if (stations.empty())
        table.problem(table.place_of("stations"), "this route names no station",
                      "write stations = [\"grill\"]");
    if (stations.size() > limits::stations_per_line)
        table.problem(table.place_of("stations"),
                      fmt::format("{} stations for one line are too many", stations.size()),
                      fmt::format("name at most {}", limits::stations_per_line));
    for (const PlacedText& station : stations) check_cooks(reading, table, station);
    rule.stations = only_texts(stations);
    table.finish();
    return rule;
}

bool takes_everything(const RouteRule& rule) {
    return !rule.also && rule.items.empty() && rule.categories.empty() && rule.modifiers.empty() &&
           rule.services.empty() && rule.channels.empty();
}

}  // namespace

void read_menu(ConfigReading& reading, const std::filesystem::path& path) {
    auto text = read_top(reading, path);
    if (!text) return;
    ConfigTable top(&std::get<ConfigKeys>(text->data), {1, 1}, "this file", path.string(), reading.problems);
    for (auto& [id, table] : top.each_table("items")) {
        MenuItem item;
        if (id.empty() || id.size() > limits::text_chars)
            table.problem(table.place(), "an item's name must have 1 to 200 characters", "shorten it");
        auto unused_name =
            table.text("name");  // for people who read the menu; what a cook reads comes in the order
        item.category = table.text("category").value_or(PlacedText{}).text;
        if (auto station = table.text("station"))
            if (check_cooks(reading, table, *station)) item.station = station->text;
        item.prep_s = static_cast<int>(table.integer("prep_s", 0, 0, limits::prep_s));
        table.finish();
        reading.config.rules.menu.emplace(id, std::move(item));
    }
    top.finish();
}

void read_routes(ConfigReading& reading, ConfigTable& top) {
    bool all_taken = false;
    for (ConfigTable& table : top.tables("route")) {
        if (all_taken)
            table.problem(table.place(),
                          "no line ever comes to this route: the one before it takes everything",
                          "move it up, or give the one before it a condition or also = true");
        RouteRule rule = read_route(reading, table);
        all_taken = all_taken || takes_everything(rule);
        reading.config.rules.routes.push_back(std::move(rule));
    }
}

}  // namespace brigade
