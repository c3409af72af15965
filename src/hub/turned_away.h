// Who was turned away for want of a token, by a hello or over HTTP: counted by cause for /metrics, and told
// in the log with the address, each cause once a minute at most. Plain data about strangers; of a token
// nothing is kept. Loop thread; owned by the hub.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"

namespace brigade {

class TurnedAway {
  public:
    enum class Cause { missing, unknown };
    static constexpr std::array<const char*, 2> names{"missing", "unknown"};

    // `token` is what was given instead; empty: none. Whether this was told in the log.
    bool note(std::string_view token, const std::string& address, DurationMs now_ms);

    std::uint64_t count(Cause cause) const { return counts_[static_cast<std::size_t>(cause)]; }

    static constexpr DurationMs log_again_ms = 60'000;

  private:
    std::array<std::uint64_t, names.size()> counts_{};
    std::array<DurationMs, names.size()> next_log_ms_{};
};

}  // namespace brigade
