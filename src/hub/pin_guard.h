// How often PINs may be tried. Ten thousand four-digit PINs are soon tried by a machine, so wrong ones cost
// time: five in a row lock whoever sent them for 30 s, each further one for twice as long, up to 15 minutes;
// the right one ends that. As a person with a PIN of their own could end it again and again while they look
// for the manager's, wrong ones are also counted by the hour.
//
// Counted for each device, so that one cannot lock out the others; how many are tried in all is bounded too,
// because each costs the hub some 100 ms. Pure; owned by Access.
#pragma once

#include <map>
#include <string>

#include "base/time.h"
#include "hub/rate.h"

namespace brigade {

class PinGuard {
  public:
    explicit PinGuard(DurationMs now_ms) : in_all_(in_all, now_ms) {}

    // 0 if `who` may try now, else in how many milliseconds.
    DurationMs take(const std::string& who, DurationMs now_ms);
    // After take(): 0, or for how long `who` is locked from now on.
    DurationMs wrong(const std::string& who, DurationMs now_ms);
    void right(const std::string& who);

    static constexpr int wrong_in_row_max = 5;
    static constexpr int wrong_in_hour_max = 30;
    static constexpr DurationMs lock_ms_min = 30'000;
    static constexpr DurationMs lock_ms_max = 15 * 60'000;
    static constexpr DurationMs hour_ms = 3'600'000;
    static constexpr std::size_t counted_max = 256;
    static constexpr RateLimit in_all{4, 16};
    static constexpr RateLimit for_each{1, 5};

  private:
    struct Count {
        explicit Count(DurationMs now_ms) : tries(for_each, now_ms), hour_began_ms(now_ms) {}
        TokenBucket tries;
        int wrong_in_row = 0;
        DurationMs lock_ms = 0;  // the last one
        DurationMs locked_until_ms = 0;
        int wrong_in_hour = 0;
        DurationMs hour_began_ms;
        DurationMs last_wrong_ms = -hour_ms;  // long ago
    };

    bool has_room(const std::string& who, DurationMs now_ms);

    TokenBucket in_all_;
    std::map<std::string, Count> counts_;
};

}  // namespace brigade
