// Which tickets wait for what, in order, so that the cost of an order does not grow with the day: the open
// tickets of each station in display order, those that may still become late or undelivered, the orders
// held for a promised time. Derived from the orders alone; never stored, never in a digest.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "base/seq.h"
#include "base/time.h"
#include "core/words.h"

namespace brigade {

struct OrderState;

// Rush and VIP first, then in the order in which they were fired.
struct DisplayKey {
    int rank = 0;
    TimeMs fired_at = 0;
    Seq order = 0;

    auto operator<=>(const DisplayKey&) const = default;
};

// A ticket that its order's promise may make late (core/due.h).
struct PromisedKey {
    TimeMs promised_at = 0;  // as people read it, with the wall offset
    TimeMs fired_at = 0;
    Seq order = 0;
    Service service = Service::dine_in;

    auto operator<=>(const PromisedKey&) const = default;
};

struct StationIndex {
    std::set<DisplayKey> board;
    // Fired at, order: by service, for each may have its own limit.
    std::array<std::set<std::pair<TimeMs, Seq>>, words::of<Service>.size()> not_late;
    std::set<PromisedKey> not_late_promised;
    std::set<std::tuple<Seq, TimeMs, Seq>> not_delivered;  // opened seq and time, order

    bool operator==(const StationIndex&) const = default;
};

struct BoardIndex {
    std::map<std::string, StationIndex, std::less<>> stations;
    std::set<DisplayKey> pass;                  // what an expo shows: orders with something fired, not closed
    std::set<std::pair<TimeMs, Seq>> promised;  // fire at, order
    std::set<Seq> open;                         // orders not closed, or still on somebody's board

    // Takes an order out before it is changed and puts it back after.
    void remove(const OrderState& order);
    void add(const OrderState& order);
};

// Not closed, or still on somebody's board: it stays when a new service day opens.
bool still_wanted(const OrderState& order);

DisplayKey pass_key(const OrderState& order);

}  // namespace brigade
