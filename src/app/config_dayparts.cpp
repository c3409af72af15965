// The parts of a day that managers ask for.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "app/config_parts.h"

namespace brigade {
namespace {

constexpr std::size_t dayparts_max = 24;

int read_time_of_day(ConfigTable& table, const char* key, const char* example) {
    const PlacedText given = table.required_text(key, example);
    const auto minutes = minutes_of_day(given.text);
    if (!minutes && !given.text.empty())
        table.problem(given.place, fmt::format("{} is \"{}\"", key, given.text),
                      "write a time of day from \"00:00\" to \"23:59\"");
    return minutes.value_or(0);
}

Daypart read_daypart(ConfigTable& table, const std::vector<Daypart>& before) {
    const PlacedText id = table.required_text("id", "lunch");
    table.check_length("id", id);
    if (std::any_of(before.begin(), before.end(), [&](const Daypart& each) { return each.id == id.text; }))
        table.problem(id.place, "there are two dayparts " + id.text, "give each an id of its own");
    Daypart daypart{id.text, read_time_of_day(table, "from", "11:00"),
                    read_time_of_day(table, "to", "15:00")};
    if (daypart.from_min == daypart.to_min && table.has("from") && table.has("to"))
        table.problem(table.place_of("to"), "the daypart ends when it begins",
                      "write two times; past midnight is fine: from = \"18:00\", to = \"02:00\"");
    table.finish();
    return daypart;
}

}  // namespace

std::optional<int> minutes_of_day(const std::string& text) {
    int hours = 0, minutes = 0, read = 0;
    const bool whole =
        text.size() == 5 && std::sscanf(text.c_str(), "%2d:%2d%n", &hours, &minutes, &read) == 2 && read == 5;
    if (!whole || hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
    return hours * 60 + minutes;
}

void read_dayparts(ConfigReading& reading, ConfigTable& top) {
    std::vector<Daypart> dayparts;
    for (ConfigTable& table : top.tables("daypart")) {
        if (dayparts.size() == dayparts_max)
            table.problem(table.place(), fmt::format("these are more than {} dayparts", dayparts_max),
                          "leave some out");
        dayparts.push_back(read_daypart(table, dayparts));
    }
    if (!dayparts.empty()) reading.config.dayparts = std::move(dayparts);
}

}  // namespace brigade
