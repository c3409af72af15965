// Commands that a busy, careless kitchen might send, one after the other, from a seed: mostly sensible, often
// stale, sometimes nonsense. The same seed and kitchen give the same walk. Owned by one test.
#pragma once

#include <optional>
#include <random>

#include "support/kitchen_builder.h"

namespace brigade::test {

// The kitchen that walks go through: some dishes at two stations, screens that are watched.
TestKitchen a_walked_kitchen(unsigned seed);

class RandomWalk {
  public:
    explicit RandomWalk(unsigned seed) : random_(seed) {}

    // Moves the kitchen's clock and chooses what is asked next.
    Command next(TestKitchen& k);

  private:
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }
    bool one_in(std::size_t n) { return below(n) == 0; }
    template <class T>
    T any_of(std::initializer_list<T> choices) {
        return *(choices.begin() + static_cast<std::ptrdiff_t>(below(choices.size())));
    }

    void pass_time(TestKitchen& k);
    std::string an_order_id(const TestKitchen& k);
    std::string a_line_id() { return std::to_string(below(6)); }
    std::string a_station() {
        return any_of<const char*>({"grill", "drink", "dessert", "grill", "drink", "pass"});
    }
    void add_line(OrderBuilder& order, std::string id);
    OrderPtr a_new_order(const TestKitchen& k);
    OrderPtr a_changed_order(const OrderState& order);
    Press a_press(const TestKitchen& k);
    std::optional<Seq> maybe_seen(const TestKitchen& k);
    std::optional<std::vector<std::string>> maybe_lines();
    Command from_the_front(const TestKitchen& k);
    Command from_a_screen(const TestKitchen& k);
    Command from_the_house(TestKitchen& k);

    std::mt19937_64 random_;
    std::size_t orders_ = 0;
};

}  // namespace brigade::test
