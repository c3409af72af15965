#include "hub/turned_away.h"

#include "base/log.h"

namespace brigade {

bool TurnedAway::note(std::string_view token, const std::string& address, DurationMs now_ms) {
    const auto cause = static_cast<std::size_t>(token.empty() ? Cause::missing : Cause::unknown);
    ++counts_[cause];
    if (now_ms < next_log_ms_[cause]) return false;
    next_log_ms_[cause] = now_ms + log_again_ms;
    log_warning("{} was turned away: {}; more of this is only counted for a minute", address,
                token.empty() ? "it gave no token, and is no paired device"
                              : "its token is not, or no longer, one of the kitchen's devices");
    return true;
}

}  // namespace brigade
