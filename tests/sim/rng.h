// The simulator's dice: whatever happens by chance in a simulated run comes from one seed, so that the seed
// is the run. A value type, any thread. The generator is splitmix64 (Steele, Lea, Flood 2014).
#pragma once

#include <cstdint>

#include "base/check.h"
#include "base/hash.h"

namespace brigade::sim {

class Rng {
  public:
    explicit Rng(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }

    // 0 up to, but not including, `bound`. (The remainder favours small numbers by less than one in 2^32.)
    std::uint64_t below(std::uint64_t bound) {
        BRIGADE_CHECK(bound > 0, "a choice needs something to choose from");
        return next() % bound;
    }

    // From `low` to `high`, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        BRIGADE_CHECK(low <= high, "a range goes upwards");
        auto width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
        auto step = width == 0 ? next() : below(width);
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + step);
    }

    bool chance_percent(std::uint64_t percent) { return below(100) < percent; }
    bool chance_ppm(std::uint64_t parts_per_million) { return below(1'000'000) < parts_per_million; }

    // Dice of its own for one part, so that what one part throws does not shift what the others throw.
    Rng fork() { return Rng(next()); }

    Hash hash() {
        Hash bytes{};
        for (std::size_t i = 0; i < bytes.size(); i += 8)
            for (std::uint64_t word = next(), k = 0; k < 8; ++k, word >>= 8)
                bytes[i + k] = static_cast<unsigned char>(word & 0xff);
        return bytes;
    }

  private:
    std::uint64_t state_;
};

}  // namespace brigade::sim
