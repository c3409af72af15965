#include "hub/pin_guard.h"

#include <algorithm>

namespace brigade {

// When many are counted, those who sent nothing wrong for an hour are forgotten.
bool PinGuard::has_room(const std::string& who, DurationMs now_ms) {
    if (counts_.size() < counted_max || counts_.count(who) > 0) return true;
    std::erase_if(counts_, [&](const auto& entry) { return now_ms - entry.second.last_wrong_ms >= hour_ms; });
    return counts_.size() < counted_max;
}

DurationMs PinGuard::take(const std::string& who, DurationMs now_ms) {
    if (!has_room(who, now_ms)) return lock_ms_min;
    Count& count = counts_.try_emplace(who, now_ms).first->second;
    if (now_ms < count.locked_until_ms) return count.locked_until_ms - now_ms;
    if (now_ms - count.hour_began_ms >= hour_ms) {
        count.hour_began_ms = now_ms;
        count.wrong_in_hour = 0;
    }
    if (count.wrong_in_hour >= wrong_in_hour_max) return count.hour_began_ms + hour_ms - now_ms;
    if (DurationMs wait_ms = count.tries.take(now_ms)) return wait_ms;
    return in_all_.take(now_ms);
}

DurationMs PinGuard::wrong(const std::string& who, DurationMs now_ms) {
    Count& count = counts_.try_emplace(who, now_ms).first->second;
    count.last_wrong_ms = now_ms;
    ++count.wrong_in_hour;
    if (++count.wrong_in_row < wrong_in_row_max) return 0;
    count.lock_ms = std::clamp(2 * count.lock_ms, lock_ms_min, lock_ms_max);
    count.locked_until_ms = now_ms + count.lock_ms;
    return count.lock_ms;
}

void PinGuard::right(const std::string& who) {
    auto found = counts_.find(who);
    if (found == counts_.end()) return;
    found->second.wrong_in_row = 0;
    found->second.lock_ms = 0;
}

}  // namespace brigade
