// Puts planned files where they belong and takes away those that an earlier turn has put there and this one
// does not: each is written beside and renamed, so nobody reads half a file. Blocking; one at a time.
#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"
#include "provision/planned_files.h"

namespace brigade {

// What was put is remembered in ROOT/run/brigade/put. Fails with a sentence about the first file that cannot
// be put; the others are there then, and the next turn does them again.
Status put_files(const std::filesystem::path& root, const std::vector<PlannedFile>& files);

}  // namespace brigade
