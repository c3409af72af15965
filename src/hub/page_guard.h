// Keeps strangers of the network from trying PINs on the managers' page by changing their address. Each
// address is held to hub/pin_guard.h; an address costs an attacker nothing, so all addresses together may be
// wrong only so often in an hour. Then only an address from which somebody has signed in since is still let
// try: a manager's own phone is not locked out by a guesser elsewhere.
//
// Pure; owned by PageApi. Time is the loop's monotonic milliseconds.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "base/time.h"

namespace brigade {

class PageGuard {
  public:
    // 0 if this address may try a PIN now, else in how many milliseconds.
    DurationMs wait_ms(const std::string& address, DurationMs now_ms);
    void wrong(DurationMs now_ms);
    void right(const std::string& address, DurationMs now_ms);

    static constexpr int wrong_in_hour_max = 60;
    static constexpr DurationMs hour_ms = 3'600'000;
    static constexpr DurationMs known_ms = 12 * hour_ms;
    static constexpr std::size_t known_max = 64;

  private:
    DurationMs hour_began_ms_ = 0;
    int wrong_in_hour_ = 0;
    std::map<std::string, DurationMs> known_;  // address → when somebody signed in there last
};

}  // namespace brigade
