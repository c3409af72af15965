#include "app/demo_config.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>

namespace brigade {
namespace {

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

template <class List, class Text>
std::string list_of(const List& list, Text text) {
    std::string out;
    for (const auto& one : list) out += (out.empty() ? "" : ", ") + in_quotes(text(one));
    return "[" + out + "]";
}

int scaled(int seconds, double speed) { return std::max(1, static_cast<int>(std::lround(seconds / speed))); }

std::string station_text(const Station& station, double speed) {
    std::string text =
        fmt::format("id = {}\nname = {}\nkind = \"{}\"\nbump = \"{}\"\nlayout = \"{}\"\n",
                    in_quotes(station.id), in_quotes(station.name), word(station.kind),
                    word(station.two_step ? BumpSteps::two_step : BumpSteps::one_step), word(station.layout));
    text += fmt::format("warn_s = {}\nlate_s = {}\nprep_s = {}\n", scaled(station.warn_s, speed),
                        scaled(station.late_s, speed), scaled(station.prep_s, speed));
    for (const ServiceLimits& limits : station.services)
        text += fmt::format("[service.{}]\nwarn_s = {}\nlate_s = {}\n", word(limits.service),
                            scaled(limits.warn_s, speed), scaled(limits.late_s, speed));
    return text;
}

std::string menu_text(const Rules& rules, double speed) {
    std::string text;
    for (const auto& [id, item] : rules.menu) {
        text += fmt::format("[items.{}]\n", in_quotes(id));
        if (!item.category.empty()) text += fmt::format("category = {}\n", in_quotes(item.category));
        if (!item.station.empty()) text += fmt::format("station = {}\n", in_quotes(item.station));
        if (item.prep_s > 0) text += fmt::format("prep_s = {}\n", scaled(item.prep_s, speed));
    }
    return text;
}

std::string route_text(const RouteRule& rule) {
    std::string text = "\n[[route]]\n";
    auto same = [](const std::string& value) -> std::string_view { return value; };
    auto put = [&](const char* key, const std::vector<std::string>& list) {
        if (!list.empty()) text += fmt::format("{} = {}\n", key, list_of(list, same));
    };
    put("items", rule.items);
    put("categories", rule.categories);
    put("modifiers", rule.modifiers);
    if (!rule.services.empty())
        text += fmt::format("services = {}\n",
                            list_of(rule.services, [](Service service) { return word(service); }));
    put("channels", rule.channels);
    put("stations", rule.stations);
    return text + (rule.also ? "also = true\n" : "");
}

std::string kitchen_text(const HubConfig& config, double speed) {
    const Rules& rules = config.rules;
    std::string text = fmt::format(
        "# The demo's kitchen: every time is a {:g}th of the real one.\n\n[kitchen]\nname = {}\ntime_zone = "
        "{}\n"
        "service_day_start = \"{:02}:{:02}\"\ndefault_station = {}\nmenu = \"menu.toml\"\nstation_files = "
        "{}\n",
        speed, in_quotes(rules.kitchen.name), in_quotes(config.time_zone), rules.service_day_start_min / 60,
        rules.service_day_start_min % 60, in_quotes(rules.kitchen.default_station),
        list_of(rules.kitchen.stations,
                [](const Station& station) { return "station-" + station.id + ".toml"; }));
    text += fmt::format("\n[promise]\nmargin_s = {:.1f}\n",
                        static_cast<double>(rules.promise_margin_ms) / 1000 / speed);
    for (const RouteRule& rule : rules.routes) text += route_text(rule);
    return text;
}

}  // namespace

Result<std::filesystem::path> write_demo_config(const HubConfig& config, double speed,
                                                const std::filesystem::path& directory) {
    std::error_code failed;
    std::filesystem::create_directories(directory, failed);
    bool good = true;
    auto write = [&](const std::string& name, const std::string& text) {
        std::ofstream out(directory / name, std::ios::binary | std::ios::trunc);
        out << text;
        good = out.flush() && good;
    };
    for (const Station& station : config.rules.kitchen.stations)
        write("station-" + station.id + ".toml", station_text(station, speed));
    write("menu.toml", menu_text(config.rules, speed));
    write("brigade.toml", kitchen_text(config, speed));
    if (!good) return Error{"the demo's configuration cannot be written to " + directory.string()};
    return directory / "brigade.toml";
}

}  // namespace brigade
