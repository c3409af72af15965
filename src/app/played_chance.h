// What is left to chance in a played kitchen, from one number: the same seed plays the same past. Main
// thread.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

#include "base/time.h"

namespace brigade {

class PlayedChance {
  public:
    explicit PlayedChance(std::uint32_t seed) : random_(seed) {}

    bool chance(double probability) { return uniform() < probability; }
    double uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }
    std::int64_t between(std::int64_t least, std::int64_t most) {  // both included
        return std::uniform_int_distribution<std::int64_t>(least, most)(random_);
    }
    double normal(double mean, double spread) {
        return std::normal_distribution<double>(mean, spread)(random_);
    }
    // How long people take: mostly about the median, sometimes much longer.
    double about(double median, double spread) { return median * std::exp(normal(0, spread)); }
    DurationMs seconds(std::int64_t least, std::int64_t most) { return between(least * 1000, most * 1000); }

  private:
    std::mt19937_64 random_;
};

}  // namespace brigade
