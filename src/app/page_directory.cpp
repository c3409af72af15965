#include "app/page_directory.h"

namespace brigade {

std::filesystem::path page_directory() {
    std::error_code error;
    auto program = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    if (!error && program.parent_path().parent_path().filename() == "build")  // build/<preset>/bin
        return (program / "../share/page").lexically_normal();
    return "/usr/share/brigade/page";
}

}  // namespace brigade
