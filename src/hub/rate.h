// How many requests a peer may make: a bucket that fills at the sustained rate and holds one burst.
#pragma once

#include <algorithm>

#include "base/time.h"

namespace brigade {

struct RateLimit {
    double per_s = 20;
    double burst = 50;
};

class TokenBucket {
  public:
    TokenBucket(RateLimit limit, DurationMs now_ms)
        : limit_(limit),
          tokens_(limit.burst),
          filled_ms_(now_ms) {}

    // 0 if the request may pass, else in how many milliseconds the next one may.
    DurationMs take(DurationMs now_ms) {
        tokens_ =
            std::min(limit_.burst, tokens_ + static_cast<double>(now_ms - filled_ms_) * limit_.per_s / 1000);
        filled_ms_ = now_ms;
        if (tokens_ >= 1) {
            tokens_ -= 1;
            return 0;
        }
        return static_cast<DurationMs>((1 - tokens_) * 1000 / limit_.per_s) + 1;
    }

  private:
    RateLimit limit_;
    double tokens_;
    DurationMs filled_ms_;
};

}  // namespace brigade
