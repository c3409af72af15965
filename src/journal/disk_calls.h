// The calls by which this room changes files itself, beside SQLite. They stand in a table so that a test can
// record them, and make them fail, as it does with SQLite's own (tests/crash_points). Nothing else replaces
// them. Each works and fails as the system call of its name. Inside the room only.
#pragma once

#include <sys/types.h>

#include <cstddef>

namespace brigade {

struct DiskCalls {
    int (*open)(const char* path, int flags, mode_t mode);
    ssize_t (*pwrite)(int descriptor, const void* bytes, std::size_t count, off_t at);
    int (*fsync)(int descriptor);
    int (*fdatasync)(int descriptor);
    int (*ftruncate)(int descriptor, off_t bytes);
    int (*rename)(const char* from, const char* to);
    int (*unlink)(const char* path);
};

extern DiskCalls disk_calls;

}  // namespace brigade
