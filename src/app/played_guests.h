// The guests of a played past: they come as the day has it, at the counter, by phone and through delivery
// services, want it at once or at an hour they name, and change their minds.
//
// Owned by PlayedHistory, outlived by the kitchen.
#pragma once

#include <string>

#include "app/demo_guests.h"
#include "app/played_kitchen.h"

namespace brigade {

class PlayedGuests {
  public:
    PlayedGuests(PlayedKitchen& kitchen, std::uint32_t seed, int orders_per_day);

    // Everybody who will come on the day that has just opened. Nobody comes after `until`.
    void plan_day(TimeMs until);

    std::size_t came() const { return came_; }
    std::size_t lines() const { return lines_; }

  private:
    void come();
    Order order_for_later(Order order);
    void think_again(const std::string& order_id);
    void change(const std::string& order_id);
    void take_back(const std::string& order_id);
    void wait_a_while(const std::string& order_id);

    PlayedKitchen& kitchen_;
    DemoGuests guests_;
    int orders_per_day_;
    std::size_t came_ = 0, lines_ = 0;
};

}  // namespace brigade
