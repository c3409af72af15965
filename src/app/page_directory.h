// Where the managers' page is that was built with this program: beside the build it stands in, else
// installed. It may not be there; then the hub serves none.
#pragma once

#include <filesystem>

namespace brigade {

std::filesystem::path page_directory();

}  // namespace brigade
