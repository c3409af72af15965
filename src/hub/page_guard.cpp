#include "hub/page_guard.h"

#include <algorithm>

namespace brigade {

DurationMs PageGuard::wait_ms(const std::string& address, DurationMs now_ms) {
    if (now_ms - hour_began_ms_ >= hour_ms) {
        hour_began_ms_ = now_ms;
        wrong_in_hour_ = 0;
    }
    if (wrong_in_hour_ < wrong_in_hour_max) return 0;
    auto known = known_.find(address);
    if (known != known_.end() && now_ms - known->second < known_ms) return 0;
    return hour_began_ms_ + hour_ms - now_ms;
}

void PageGuard::wrong(DurationMs now_ms) {
    if (wrong_in_hour_ == 0) hour_began_ms_ = now_ms;
    ++wrong_in_hour_;
}

void PageGuard::right(const std::string& address, DurationMs now_ms) {
    if (known_.size() >= known_max && !known_.contains(address))
        known_.erase(std::min_element(known_.begin(), known_.end(),
                                      [](const auto& a, const auto& b) { return a.second < b.second; }));
    known_[address] = now_ms;
}

}  // namespace brigade
