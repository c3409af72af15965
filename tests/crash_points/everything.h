// How much a run of these scenarios takes on.
#pragma once

#include <cstdlib>
#include <string_view>

#include "base/log.h"

namespace brigade::test {

// BRIGADE_CRASH_POINTS=all: every call in every way. Else a sample that suits every day.
inline bool everything() {
    const char* wish = std::getenv("BRIGADE_CRASH_POINTS");
    return wish && std::string_view(wish) == "all";
}

// Below every level: thousands of recoveries would each tell the log what they found.
inline constexpr auto silent = static_cast<LogLevel>(-1);

}  // namespace brigade::test
