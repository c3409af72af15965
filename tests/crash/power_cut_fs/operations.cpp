#include "power_cut_fs/operations.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "power_cut_fs/disk.h"

namespace brigade::power_cut {
namespace {

Disk& disk() { return *static_cast<Disk*>(fuse_get_context()->private_data); }

std::string name_of(const char* path) { return path + 1; }  // one directory: what follows the slash

// An open file stays what it is, whatever happens to its name.
const FilePtr& opened(const fuse_file_info* info) { return *reinterpret_cast<FilePtr*>(info->fh); }

void remember(fuse_file_info* info, FilePtr file) {
    info->fh = reinterpret_cast<std::uint64_t>(new FilePtr(std::move(file)));
}

FilePtr file_of(const char* path, const fuse_file_info* info) {
    return info && info->fh ? opened(info) : disk().find(name_of(path));
}

// The answer to the kernel: what `work` says, while the disk has power.
template <class Work>
int use(Work work) {
    int answer = 0;
    return disk().use([&] { answer = work(); }) ? answer : -EIO;
}

template <class Work>
int change(Work work) {
    int answer = 0;
    return disk().change([&] { answer = work(); }) ? answer : -EIO;
}

void* init(fuse_conn_info*, fuse_config* config) {
    config->hard_remove = 1;
    return fuse_get_context()->private_data;
}

int getattr(const char* path, struct stat* found, fuse_file_info* info) {
    found->st_uid = ::getuid();
    found->st_gid = ::getgid();
    found->st_nlink = 1;
    const bool root = path && std::string_view(path) == "/";
    if (root) found->st_mode = S_IFDIR | 0700;
    if (root) return 0;
    return use([&] {
        const FilePtr file = file_of(path, info);
        if (!file) return -ENOENT;
        found->st_mode = S_IFREG | 0600;
        found->st_size = static_cast<off_t>(file->size());
        found->st_blocks = (found->st_size + 511) / 512;
        return 0;
    });
}

int readdir(const char*, void* buffer, fuse_fill_dir_t fill, off_t, fuse_file_info*, fuse_readdir_flags) {
    return use([&] {
        for (const char* name : {".", ".."}) fill(buffer, name, nullptr, 0, fuse_fill_dir_flags{});
        for (const auto& [name, file] : disk().names())
            fill(buffer, name.c_str(), nullptr, 0, fuse_fill_dir_flags{});
        return 0;
    });
}

int create(const char* path, mode_t, fuse_file_info* info) {
    return change([&] {
        remember(info, disk().create(name_of(path)));
        return 0;
    });
}

int open(const char* path, fuse_file_info* info) {
    return use([&] {
        FilePtr file = disk().find(name_of(path));
        if (!file) return -ENOENT;
        remember(info, std::move(file));
        return 0;
    });
}

int release(const char*, fuse_file_info* info) {
    delete reinterpret_cast<FilePtr*>(info->fh);
    return 0;
}

int read(const char*, char* into, size_t count, off_t offset, fuse_file_info* info) {
    return use([&] {
        const std::string_view found = opened(info)->read(static_cast<std::size_t>(offset), count);
        std::copy(found.begin(), found.end(), into);
        return static_cast<int>(found.size());
    });
}

int write(const char*, const char* data, size_t count, off_t offset, fuse_file_info* info) {
    return change([&] {
        opened(info)->write(static_cast<std::size_t>(offset), {data, count});
        return static_cast<int>(count);
    });
}

int truncate(const char* path, off_t size, fuse_file_info* info) {
    return change([&] {
        const FilePtr file = file_of(path, info);
        if (!file) return -ENOENT;
        file->resize(static_cast<std::size_t>(size));
        return 0;
    });
}

int unlink(const char* path) {
    return change([&] { return disk().remove(name_of(path)) ? 0 : -ENOENT; });
}

int rename(const char* from, const char* to, unsigned flags) {
    if (flags != 0) return -EINVAL;
    return change([&] { return disk().rename(name_of(from), name_of(to)) ? 0 : -ENOENT; });
}

int fsync(const char*, int, fuse_file_info* info) {
    return change([&] {
        disk().sync(*opened(info));
        return 0;
    });
}

int fsyncdir(const char*, int, fuse_file_info*) {
    return change([&] {
        disk().sync_names();
        return 0;
    });
}

int chmod(const char*, mode_t, fuse_file_info*) { return 0; }
int utimens(const char*, const timespec*, fuse_file_info*) { return 0; }

}  // namespace

const fuse_operations& operations() {
    static const fuse_operations all = [] {
        fuse_operations made{};
        made.init = init;
        made.getattr = getattr;
        made.readdir = readdir;
        made.create = create;
        made.open = open;
        made.release = release;
        made.read = read;
        made.write = write;
        made.truncate = truncate;
        made.unlink = unlink;
        made.rename = rename;
        made.fsync = fsync;
        made.fsyncdir = fsyncdir;
        made.chmod = chmod;
        made.utimens = utimens;
        return made;
    }();
    return all;
}

}  // namespace brigade::power_cut
