// Payment card numbers that people type where they do not belong: a guest's card in the notes of an order.
// Nothing in a kitchen needs one, so it is made unreadable where an order comes in, before it is hashed,
// stored, shown or logged. Pure; nothing fails.
#pragma once

#include <string>

#include "core/order.h"

namespace brigade {

// The text with every digit of a card-like number replaced by '*', but for the last four. Card-like are 13 to
// 19 digits 0 to 9 that begin as cards do (2 to 6) and have a right check digit, whole or in groups. Between
// groups may stand, also mixed and repeated: spaces, tabs, line ends, dashes; the non-breaking, narrow,
// full-width and other typographic spaces and dashes; and one dot between groups of at least four digits
// (prices and dates have shorter ones). What other signs or words divide is not recognized, nor are digits of
// other scripts. Its length in characters stays; done twice, it is as done once.
std::string without_card_numbers(std::string text);

// In all free text of the order. What identifies (ids, number, reference, channel, item, category, station)
// stays as it is.
void mask_card_numbers(Order& order);

}  // namespace brigade
