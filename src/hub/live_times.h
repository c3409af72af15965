// How long tickets take and how soon screens show them, counted as it happens: two histograms a station, for
// monitoring (docs/monitoring.md). Counted from the hub's start on, as counters are. The managers' figures
// are counted from facts and are exact (docs/figures.md); a counter cannot take back what it has counted, so
// here each round counts by itself: from when a ticket asks for a cook's hands until nothing of it does,
// without the time that it was parked. A recall, a later course and what an amendment adds to a bumped ticket
// begin another round.
//
// Pure; owned by the hub, loop thread. Costs nothing but for the orders that a batch is about.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "hub/group_commit.h"

namespace brigade {

// Counts of durations by upper bound, the last without one.
template <std::size_t N>
struct Histogram {
    std::array<std::uint64_t, N + 1> counts{};
    DurationMs sum_ms = 0;

    void add(DurationMs duration_ms, const std::array<DurationMs, N>& bounds_ms) {
        std::size_t i = 0;
        while (i < N && duration_ms > bounds_ms[i]) ++i;
        ++counts[i];
        sum_ms += duration_ms;
    }
};

class LiveTimes {
  public:
    // Rounds under way at the start count from when their oldest line was fired.
    explicit LiveTimes(const Kitchen& start);

    // `after` is the kitchen that the batch has been applied to.
    void observe(const CommittedBatch& batch, const Kitchen& after);
    std::size_t under_way() const { return rounds_.size(); }
    // Of the stations that are configured; others' tickets are history.
    void put_into(std::string& out, const KitchenConfig& config) const;

    static constexpr std::array<DurationMs, 11> ticket_bounds_ms{60'000,    120'000,   180'000,  240'000,
                                                                 300'000,   420'000,   600'000,  900'000,
                                                                 1'200'000, 1'800'000, 3'600'000};
    static constexpr std::array<DurationMs, 10> glass_bounds_ms{50,    100,   250,    500,    1'000,
                                                                2'500, 5'000, 10'000, 30'000, 60'000};

  private:
    struct Round {
        TimeMs since = 0;          // worked on since then; 0: parked
        DurationMs worked_ms = 0;  // before that
    };
    using Place = std::pair<Seq, std::string>;  // order and station

    void begin(const OrderState& order);
    void forget_closed(const Kitchen& after);
    void follow(const OrderState& order, TimeMs at);
    void follow(const OrderState& order, const Ticket& ticket, TimeMs at);
    void shown(const OrderState& order, const TicketShown& shown, TimeMs at);

    std::map<Place, Round> rounds_;  // under way
    std::map<std::string, Histogram<ticket_bounds_ms.size()>, std::less<>> tickets_;
    std::map<std::string, Histogram<glass_bounds_ms.size()>, std::less<>> glass_;
};

}  // namespace brigade
