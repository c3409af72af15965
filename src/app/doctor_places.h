// Where the doctor looks: what the options name, else where things usually are. Plain values; main thread.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/tool.h"

namespace brigade {

struct DoctorPlaces {
    std::vector<std::filesystem::path> configurations;
    std::vector<std::filesystem::path> directories;  // of hub and screens; of those that are there
    std::filesystem::path root = "/";                // whose sys, proc and dev tell of the machine
    ToolArguments hub;                               // --hub and --pairing, as given
};

DoctorPlaces doctor_places(const ToolArguments& arguments, const std::filesystem::path& root = "/");

// A hub's data directory, or a screen's; neither is somebody else's.
bool is_hub_directory(const std::filesystem::path& directory);
bool is_screen_directory(const std::filesystem::path& directory);
// Whether this user may: what lies in it cannot be told otherwise.
bool may_look_into(const std::filesystem::path& directory);

}  // namespace brigade
