// What happens to a database on a bad disk: bytes change, pages are lost, doubled or swapped, the end is cut
// off. An input is read as a row of such damages done to good files, because bytes that come from nowhere
// would never get past the first line of a database.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace brigade::fuzz {

// A database and its log, as a killed process leaves them.
struct DatabaseFiles {
    std::string main, log;

    static DatabaseFiles read(const std::filesystem::path& path);
    void write(const std::filesystem::path& path) const;
};

// Moves the whole log into the main file; nobody may have it open.
void move_log(const std::filesystem::path& path);

DatabaseFiles damaged(DatabaseFiles files, std::string_view input);

}  // namespace brigade::fuzz
