#include "journal/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "base/log.h"
#include "journal/bounds.h"
#include "journal/disk_calls.h"

namespace brigade {
namespace fs = std::filesystem;
namespace {

constexpr std::array<std::string_view, 2> kinds_aside = {"damaged", "old"};

Error system_error(std::string_view doing, const fs::path& path, int error) {
    return {fmt::format("cannot {} {}: {}", doing, path.string(), std::strerror(error))};
}

Status move_file(const fs::path& from, const fs::path& to) {
    if (disk_calls.rename(from.c_str(), to.c_str()) == 0 || errno == ENOENT) return {};
    return system_error("move", from, errno);
}

void remove_file(const fs::path& path) { disk_calls.unlink(path.c_str()); }

// Where the rest depends on its being gone.
Status remove_for_certain(const fs::path& path) {
    if (disk_calls.unlink(path.c_str()) == 0 || errno == ENOENT) return {};
    return system_error("remove", path, errno);
}

bool is_there(const fs::path& path) {
    struct stat found {};
    return ::lstat(path.c_str(), &found) == 0;
}

// A file put aside bears the time of that, by this machine's clock: what it held may be older by any while.
void stamp_aside(const fs::path& path) { ::utimensat(AT_FDCWD, path.c_str(), nullptr, AT_SYMLINK_NOFOLLOW); }

// When it was put aside; 0 if there is none.
TimeMs put_aside_at(const fs::path& path) {
    struct stat found {};
    if (::lstat(path.c_str(), &found) != 0) return 0;
    return TimeMs{found.st_mtim.tv_sec} * 1000 + found.st_mtim.tv_nsec / 1'000'000;
}

fs::path aside_name(const fs::path& path, std::string_view kind, int number) {
    return beside(path, fmt::format(".{}-{}", kind, number));
}

// The oldest is the one that was put aside longest ago.
fs::path choose_aside(const fs::path& path, std::string_view kind) {
    std::vector<std::pair<fs::file_time_type, fs::path>> taken;
    for (int number = 1; number <= limits::files_aside; ++number) {
        fs::path name = aside_name(path, kind, number);
        if (!is_there(name) && !is_there(beside(name, "-wal"))) return name;
        std::error_code ignored;
        taken.emplace_back(fs::last_write_time(name, ignored), name);
    }
    fs::path oldest = std::min_element(taken.begin(), taken.end())->second;
    log_warning("{} files were put aside already; the oldest, {}, is replaced", limits::files_aside,
                oldest.string());
    return oldest;
}

// Each step is on the disk before the next: no file system promises their order by itself, and the new file
// must never be met beside the old one's log.
Status move_into_place(const fs::path& path, const fs::path& aside) {
    for (std::string_view part : {"-wal", ""}) {
        if (auto moved = move_file(beside(path, part), beside(aside, part)); !moved) return moved;
        stamp_aside(beside(aside, part));
        if (auto synced = sync_directory_of(path); !synced) return synced;
    }
    remove_file(beside(path, "-shm"));
    if (auto moved = move_file(beside(aside, ".next"), path); !moved) return moved;
    return sync_directory_of(path);
}

}  // namespace

Result<std::unique_ptr<FileLock>> FileLock::take(const fs::path& path) {
    fs::path lock = beside(path, ".lock");
    int descriptor = disk_calls.open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return system_error("open", lock, errno);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return std::unique_ptr<FileLock>(new FileLock(descriptor));
    int error = errno;
    ::close(descriptor);
    if (error != EWOULDBLOCK) return system_error("lock", lock, error);
    return Error{
        fmt::format("{} is in use by another process; stop it first, or name another file", path.string())};
}

FileLock::~FileLock() { ::close(descriptor_); }

fs::path beside(const fs::path& path, std::string_view suffix) {
    fs::path name = path;
    name += suffix;
    return name;
}

Status sync_file(const fs::path& path) {
    int descriptor = disk_calls.open(path.c_str(), O_RDONLY | O_CLOEXEC, 0);
    if (descriptor < 0) return system_error("open", path, errno);
    int failed = disk_calls.fsync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    if (failed) return system_error("sync", path, failed);
    return {};
}

Status sync_directory_of(const fs::path& path) {
    fs::path directory = path.parent_path();
    return sync_file(directory.empty() ? "." : directory);
}

void drop_staged_file(const fs::path& path) {
    const fs::path staged = beside(path, ".new");
    for (std::string_view part : {"", "-journal", "-wal", "-shm"}) remove_file(beside(staged, part));
}

Result<fs::path> new_staged_file(const fs::path& path) {
    fs::path staged = beside(path, ".new");
    drop_staged_file(path);
    int descriptor =
        disk_calls.open(staged.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) return system_error("create", staged, errno);
    ::close(descriptor);
    return staged;
}

Result<fs::path> replace_file(const fs::path& path, const fs::path& staged, std::string_view kind) {
    if (auto synced = sync_file(staged); !synced) return synced.error();
    bool replaces = is_there(path) || is_there(beside(path, "-wal"));
    fs::path aside = choose_aside(path, kind);
    for (std::string_view part : {"-wal", "-shm"}) remove_file(beside(aside, part));
    // From here on the new file counts: the name says where the old one goes, so that it can be done again.
    if (auto moved = move_file(staged, beside(aside, ".next")); !moved) return moved.error();
    for (std::string_view part : {"-wal", "-shm"}) remove_file(beside(staged, part));
    if (auto synced = sync_directory_of(path); !synced) return synced.error();
    if (auto moved = move_into_place(path, aside); !moved) return moved.error();
    return replaces ? aside : fs::path{};
}

Status replace_derived_file(const fs::path& path, const fs::path& staged) {
    if (auto synced = sync_file(staged); !synced) return synced;
    for (std::string_view part : {"", "-wal", "-shm"})
        if (auto removed = remove_for_certain(beside(path, part)); !removed) return removed;
    if (auto synced = sync_directory_of(path); !synced) return synced;
    if (disk_calls.rename(staged.c_str(), path.c_str()) != 0) return system_error("move", staged, errno);
    return sync_directory_of(path);
}

Status put_derived_aside(const fs::path& path) {
    const fs::path aside = aside_name(path, "old", 1);
    for (std::string_view part : {"", "-wal", "-shm"})
        if (auto removed = remove_for_certain(beside(aside, part)); !removed) return removed;
    for (std::string_view part : {"-wal", ""}) {
        if (auto moved = move_file(beside(path, part), beside(aside, part)); !moved) return moved;
        stamp_aside(beside(aside, part));
        if (auto synced = sync_directory_of(path); !synced) return synced;
    }
    return {};
}

Status finish_replacement(const fs::path& path) {
    for (std::string_view kind : kinds_aside)
        for (int number = 1; number <= limits::files_aside; ++number) {
            fs::path aside = aside_name(path, kind, number);
            if (!is_there(beside(aside, ".next"))) continue;
            if (auto moved = move_into_place(path, aside); !moved) return moved;
        }
    return {};
}

void forget_aside(const fs::path& path, TimeMs before_ms) {
    std::vector<fs::path> aside;
    for (std::string_view kind : kinds_aside)
        for (int number = 1; number <= limits::files_aside; ++number)
            aside.push_back(aside_name(path, kind, number));
    aside.push_back(beside(path, ".torn"));
    bool some = false;
    for (const fs::path& name : aside) {
        const TimeMs aside_ms = std::max(put_aside_at(name), put_aside_at(beside(name, "-wal")));
        if (aside_ms == 0 || aside_ms >= before_ms) continue;
        log_info("{} is from before what is kept, and is deleted", name.string());
        for (std::string_view part : {"", "-wal", "-shm"}) remove_file(beside(name, part));
        some = true;
    }
    if (!some) return;
    if (auto synced = sync_directory_of(path); !synced) log_warning("{}", synced.error().message);
}

Status put_log_aside(const fs::path& path) {
    const fs::path torn = beside(path, ".torn-wal");
    if (auto moved = move_file(beside(path, "-wal"), torn); !moved) return moved;
    stamp_aside(torn);
    return sync_directory_of(path);
}

Status extend_log(const fs::path& path, std::int64_t bytes) {
    fs::path log = beside(path, "-wal");
    int descriptor = disk_calls.open(log.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0);
    if (descriptor < 0) return system_error("open", log, errno);
    struct stat found {};
    bool ok = ::fstat(descriptor, &found) == 0;
    static constexpr std::array<char, 64 * 1024> zeros{};
    for (std::int64_t at = found.st_size; ok && at < bytes;) {
        auto count = std::min<std::int64_t>(bytes - at, static_cast<std::int64_t>(zeros.size()));
        ssize_t written = disk_calls.pwrite(descriptor, zeros.data(), static_cast<std::size_t>(count), at);
        ok = written > 0;
        if (ok) at += written;
    }
    int failed = disk_calls.fdatasync(descriptor) == 0 ? 0 : errno;
    ::close(descriptor);
    if (failed) return system_error("sync", log, failed);
    if (!ok)
        log_warning("the log of {} could not be laid out in advance; each append may take longer",
                    path.string());
    return {};
}

void mark_suspect(const fs::path& path) {
    int descriptor =
        disk_calls.open(beside(path, ".suspect").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor >= 0) ::close(descriptor);
}

bool is_suspect(const fs::path& path) { return is_there(beside(path, ".suspect")); }

void clear_suspect(const fs::path& path) { remove_file(beside(path, ".suspect")); }

}  // namespace brigade
