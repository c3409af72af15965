// Orders as a test says them: `an_order("a").line("1", "grill", 2).line("2", "drink")`. What a scenario does
// not name has the contract's default. Any thread; nothing fails.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/order.h"

namespace brigade::test {

// Kitchen time at which every test kitchen begins.
inline constexpr TimeMs opening = 1'795'176'000'000;  // 2026-11-20T12:00:00.000Z

class OrderBuilder {
  public:
    explicit OrderBuilder(std::string id) {
        order_.id = order_.number = std::move(id);
        order_.placed_at = opening;
    }

    // A line that names its station; an empty one leaves it to the rules.
    OrderBuilder& line(std::string id, std::string station = "grill", int quantity = 1, int course = 0) {
        Line line;
        line.name = line.item = "dish-" + id;
        line.id = std::move(id);
        line.station = std::move(station);
        line.quantity = quantity;
        line.course = course;
        order_.lines.push_back(std::move(line));
        return *this;
    }
    OrderBuilder& copy_of(const Line& line) { return order_.lines.push_back(line), *this; }
    // The rest concerns the line named last.
    OrderBuilder& station(std::string station) { return last().station = std::move(station), *this; }
    OrderBuilder& quantity(int quantity) { return last().quantity = quantity, *this; }
    OrderBuilder& item(std::string item) { return last().item = std::move(item), *this; }
    OrderBuilder& category(std::string category) { return last().category = std::move(category), *this; }
    OrderBuilder& prep_s(int prep_s) { return last().prep_s = prep_s, *this; }
    OrderBuilder& line_notes(std::string notes) { return last().notes = std::move(notes), *this; }
    OrderBuilder& modifier(ModifierKind kind, std::string name) {
        last().modifiers.push_back({kind, std::move(name)});
        return *this;
    }

    OrderBuilder& service(Service service) { return order_.service = service, *this; }
    OrderBuilder& channel(std::string channel) { return order_.channel = std::move(channel), *this; }
    OrderBuilder& priority(Priority priority) { return order_.priority = priority, *this; }
    OrderBuilder& notes(std::string notes) { return order_.notes = std::move(notes), *this; }
    OrderBuilder& allergy(std::string allergy) {
        return order_.allergies.push_back(std::move(allergy)), *this;
    }
    OrderBuilder& promised_at(TimeMs time) { return order_.promised_at = time, *this; }

    const Order& value() const { return order_; }
    operator OrderPtr() const { return std::make_shared<const Order>(order_); }

  private:
    Line& last() { return order_.lines.back(); }

    Order order_;
};

inline OrderBuilder an_order(std::string id) { return OrderBuilder(std::move(id)); }

// Order "a": two lines at the grill, of which the first asks for so many, and one at the drinks.
inline OrderBuilder three_lines(int first_quantity = 1) {
    return an_order("a").line("1", "grill", first_quantity).line("2").line("3", "drink");
}

}  // namespace brigade::test
