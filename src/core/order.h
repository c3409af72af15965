// An order as a POS sent it: content only, nothing of what the kitchen did with it (that is core/kitchen.h).
// Immutable once accepted and shared by everything that shows it, so that the hub's two states and every
// board hold one copy. Field meanings and bounds: docs/protocol.md, Order.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "core/words.h"

namespace brigade {

struct Modifier {
    ModifierKind kind = ModifierKind::option;
    std::string name;

    bool operator==(const Modifier&) const = default;
};

struct Line {
    std::string id;
    std::string item;  // what the menu calls it; may be empty
    std::string name;  // what the cook reads
    std::string category;
    int quantity = 1;
    int course = 0;
    int seat = 0;         // 0: none
    int prep_s = 0;       // 0: the menu's or the station's
    std::string station;  // forces routing; empty: the rules decide
    std::string notes;
    std::vector<Modifier> modifiers;

    bool operator==(const Line&) const = default;
};

struct Order {
    std::string id;
    std::string number;
    TimeMs placed_at = 0;
    Service service = Service::dine_in;
    std::string channel;
    std::string reference;
    std::string table;
    std::string guest;
    std::string server;
    int covers = 0;
    Priority priority = Priority::normal;
    std::optional<TimeMs> promised_at;
    std::vector<std::string> allergies;
    std::string notes;
    std::vector<Line> lines;

    bool operator==(const Order&) const = default;
};

using OrderPtr = std::shared_ptr<const Order>;
using LinePtr = std::shared_ptr<const Line>;  // keeps its whole order alive

inline LinePtr line_of(const OrderPtr& order, std::size_t index) {
    return LinePtr(order, &order->lines[index]);
}

}  // namespace brigade
