#include "app/bundle.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>

namespace brigade {
namespace {

struct FreeArchive {
    void operator()(archive* out) const { archive_write_free(out); }
};
struct FreeEntry {
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};
using Archive = std::unique_ptr<archive, FreeArchive>;
using Entry = std::unique_ptr<archive_entry, FreeEntry>;

bool put(archive* out, const BundleFile& file, TimeMs written_at) {
    const Entry entry(archive_entry_new());
    archive_entry_set_pathname(entry.get(), file.name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.text.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    archive_entry_set_mtime(entry.get(), static_cast<time_t>(written_at / 1000), 0);
    return archive_write_header(out, entry.get()) == ARCHIVE_OK &&
           archive_write_data(out, file.text.data(), file.text.size()) ==
               static_cast<la_ssize_t>(file.text.size());
}

// Empty: all is written.
std::string put_all(int descriptor, const std::vector<BundleFile>& files, TimeMs written_at) {
    const Archive out(archive_write_new());
    bool good = archive_write_add_filter_gzip(out.get()) == ARCHIVE_OK &&
                archive_write_set_format_pax_restricted(out.get()) == ARCHIVE_OK &&
                archive_write_open_fd(out.get(), descriptor) == ARCHIVE_OK;
    for (const BundleFile& file : files) good = good && put(out.get(), file, written_at);
    good = good && archive_write_close(out.get()) == ARCHIVE_OK;
    if (good) return {};
    const char* why = archive_error_string(out.get());
    return why ? why : "the archive cannot be written";
}

}  // namespace

Status write_bundle(const std::filesystem::path& path, const std::vector<BundleFile>& files,
                    TimeMs written_at) {
    const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return Error{fmt::format("{} cannot be made: {}", path.string(), std::strerror(errno))};
    std::string problem = put_all(descriptor, files, written_at);
    if (close(descriptor) != 0 && problem.empty()) problem = std::strerror(errno);
    if (problem.empty()) return {};
    std::error_code ignored;
    std::filesystem::remove(path, ignored);
    return Error{fmt::format("{} cannot be written: {}", path.string(), problem)};
}

}  // namespace brigade
