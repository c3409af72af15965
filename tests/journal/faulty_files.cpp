#include "faulty_files.h"

#include <sqlite3.h>

#include <cstring>
#include <string_view>

namespace brigade::test {
namespace {

// One at a time: SQLite's default file system is process-wide.
Fault fault;
int sync_count;
sqlite3_vfs* real;
sqlite3_vfs faulty;

struct File {
    sqlite3_file base;
    const char* name;
    sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }

int fails(File& file, Fault::Call call) {
    if (fault.call != call || !file.name || !std::string_view(file.name).ends_with(fault.file_ends_with))
        return 0;
    return fault.after-- > 0 ? 0 : fault.code;
}

template <auto Method, class... Args>
int pass(sqlite3_file* file, Args... args) {
    auto* inner = of(file).inner();
    return (inner->pMethods->*Method)(inner, args...);
}
void unmap_barrier(sqlite3_file* file) { of(file).inner()->pMethods->xShmBarrier(of(file).inner()); }

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    if (int code = fails(of(file), Fault::Call::write)) return code;
    return pass<&sqlite3_io_methods::xWrite>(file, bytes, count, at);
}

int sync(sqlite3_file* file, int flags) {
    ++sync_count;
    if (int code = fails(of(file), Fault::Call::sync)) return code;
    return pass<&sqlite3_io_methods::xSync>(file, flags);
}

using M = sqlite3_io_methods;
const M methods = {2,
                   pass<&M::xClose>,
                   pass<&M::xRead, void*, int, sqlite3_int64>,
                   write,
                   pass<&M::xTruncate, sqlite3_int64>,
                   sync,
                   pass<&M::xFileSize, sqlite3_int64*>,
                   pass<&M::xLock, int>,
                   pass<&M::xUnlock, int>,
                   pass<&M::xCheckReservedLock, int*>,
                   pass<&M::xFileControl, int, void*>,
                   pass<&M::xSectorSize>,
                   pass<&M::xDeviceCharacteristics>,
                   pass<&M::xShmMap, int, int, int, void volatile**>,
                   pass<&M::xShmLock, int, int, int>,
                   unmap_barrier,
                   pass<&M::xShmUnmap, int>,
                   nullptr,
                   nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* flags_out) {
    File& mine = of(file);
    mine.name = name;
    int code = real->xOpen(real, name, mine.inner(), flags, flags_out);
    mine.base.pMethods = mine.inner()->pMethods ? &methods : nullptr;
    return code;
}

}  // namespace

FaultyFiles::FaultyFiles() {
    real = sqlite3_vfs_find(nullptr);
    faulty = *real;
    faulty.zName = "faulty";
    faulty.szOsFile = real->szOsFile + static_cast<int>(sizeof(File));
    faulty.xOpen = open;
    sqlite3_vfs_register(&faulty, 1);
    mend();
}

FaultyFiles::~FaultyFiles() {
    sqlite3_vfs_unregister(&faulty);
    sqlite3_vfs_register(real, 1);
}

void FaultyFiles::set(Fault next) {
    fault = std::move(next);
    sync_count = 0;
}

int FaultyFiles::syncs() const { return sync_count; }

}  // namespace brigade::test
