// Small files that hold secrets or settings: read whole, and written so that a power cut at any moment leaves
// the old one or the new one, whole, and readable for its owner alone (mode 0600).
//
// Blocking; any thread, but one writer for a file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace brigade {

// Nothing if there is no such file; fails with a sentence if it cannot be read or is longer than `bytes_max`.
Result<std::optional<std::string>> read_small_file(const std::filesystem::path& path, std::size_t bytes_max);

// Durable when it returns success: written beside as "<path>.new", synced, renamed, the directory synced. A
// failure leaves the old file as it was and says why.
Status write_small_file(const std::filesystem::path& path, std::string_view text);

// `from` takes the place of `to`, durably.
Status move_small_file(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace brigade
