// What became of the orders that stand in events out of another history, or between two gaps: read from each
// event by itself, without a kitchen, because nobody knows what came before. Inside the room only.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "core/event.h"
#include "core/kitchen.h"

namespace brigade {

struct OrderSeen {
    OrderPtr content;            // of the latest revision that was seen
    std::set<std::string> gone;  // lines that are void or served
    bool finished = false;
    bool changed = false;  // amended or voided by these events
    std::size_t segment = 0;

    // With the lines that are left; none, if nothing is left to cook.
    Order left() const;
};

class OrdersSeen {
  public:
    void take(const Event& event, std::size_t segment);
    void take(const Kitchen& kitchen, std::size_t segment);

    const std::map<std::string, OrderSeen>& all() const { return orders_; }

  private:
    OrderSeen* find(const std::string& id);

    std::map<std::string, OrderSeen> orders_;
};

// The kind that an event's body names, without reading the rest of it; empty if it is no event's.
std::string_view kind_in(std::string_view body);

// Whether events of this kind come from people. The others a hub writes by itself as time goes by.
bool is_somebodys_doing(std::string_view kind);

}  // namespace brigade
