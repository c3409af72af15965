// The model of a disk that may lose its power, and of the file system on it.
//
// - What a file held when it was last synced is there. Of every write and truncation since then, each sector
// is
//   there, or is as it was before, or is torn: its first bytes new and the rest old. The choices are made
//   apart for every write and sector, so that later ones may be there without earlier ones.
// - A file's own sync says nothing about its name. The directory is as it was when it was last synced; each
//   creation, renaming and removal since then has happened or not, in any order, except that two of the same
//   file keep theirs. One renaming is whole or not at all. A file without a name is gone.
// - What was written and synced is never touched. That an SD card may break this too is another model
//   (sd_card.h).
//
// `kept` is also what a process leaves that was killed: the kernel has all that it wrote.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "crash_points/disk_shim.h"

namespace brigade::test {

using Files = std::map<std::string, std::string>;

struct Fate {
    enum class Unsynced { kept, dropped, mixed } unsynced = Unsynced::kept;
    std::size_t sector_bytes = 512;  // these two only matter if mixed
    std::uint64_t seed = 0;
};

class UnreliableDisk {
  public:
    // All of it synced.
    UnreliableDisk(const Names& names, const Files& files);

    void make(const DiskCall& call);
    Files after_crash(const Fate& fate) const;

    std::string name_of(int file) const;

  private:
    struct File {
        std::string synced;
        std::vector<const DiskCall*> since;
    };

    std::map<int, File> files_;
    Names names_;  // synced
    std::vector<DiskCall> renamings_;
};

}  // namespace brigade::test
