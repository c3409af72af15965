// Days of facts by chance, with everything that can become of a line in them: what never fired, was parked,
// voided, transferred, recalled, completed by the pass, or cooked at two stations. The same seed makes the
// same days.
#pragma once

#include <random>

#include "fake_facts.h"

namespace brigade::test {

struct RandomFacts {
    std::mt19937_64 random;
    Seq seq = 0;
    int items = 180;

    explicit RandomFacts(std::uint64_t seed) : random(seed) {}

    // `orders` of a service day that opened at `opened_at`, by a clock seven hours east.
    std::vector<OrderFacts> day(const std::string& day, TimeMs opened_at, int orders);

  private:
    std::int64_t below(std::int64_t bound) {
        return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(bound));
    }
    bool one_in(int n) { return below(n) == 0; }

    OrderFacts order(const std::string& day, TimeMs at);
    void add_ticket(OrderFacts& order, int station);
    LineFacts line(const OrderFacts& order, int place, TimeMs fired_at);
    void finish(TicketFacts& ticket);
    void finish(OrderFacts& order);
};

// A kitchen of five stations and an expo, its opened days and their facts, from `first` on.
FakeFacts a_random_kitchen(std::uint64_t seed, const std::string& first, int days, int orders_a_day);

}  // namespace brigade::test
