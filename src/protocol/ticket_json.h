// The HTTP answers about orders and boards: the contract's `ticket` shape and what holds it. Times in them
// are as people read them.
#pragma once

#include <string>
#include <string_view>

#include "core/board.h"
#include "core/kitchen.h"

namespace brigade {

// GET /api/v1/orders/{id}
std::string order_answer(const Kitchen& kitchen, const OrderState& order, TimeMs now);

// GET /api/v1/stations
std::string stations_answer(const Kitchen& kitchen);

// GET /api/v1/stations/{id}/board
std::string board_answer(const Kitchen& kitchen, const std::string& station, TimeMs now);
// All of them at one moment, each with what stations_answer says of its station.
std::string boards_answer(const Kitchen& kitchen, TimeMs now);

}  // namespace brigade
