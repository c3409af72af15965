// The half that SQLite meets.
#include <sqlite3.h>

#include <cstring>

#include "crash_points/shim_state.h"

namespace brigade::test {
namespace {

using Kind = DiskCall::Kind;

sqlite3_vfs* real;
sqlite3_vfs watched;

struct File {
    sqlite3_file base;
    int number;  // 0: elsewhere
    sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }

template <auto Method, class... Args>
int pass(sqlite3_file* file, Args... args) {
    auto* inner = of(file).inner();
    return (inner->pMethods->*Method)(inner, args...);
}
void barrier(sqlite3_file* file) { of(file).inner()->pMethods->xShmBarrier(of(file).inner()); }

using M = sqlite3_io_methods;

Verdict judge(sqlite3_file* file, DiskCall call) {
    call.file = of(file).number;
    return call.file ? shim_state->judge(call) : Verdict{};
}

int read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 at) {
    Verdict verdict = judge(file, {Kind::read, 0, at, {}, {}, {}});
    if (!verdict.sqlite_code) return pass<&M::xRead>(file, bytes, count, at);
    std::memset(bytes, 0, static_cast<std::size_t>(count));
    if (verdict.half_done) pass<&M::xRead>(file, bytes, count / 2, at);
    return verdict.sqlite_code;
}

int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 at) {
    std::string copy(static_cast<const char*>(bytes), static_cast<std::size_t>(count));
    Verdict verdict = judge(file, {Kind::write, 0, at, std::move(copy), {}, {}});
    if (!verdict.sqlite_code) return pass<&M::xWrite>(file, bytes, count, at);
    if (verdict.half_done) pass<&M::xWrite>(file, bytes, count / 2, at);
    return verdict.sqlite_code;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    Verdict verdict = judge(file, {Kind::truncate, 0, size, {}, {}, {}});
    return verdict.sqlite_code ? verdict.sqlite_code : pass<&M::xTruncate>(file, size);
}

int sync(sqlite3_file* file, int flags) {
    Verdict verdict = judge(file, {Kind::sync, 0, 0, {}, {}, {}});
    return verdict.sqlite_code ? verdict.sqlite_code : pass<&M::xSync>(file, flags);
}

const M methods = {2,
                   pass<&M::xClose>,
                   read,
                   write,
                   truncate,
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
                   barrier,
                   pass<&M::xShmUnmap, int>,
                   nullptr,
                   nullptr};

int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* flags_out) {
    File& mine = of(file);
    mine.base.pMethods = nullptr;
    std::string name = path ? shim_state->name_of(path) : std::string();
    mine.number = 0;
    if (!name.empty() && ((flags & SQLITE_OPEN_CREATE) || shim_state->find(name))) {
        bool created = false;
        mine.number = shim_state->number(name, created);
        Kind kind = created ? Kind::create : Kind::open;
        Verdict verdict = shim_state->judge({kind, mine.number, 0, {}, name, {}});
        if (verdict.sqlite_code) {
            if (created) shim_state->forget(name);
            return verdict.sqlite_code;
        }
    }
    int code = real->xOpen(real, path, mine.inner(), flags, flags_out);
    mine.base.pMethods = mine.inner()->pMethods ? &methods : nullptr;
    return code;
}

int remove(sqlite3_vfs*, const char* path, int sync_directory) {
    std::string name = shim_state->name_of(path);
    if (shim_state->find(name)) {
        Verdict verdict = shim_state->judge({Kind::remove, shim_state->find(name), 0, {}, name, {}});
        if (verdict.sqlite_code) return verdict.sqlite_code;
        shim_state->forget(name);
    }
    int code = real->xDelete(real, path, sync_directory);
    if (name.empty() || code || !sync_directory) return code;
    return shim_state->judge({Kind::sync_directory, 0, 0, {}, {}, {}}).sqlite_code;
}

}  // namespace

void watch_sqlite() {
    sqlite3_initialize();
    real = sqlite3_vfs_find(nullptr);
    watched = *real;
    watched.zName = "watched";
    watched.szOsFile = real->szOsFile + static_cast<int>(sizeof(File));
    watched.xOpen = open;
    watched.xDelete = remove;
    sqlite3_vfs_register(&watched, 1);
}

void unwatch_sqlite() {
    sqlite3_vfs_unregister(&watched);
    sqlite3_vfs_register(real, 1);
}

}  // namespace brigade::test
