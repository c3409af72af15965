// Salvage by hand, as `brigade replay --salvage` does it: a damaged journal and the stations' copies become a
// new journal, and orders that cannot be in it become a file that `brigade send` takes. Main thread; the
// sources are only read.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/tool.h"
#include "journal/merge.h"

namespace brigade {

struct SalvageRequest {
    std::filesystem::path journal;
    std::vector<std::filesystem::path> copies;       // files, or directories that stations keep them in
    std::optional<std::filesystem::path> into;       // nothing: only look
    std::optional<std::filesystem::path> orders_to;  // nothing: refuse to leave an open order out
};

struct Salvaged {
    Merged merged;
    std::string report;  // for a person, with a line break at its end
    bool written = false;
    std::string refused;  // why nothing was written though it was asked for
    bool complete = false;
};

// The files that a request names: what the hub put aside, and what lies in the directories.
std::vector<std::filesystem::path> copies_named(const SalvageRequest& request);

// Fails with a sentence if nothing can be read or written.
Result<Salvaged> salvage_by_hand(const SalvageRequest& request);

int run_salvage(const std::filesystem::path& journal, const ToolArguments& arguments);

}  // namespace brigade
