// Many durations, and what is told of them: exact percentiles, never a mean (docs/figures.md, Durations).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace brigade {

// Milliseconds; all 0 where n is.
struct Spread {
    std::size_t n = 0;
    std::uint32_t median_ms = 0, p90_ms = 0, p95_ms = 0, max_ms = 0;
    bool operator==(const Spread&) const = default;
};

struct Share {
    std::uint64_t of = 0, count = 0;

    void add(bool counts, std::uint64_t times = 1) { of += times, count += counts ? times : 0; }
    bool operator==(const Share&) const = default;
};

// Milliseconds as they come, a year's million as well as an hour's ten: they are kept in pieces, so that
// nothing is moved when more come.
class Durations {
  public:
    static constexpr std::uint32_t none = 0xFFFF'FFFF;  // a duration that has not ended or does not count

    void add(std::uint32_t ms) {
        if (free_ == 0) add_piece();
        // Written in any case and kept or not: a guess of the processor's, often wrong, costs more.
        *next_ = ms;
        const std::ptrdiff_t kept = ms == none ? 0 : 1;
        next_ += kept;
        free_ -= static_cast<std::size_t>(kept);
    }
    std::size_t size() const { return pieces_.size() * piece_values - free_; }

    template <class Visit>
    void each(Visit visit) const {
        std::size_t left = size();
        for (const auto& piece : pieces_) {
            const std::size_t n = left < piece_values ? left : piece_values;
            for (std::size_t i = 0; i < n; ++i) visit(piece[i]);
            left -= n;
        }
    }

  private:
    static constexpr std::size_t piece_values = 2048;
    void add_piece();

    std::vector<std::unique_ptr<std::uint32_t[]>> pieces_;
    std::uint32_t* next_ = nullptr;
    std::size_t free_ = 0;  // places left in the last piece
};

// Values of which few differ, such as what a kitchen planned: kept as how often there was which.
class CountedValues {
  public:
    void add(std::uint32_t value, std::uint64_t times);
    std::optional<std::uint32_t> median() const;  // nothing of nothing

  private:
    std::map<std::uint32_t, std::uint64_t> times_;
    std::uint64_t n_ = 0;
};

// By nearest rank: of n sorted values the one at place ⌈p·n⌉.
Spread spread_of(const Durations& durations);

}  // namespace brigade
