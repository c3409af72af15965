// The orders that events have changed since the last commit, and some that may be changed next: each is read
// from the file when an event first names it and written once per commit, so that memory is bounded and a
// restart replays nothing. Inside the room only; one thread.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "analytics/fact_file.h"

namespace brigade {

struct OrderInHand {
    HeldOrder order;
    std::string day_in_file;  // empty: it is not there yet
    bool changed = false;
    bool left = false;  // the kitchen holds it no longer
};

class OrdersInHand {
  public:
    // The order as accepted; the reference lives until the next call.
    void accept(HeldOrder order);
    // nullptr: the kitchen does not hold it. Lives until the next call.
    FactResult<OrderInHand*> find(FactFile& file, const std::string& id);
    // A new service day: what nobody wants any more leaves.
    void let_closed_go();

    // Writes what has changed, in a transaction of the file.
    FactStatus write(FactFile& file);
    // Days in which an order was, or is by now.
    std::vector<std::string> days_changed() const;
    // After the commit.
    void written();

  private:
    bool closed_have_gone_ = false;  // also those that are in the file only
    std::unordered_map<std::string, OrderInHand> orders_;
};

}  // namespace brigade
