// Inside the simulator a BRIGADE_CHECK that fails does not end the process: it is a finding like any other.
// (`check_failed` is stood in for at link time, CMakeLists.txt.)
#pragma once

#include <string>

namespace brigade::sim {

struct BrokenCheck {
    std::string invariant;
    std::string what;
};

}  // namespace brigade::sim
