// What lies in a directory, as far as it can be read: a disk that fails in the middle ends the list, where an
// iterator of the standard library would throw. Blocking; any thread.
#pragma once

#include <filesystem>
#include <system_error>
#include <vector>

namespace brigade {

// In the order of their names. Empty where there is no such directory; `error` says what went wrong.
std::vector<std::filesystem::path> entries_of(const std::filesystem::path& directory, std::error_code& error);
// For whoever makes nothing of an error.
std::vector<std::filesystem::path> entries_of(const std::filesystem::path& directory);

}  // namespace brigade
