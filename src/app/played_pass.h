// The expediter of a played past: serves what is complete, fires the next course when the guests are ready
// for it, and sometimes serves too early or takes a serve back. Where a kitchen has no expo, only courses are
// fired.
//
// Owned by PlayedHistory, outlived by the kitchen.
#pragma once

#include <set>
#include <string>
#include <utility>

#include "app/played_kitchen.h"

namespace brigade {

class PlayedPass {
  public:
    PlayedPass(PlayedKitchen& kitchen, std::string expo) : kitchen_(kitchen), expo_(std::move(expo)) {}

    void notice(const Event& event, const OrderState& order);

  private:
    enum class Act { serve, fire };

    void later(Act act, const OrderState& order, DurationMs real_ms);
    void serve(const std::string& order_id);
    void fire_next(const std::string& order_id);
    Press press_on(const OrderState& order) const;

    PlayedKitchen& kitchen_;
    std::string expo_;  // empty: there is none
    std::set<std::pair<Act, Seq>> intended_;
};

}  // namespace brigade
