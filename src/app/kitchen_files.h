// A kitchen's files (brigade.toml with its stations and its menu) as one box runs them: read from wherever
// they lie together, checked as a whole, and laid out anew as the hub of that box finds them, with the name
// and the time zone that its settings say. Everything else in them, remarks too, stays as it was written.
//
// Blocking; main thread (a time zone is looked up).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/config.h"
#include "provision/planned_files.h"

namespace brigade {

struct KitchenFiles {
    std::vector<PlannedFile> files;  // config/brigade.toml first; paths from the directory they are to lie in
    std::vector<std::string> stations;  // their ids
};

// The kitchen that comes with the programs: beside the build they were built in, else installed.
std::filesystem::path shipped_kitchen();

// From DIRECTORY/brigade.toml, or DIRECTORY/config/brigade.toml. Fails with every problem.
Result<KitchenFiles, std::vector<ConfigProblem>> read_kitchen_files(const std::filesystem::path& directory);

// As a box has kept its own, laid out as above: it was good when it was taken, and is not judged again. Fails
// with a sentence where it cannot be read.
Result<KitchenFiles> read_kept_kitchen(const std::filesystem::path& directory);

// Its brigade.toml with another name and time zone; as it is, where it is none.
std::string named_kitchen(const std::string& toml, const std::string& name, const std::string& time_zone);

}  // namespace brigade
