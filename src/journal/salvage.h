// What can be saved of a damaged journal: the run of events that reaches furthest from a start whose state is
// known (the beginning, or a whole snapshot), and the ids of the orders accepted up to there. Inside the room
// only.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "journal/open.h"

namespace brigade {

// Builds the salvaged journal in the staged file and fills in `recovery`. The damaged file is only read.
Status salvage(const std::filesystem::path& damaged, const std::filesystem::path& staged, bool replica,
               Recovery& recovery);

}  // namespace brigade
