// Texts as one .tar.gz, readable for its owner alone. Main thread; blocking.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace brigade {

struct BundleFile {
    std::string name;  // its path inside
    std::string text;
};

// The file must not be there yet; after a failure it is not.
Status write_bundle(const std::filesystem::path& path, const std::vector<BundleFile>& files,
                    TimeMs written_at);

}  // namespace brigade
