// What a box knows about itself between its starts: ROOT/var/lib/brigade/settings/settings.txt, on the data
// partition, a file that root alone may read. It is written as brigade.txt is, without PINs, and begins with
// two remarks: which brigade.txt it was taken from, and whether a kitchen of its own lies beside it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "provision/settings.h"

namespace brigade {

struct KeptSettings {
    std::string text;     // lines of KEY="VALUE"
    std::string taken;    // SHA-256 of the brigade.txt as it was left; empty: from the first-boot screen
    std::string kitchen;  // the directory beside it that holds the kitchen's files; empty: the one that comes
                          // with the programs
};

inline constexpr const char* kept_place = "var/lib/brigade/settings";

Result<std::optional<KeptSettings>> read_kept(const std::filesystem::path& root);
// Durable and whole when it returns success.
Status keep(const std::filesystem::path& root, const KeptSettings& kept);

}  // namespace brigade
