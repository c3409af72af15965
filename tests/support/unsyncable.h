// A directory whose files can be replaced, and which cannot be synced, while this exists: nobody may open it.
// Root may do everything, so it is somebody else for as long. One thread.
#pragma once

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

#include "base/check.h"

namespace brigade::test {

class Unsyncable {
  public:
    explicit Unsyncable(std::filesystem::path directory) : directory_(std::move(directory)) {
        constexpr ::uid_t nobody = 65534;
        if (was_root_)
            BRIGADE_CHECK(::chown(directory_.c_str(), nobody, nobody) == 0, "it cannot be given away");
        BRIGADE_CHECK(::chmod(directory_.c_str(), S_IWUSR | S_IXUSR) == 0, "it cannot be shut");
        if (was_root_) BRIGADE_CHECK(::seteuid(nobody) == 0, "root cannot be somebody else");
    }
    ~Unsyncable() {
        if (was_root_) BRIGADE_CHECK(::seteuid(0) == 0, "nobody cannot be root again");
        ::chmod(directory_.c_str(), S_IRWXU);
    }
    Unsyncable(const Unsyncable&) = delete;
    Unsyncable& operator=(const Unsyncable&) = delete;

  private:
    std::filesystem::path directory_;
    bool was_root_ = ::geteuid() == 0;
};

}  // namespace brigade::test
