// The profiles of bump bars (station/bar_profile.h) as files: config/bumpbars/*.toml that come with Brigade,
// and those that a screen has learned, DIR/bumpbars/*.toml. A file that is not good yields every problem at
// once, each with its place and its fix. Read on the thread that asks.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/config.h"
#include "station/bar_profile.h"

namespace brigade {

using BarProfileRead = std::variant<BarProfile, std::vector<ConfigProblem>>;

BarProfileRead parse_bar_profile(std::string_view text, const std::string& file);
BarProfileRead read_bar_profile(const std::filesystem::path& path);

// Where the profiles that come with the programs are: beside the build they were built in, else installed.
std::filesystem::path bar_profiles_directory();

// Their names, in order, out of all those directories.
std::vector<std::string> bar_profile_names(const std::vector<std::filesystem::path>& directories);

// By its name, out of the first directory that has it; or, where there is a slash in it or it ends in .toml,
// by its path. Fails with all that is wrong with the file, or with the names that there are.
Result<BarProfile> bar_profile_named(const std::string& name,
                                     const std::vector<std::filesystem::path>& directories);

}  // namespace brigade
