// Sees every call that changes or reads one directory's files, before it is made: those of SQLite (a VFS over
// the system's own) and those that the journal makes itself (journal/disk_calls.h). It tells a watcher, who
// may let the call fail. SQLite's shared memory (-shm) is no file here: a power cut always takes it.
//
// Files are numbered, because a file keeps its content when its name changes. One shim at a time, for
// SQLite's default VFS belongs to the whole process; connections must be opened and closed while it lives.
// Any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace brigade::test {

struct DiskCall {
    enum class Kind {
        open,  // of what is there already, or of SQLite's file that may be made (then `create` follows)
        create,
        read,
        write,
        truncate,
        sync,
        rename,
        remove,
        sync_directory,
    } kind;
    int file = 0;
    std::int64_t at = 0;  // write: where; truncate: the new size
    std::string bytes;    // of a write
    std::string name;     // create, rename, remove
    std::string new_name;
};

// The names of a directory and the numbers of their files.
using Names = std::map<std::string, int>;

// How a call fails, if it does: what SQLite is told, what the journal is told, and how much is done first.
struct Verdict {
    int sqlite_code = 0;
    int system_error = 0;
    bool half_done = false;
};

class DiskWatcher {
  public:
    virtual ~DiskWatcher() = default;
    virtual Verdict judge(const DiskCall& call) = 0;
};

class DiskShim {
  public:
    DiskShim(const std::filesystem::path& directory, DiskWatcher& watcher);
    ~DiskShim();
    DiskShim(const DiskShim&) = delete;
    DiskShim& operator=(const DiskShim&) = delete;

    // What was there when the shim was made.
    const Names& names_before() const { return names_before_; }

  private:
    Names names_before_;
};

}  // namespace brigade::test
