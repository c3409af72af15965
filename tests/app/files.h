// Files for a test, in a directory that is gone after it.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "support/temporary_directory.h"

namespace brigade::test {

class Files {
  public:
    std::string write(const std::string& name, const std::string& text) {
        std::filesystem::path file = directory_.path() / name;
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
        return file.string();
    }
    std::filesystem::path path(const std::string& name) const { return directory_.path() / name; }

  private:
    TemporaryDirectory directory_;
};

}  // namespace brigade::test
