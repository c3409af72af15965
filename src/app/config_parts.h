// The steps of reading a configuration, for config.cpp alone: each reads one part and notes its problems.
#pragma once

#include "app/config.h"
#include "app/config_table.h"

namespace brigade {

struct ConfigReading {
    HubConfig config;
    ConfigProblems problems;
};

// The file's top level; nothing, and a problem, if it cannot be read.
std::optional<ConfigValue> read_top(ConfigReading& reading, const std::filesystem::path& path);

// A path in a file is meant from where that file is.
std::filesystem::path beside(const std::filesystem::path& file, const std::string& given);

void read_stations(ConfigReading& reading, ConfigTable& kitchen, const std::filesystem::path& file);

// Minutes after midnight of "04:00"; nothing if it is no time of day.
std::optional<int> minutes_of_day(const std::string& text);

void read_dayparts(ConfigReading& reading, ConfigTable& top);

// Both after the stations: they name them.
void read_menu(ConfigReading& reading, const std::filesystem::path& path);
void read_routes(ConfigReading& reading, ConfigTable& top);

// Whether orders can be sent there; notes a problem at `place` if not.
bool check_cooks(ConfigReading& reading, ConfigTable& table, const PlacedText& station);

}  // namespace brigade
