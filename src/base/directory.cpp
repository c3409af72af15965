#include "base/directory.h"

#include <algorithm>

namespace brigade {

namespace fs = std::filesystem;

std::vector<fs::path> entries_of(const fs::path& directory, std::error_code& error) {
    std::vector<fs::path> entries;
    for (fs::directory_iterator at(directory, error); !error && at != fs::directory_iterator();
         at.increment(error))
        entries.push_back(at->path());
    std::ranges::sort(entries);
    return entries;
}

std::vector<fs::path> entries_of(const fs::path& directory) {
    std::error_code ignored;
    return entries_of(directory, ignored);
}

}  // namespace brigade
