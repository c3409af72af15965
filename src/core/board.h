// What a station's screen holds, in display order: rush and VIP first, then as fired. A view into the
// kitchen, valid until the kitchen changes.
#pragma once

#include <string_view>
#include <vector>

#include "core/kitchen.h"

namespace brigade {

struct BoardEntry {
    const OrderState* order = nullptr;
    const Ticket* ticket = nullptr;  // nothing at an expo or order status board, which see the whole order
};

// A prep station: tickets with something to cook, or with a removal that no cook has confirmed. An expo:
// orders with something fired and not served. An order status board: the same.
std::vector<BoardEntry> board(const Kitchen& kitchen, std::string_view station);

}  // namespace brigade
