// Small files that hold secrets or settings: read whole, and written so that a power cut at any moment leaves
// the old one or the new one, whole, and readable for its owner alone (mode 0600).
//
// Blocking; any thread, but one writer for a file.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace brigade {

// Nothing if there is no such file; fails with a sentence if it cannot be read or is longer than `bytes_max`.
Result<std::optional<std::string>> read_small_file(const std::filesystem::path& path, std::size_t bytes_max);

// Of a file that a user who is trusted less may have put there: likewise, but a link, a pipe, or a file with
// a second name is refused, and nothing is waited for.
Result<std::optional<std::string>> read_plain_file(const std::filesystem::path& path, std::size_t bytes_max);

struct FileOwner {
    ::uid_t user = 0;
    ::gid_t group = 0;
};
// Of such a file, if it is there.
Status own_plain_file(const std::filesystem::path& path, const FileOwner& owner);

// Durable when it returns success: written beside as "<path>.new", synced, renamed, the directory synced. A
// failure says why and leaves the old file as it was; but where only the directory could not be synced the
// new one is there, and the sentence says that it is. `owner`: whose it is from before it has its name.
Status write_small_file(const std::filesystem::path& path, std::string_view text,
                        const std::optional<FileOwner>& owner = {});

// Likewise, of a file that is there and holds secrets which `text` does not: once the new one stands, the
// blocks of the old one are overwritten. What the disk itself keeps of them is beyond us.
Status replace_secret_file(const std::filesystem::path& path, std::string_view text);

// Durable when it returns success; good where there is no such file.
Status remove_small_file(const std::filesystem::path& path);

// A file has taken another's place. Not to be tried again: there is nothing left to move.
struct Replaced {
    std::optional<Error> unsynced;  // why a power cut may still bring the old one back
};

// `from` takes the place of `to`. A failure leaves both as they were.
Result<Replaced> move_small_file(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace brigade
