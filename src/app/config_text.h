// A configuration file as plain values that know their places, so that the TOML library stays in one file and
// a problem found far from the text can still name line and column. Immutable after reading.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/config.h"

namespace brigade {

struct TextPlace {
    int line = 0;
    int column = 0;
};

struct ConfigValue;
struct ConfigEntry;  // a key with its place and value
using ConfigList = std::vector<ConfigValue>;
using ConfigKeys = std::vector<ConfigEntry>;
struct ConfigOther {
    std::string kind;  // "a date": nothing that Brigade has a use for
};

struct ConfigValue {
    TextPlace place;
    std::variant<std::string, std::int64_t, double, bool, ConfigList, ConfigKeys, ConfigOther> data;
};

struct ConfigEntry {
    std::string key;
    TextPlace place;
    ConfigValue value;
};

// "a text", "a number", "a list" …: what a value is, for a sentence.
std::string kind_of(const ConfigValue& value);

// The whole file as one table; its problem if it cannot be read or is not TOML.
std::variant<ConfigValue, ConfigProblem> read_config_file(const std::filesystem::path& path);
std::variant<ConfigValue, ConfigProblem> parse_config_text(std::string_view text, const std::string& file);

}  // namespace brigade
