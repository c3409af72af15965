// The words for how much a program says of itself (base/log.h), as they travel.
#pragma once

#include "base/log.h"
#include "core/words.h"

namespace brigade::words {

template <>
inline constexpr std::array of<LogLevel>{"error"sv, "warning"sv, "info"sv, "debug"sv};

}  // namespace brigade::words

namespace brigade {

// For how long a program may be asked to say more, and for how long where nobody says.
inline constexpr int log_minutes_max = 720;
inline constexpr int log_minutes = 30;

}  // namespace brigade
