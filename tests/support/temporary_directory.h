// A directory of its own for each test, gone after it. In memory where that can be had: many tests open a
// journal hundreds of times.
#pragma once

#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "base/check.h"

namespace brigade::test {

class TemporaryDirectory {
  public:
    TemporaryDirectory() {
        bool in_memory = ::access("/dev/shm", W_OK) == 0;
        std::filesystem::path parent = in_memory ? "/dev/shm" : std::filesystem::temp_directory_path();
        std::string name = (parent / "brigade-test-XXXXXX").string();
        BRIGADE_CHECK(::mkdtemp(name.data()), "no temporary directory can be made");
        path_ = name;
    }
    ~TemporaryDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

}  // namespace brigade::test
