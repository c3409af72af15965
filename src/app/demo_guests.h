// Makes up the orders of the demo's lunch: who comes, from where, what they order, what they change their
// minds about. Random only by the seed given, so a test can ask for the same guests again.
#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "core/order.h"

namespace brigade {

// One POS terminal, kiosk or delivery service.
struct DemoTerminalKind {
    std::string name;     // front-1
    std::string channel;  // pos, kiosk, gofood
    std::string prefix;   // of its order numbers
};

class DemoGuests {
  public:
    // Ids begin with `run`, so that another run over the same journal makes other orders. Everything that
    // takes minutes in a real kitchen takes a `speed`th of them.
    DemoGuests(std::uint32_t seed, std::string run, double speed);

    Order next_order(const DemoTerminalKind& terminal, TimeMs now);

    // The same order after somebody changed their mind: another quantity, a new wish or one more dish.
    Order changed(Order order);

    bool chance(double probability);
    int between(int least, int most);  // both included

  private:
    void dine_in(Order& order);
    void counter(Order& order);
    void delivery(Order& order);
    void add_line(Order& order, std::size_t dish, int seat);
    void order_for(Order& order, int people, double starter, double dessert);
    void add_wishes(Line& line, std::size_t dish);
    void add_worries(Order& order);
    template <class List>
    const auto& one_of(const List& list);
    std::size_t any_dish(int course);

    std::mt19937 random_;
    std::string run_;
    double speed_;
    int count_ = 0;
};

}  // namespace brigade
