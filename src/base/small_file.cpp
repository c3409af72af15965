#include "base/small_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace brigade {
namespace {

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return number_; }

  private:
    int number_;
};

Error failure(const char* what, const std::filesystem::path& path) {
    return Error{std::string(what) + " " + path.string() + ": " + std::strerror(errno)};
}

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ::ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

Status sync_directory(const std::filesystem::path& file) {
    const std::filesystem::path directory = file.has_parent_path() ? file.parent_path() : ".";
    const Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0 || ::fsync(opened.get()) != 0) return failure("cannot sync", directory);
    return {};
}

Result<std::optional<std::string>> read_all(const Descriptor& file, const std::filesystem::path& path,
                                            std::size_t bytes_max) {
    std::string text;
    for (;;) {
        char block[4096];
        const ::ssize_t count = ::read(file.get(), block, sizeof block);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failure("cannot read", path);
        if (count == 0) return std::optional(std::move(text));
        text.append(block, static_cast<std::size_t>(count));
        if (text.size() > bytes_max)
            return Error{path.string() + " is longer than " + std::to_string(bytes_max) + " bytes"};
    }
}

bool is_plain_file(const Descriptor& file) {
    struct stat facts {};
    return ::fstat(file.get(), &facts) == 0 && S_ISREG(facts.st_mode) && facts.st_nlink == 1;
}

// The blocks that a file has, with nothing of what was in them.
Status overwrite(const Descriptor& file, const std::filesystem::path& path) {
    struct stat facts {};
    if (::fstat(file.get(), &facts) != 0) return failure("cannot overwrite", path);
    const std::string nothing(4096, '\0');
    for (auto left = static_cast<std::size_t>(facts.st_size); left > 0;) {
        const std::size_t now = std::min(left, nothing.size());
        if (!write_all(file.get(), std::string_view(nothing).substr(0, now)))
            return failure("cannot overwrite", path);
        left -= now;
    }
    if (::fsync(file.get()) != 0) return failure("cannot overwrite", path);
    return {};
}

}  // namespace

Result<std::optional<std::string>> read_small_file(const std::filesystem::path& path, std::size_t bytes_max) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0 && errno == ENOENT) return std::optional<std::string>();
    if (file.get() < 0) return failure("cannot read", path);
    return read_all(file, path, bytes_max);
}

Result<std::optional<std::string>> read_plain_file(const std::filesystem::path& path, std::size_t bytes_max) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (file.get() < 0 && errno == ENOENT) return std::optional<std::string>();
    if (file.get() < 0) return failure("cannot read", path);
    if (!is_plain_file(file)) return Error{path.string() + " is no plain file"};
    return read_all(file, path, bytes_max);
}

Status own_plain_file(const std::filesystem::path& path, const FileOwner& owner) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    if (file.get() < 0 && errno == ENOENT) return {};
    if (file.get() < 0) return failure("cannot change the owner of", path);
    if (!is_plain_file(file)) return Error{path.string() + " is no plain file"};
    if (::fchown(file.get(), owner.user, owner.group) != 0)
        return failure("cannot change the owner of", path);
    return {};
}

Status write_small_file(const std::filesystem::path& path, std::string_view text,
                        const std::optional<FileOwner>& owner) {
    std::filesystem::path beside = path;
    beside += ".new";
    ::unlink(beside.c_str());  // of a turn that was cut off
    {
        const Descriptor file(
            ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (file.get() < 0) return failure("cannot write", beside);
        const bool owned = !owner || ::fchown(file.get(), owner->user, owner->group) == 0;
        if (!owned || !write_all(file.get(), text) || ::fsync(file.get()) != 0) {
            const Error error = failure("cannot write", beside);
            ::unlink(beside.c_str());
            return error;
        }
    }
    const auto replaced = move_small_file(beside, path);
    if (!replaced) return replaced.error();
    if (replaced->unsynced) return *replaced->unsynced;
    return {};
}

Status replace_secret_file(const std::filesystem::path& path, std::string_view text) {
    const Descriptor old(::open(path.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));
    if (old.get() < 0) return failure("cannot write", path);
    if (Status written = write_small_file(path, text); !written) return written;
    return overwrite(old, path);
}

Status remove_small_file(const std::filesystem::path& path) {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return failure("cannot remove", path);
    return sync_directory(path);
}

Result<Replaced> move_small_file(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) return failure("cannot replace", to);
    const Status synced = sync_directory(to);
    if (synced) return Replaced{};
    return Replaced{Error{
        to.string() + " is replaced, but a power cut may bring the old one back: " + synced.error().message}};
}

}  // namespace brigade
