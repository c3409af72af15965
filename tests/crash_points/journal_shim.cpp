// The half that the journal's own calls meet.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <map>

#include "crash_points/shim_state.h"
#include "journal/disk_calls.h"

namespace brigade::test {
namespace {

using Kind = DiskCall::Kind;

DiskCalls real;

// What an open descriptor of ours stands for. Only files that the journal opened itself are here; they are
// opened and closed within one of its calls, on one thread.
constexpr int the_directory = -1;
std::map<int, int> open_files;

int number_of(int descriptor) {
    auto found = open_files.find(descriptor);
    return found == open_files.end() ? 0 : found->second;
}

// True if the call must fail; then errno says why.
bool fails(const DiskCall& call) {
    int error = shim_state->judge(call).system_error;
    if (error) errno = error;
    return error != 0;
}

int open(const char* path, int flags, mode_t mode) {
    std::string name = shim_state->name_of(path);
    struct stat found {};
    bool is_there = ::lstat(path, &found) == 0;
    int number = 0;
    if (is_there && S_ISDIR(found.st_mode)) number = the_directory;
    if (!name.empty() && (is_there || (flags & O_CREAT))) {
        bool created = false;
        number = shim_state->number(name, created);
        if (fails({created ? Kind::create : Kind::open, number, 0, {}, name, {}})) {
            if (created) shim_state->forget(name);
            return -1;
        }
    }
    int descriptor = real.open(path, flags, mode);
    if (descriptor >= 0) open_files[descriptor] = number;
    return descriptor;
}

ssize_t pwrite(int descriptor, const void* bytes, std::size_t count, off_t at) {
    std::string copy(static_cast<const char*>(bytes), count);
    Verdict verdict = shim_state->judge({Kind::write, number_of(descriptor), at, std::move(copy), {}, {}});
    if (verdict.half_done) return real.pwrite(descriptor, bytes, count / 2, at);
    if (!verdict.system_error) return real.pwrite(descriptor, bytes, count, at);
    errno = verdict.system_error;
    return -1;
}

bool sync_fails(int descriptor) {
    int number = number_of(descriptor);
    return fails({number == the_directory ? Kind::sync_directory : Kind::sync, number, 0, {}, {}, {}});
}
int fsync(int descriptor) { return sync_fails(descriptor) ? -1 : real.fsync(descriptor); }
int fdatasync(int descriptor) { return sync_fails(descriptor) ? -1 : real.fdatasync(descriptor); }

int ftruncate(int descriptor, off_t bytes) {
    if (fails({Kind::truncate, number_of(descriptor), bytes, {}, {}, {}})) return -1;
    return real.ftruncate(descriptor, bytes);
}

int rename(const char* from, const char* to) {
    std::string name = shim_state->name_of(from), new_name = shim_state->name_of(to);
    int number = shim_state->find(name);
    if (!number) return real.rename(from, to);
    if (fails({Kind::rename, number, 0, {}, name, new_name})) return -1;
    shim_state->move(name, new_name);
    return real.rename(from, to);
}

int unlink(const char* path) {
    std::string name = shim_state->name_of(path);
    int number = shim_state->find(name);
    if (!number) return real.unlink(path);
    if (fails({Kind::remove, number, 0, {}, name, {}})) return -1;
    shim_state->forget(name);
    return real.unlink(path);
}

}  // namespace

void watch_journal() {
    open_files.clear();
    real = disk_calls;
    disk_calls = {open, pwrite, fsync, fdatasync, ftruncate, rename, unlink};
}

void unwatch_journal() { disk_calls = real; }

}  // namespace brigade::test
