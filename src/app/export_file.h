// Where an export goes: a file that is there whole or not at all, or standard output. Main thread.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace brigade {

class ExportFile {
  public:
    // An empty path is standard output. What stands at the path stays until keep().
    static Result<ExportFile> open(const std::filesystem::path& path);
    ExportFile(ExportFile&& other) noexcept = default;
    ExportFile& operator=(ExportFile&&) = delete;
    ~ExportFile();  // what was not kept is gone

    Status write(std::string_view text);
    // Everything is written: now it is the file.
    Status keep();

  private:
    struct Close {
        void operator()(std::FILE* file) const {
            if (file != stdout) std::fclose(file);
        }
    };
    using File = std::unique_ptr<std::FILE, Close>;
    ExportFile(std::filesystem::path path, std::filesystem::path part, File file)
        : path_(std::move(path)),
          part_(std::move(part)),
          file_(std::move(file)) {}
    Error failed() const;

    std::filesystem::path path_, part_;
    File file_;  // nullptr once it is kept
};

}  // namespace brigade
