#include "journal/disk_calls.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

namespace brigade {
namespace {

int open_file(const char* path, int flags, mode_t mode) { return ::open(path, flags, mode); }

}  // namespace

DiskCalls disk_calls = {open_file, ::pwrite, ::fsync, ::fdatasync, ::ftruncate, ::rename, ::unlink};

}  // namespace brigade
