#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace brigade {

void check_failed(const char* file, int line, const char* condition, const char* what) {
    std::fprintf(stderr, "brigade: %s:%d: broken invariant: %s (%s)\n", file, line, what, condition);
    std::fflush(stderr);
    std::abort();
}

}  // namespace brigade
