// Payment card numbers that people type where they do not belong: a guest's card in the notes of an order.
// Nothing in a kitchen needs one, so it is made unreadable where an order comes in, before it is hashed,
// stored, shown or logged. Pure; nothing fails.
#pragma once

#include <string>

#include "core/order.h"

namespace brigade {

// The text with every digit of a card-like number replaced by '*', but for the last four. Card-like are 13 to
// 19 digits, whole or in groups with spaces or dashes between, that begin as cards do (2 to 6) and have a
// right check digit. Its length in characters stays; done twice, it is as done once.
std::string without_card_numbers(std::string text);

// In all free text of the order. What identifies (ids, number, item, category, station) stays as it is.
void mask_card_numbers(Order& order);

}  // namespace brigade
