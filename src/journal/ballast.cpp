#include "journal/ballast.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/log.h"
#include "journal/bounds.h"
#include "journal/disk_calls.h"
#include "journal/files.h"

namespace brigade {
namespace fs = std::filesystem;
namespace {

// Of `path`'s ballast, or below 0.
int open_ballast(const fs::path& path, int flags) {
    return disk_calls.open(beside(path, ".ballast").c_str(), flags | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
}

std::int64_t size_of(int descriptor) {
    struct stat found {};
    return ::fstat(descriptor, &found) == 0 ? found.st_size : 0;
}

bool has_room_to_spare(const fs::path& path) {
    std::error_code error;
    auto space = fs::space(path, error);
    constexpr auto wanted = static_cast<std::uintmax_t>(limits::ballast_bytes * limits::ballast_share);
    return !error && space.available >= wanted;
}

}  // namespace

void keep_ballast(const fs::path& path) {
    std::error_code ignored;
    if (fs::file_size(beside(path, ".ballast"), ignored) == limits::ballast_bytes || !has_room_to_spare(path))
        return;
    int descriptor = open_ballast(path, O_CREAT);
    if (descriptor < 0) return;
    static constexpr std::array<char, limits::ballast_slice_bytes> zeros{};
    bool ok = true;
    for (std::int64_t at = size_of(descriptor); ok && at < limits::ballast_bytes;) {
        auto count = std::min<std::int64_t>(limits::ballast_bytes - at, limits::ballast_slice_bytes);
        ssize_t written = disk_calls.pwrite(descriptor, zeros.data(), static_cast<std::size_t>(count), at);
        ok = written > 0;
        if (ok) at += written;
    }
    ::close(descriptor);
}

bool give_ballast(const fs::path& path) {
    int descriptor = open_ballast(path, 0);
    if (descriptor < 0) return false;
    std::int64_t bytes = size_of(descriptor);
    std::int64_t left = std::max<std::int64_t>(0, bytes - limits::ballast_slice_bytes);
    bool given = bytes > 0 && disk_calls.ftruncate(descriptor, left) == 0;
    ::close(descriptor);
    if (given)
        log_warning("the disk is full; {} bytes of ballast go to the start of {}", bytes - left,
                    path.string());
    return given;
}

}  // namespace brigade
