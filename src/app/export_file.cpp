#include "app/export_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace brigade {

Result<ExportFile> ExportFile::open(const std::filesystem::path& path) {
    if (path.empty()) return ExportFile({}, {}, File(stdout));
    std::filesystem::path part = path;
    part += ".part";
    File file(std::fopen(part.c_str(), "we"));
    if (!file) return Error{fmt::format("{} cannot be written: {}", part.string(), std::strerror(errno))};
    return ExportFile(path, std::move(part), std::move(file));
}

ExportFile::~ExportFile() {
    std::error_code ignored;
    if (file_ && !part_.empty()) std::filesystem::remove(part_, ignored);
}

Error ExportFile::failed() const {
    const std::string name = path_.empty() ? "standard output" : part_.string();
    return Error{fmt::format("{} cannot be written: {}", name, std::strerror(errno))};
}

Status ExportFile::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) return failed();
    return {};
}

Status ExportFile::keep() {
    if (std::fflush(file_.get()) != 0) return failed();
    if (path_.empty()) return {};
    if (::fsync(::fileno(file_.get())) != 0 || std::rename(part_.c_str(), path_.c_str()) != 0)
        return failed();
    file_.reset();
    return {};
}

}  // namespace brigade
