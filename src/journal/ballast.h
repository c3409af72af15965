// Room on the disk that a journal keeps for its own next start. SQLite empties its index (J-shm) at every
// start and makes it again; when others have filled the disk meanwhile, not even that fits, and a hub that
// could still serve what it holds would not come up. Then slices of the ballast are given up, and the start
// is tried again. Nothing here fails: without room, or after a power cut, there is no ballast, or less.
// Inside the room only.
#pragma once

#include <filesystem>

namespace brigade {

// Lays the ballast of the file at `path` out to its whole size, if the disk has room to spare. Cheap when it
// is there.
void keep_ballast(const std::filesystem::path& path);

// Frees one slice. False if there is none.
bool give_ballast(const std::filesystem::path& path);

}  // namespace brigade
