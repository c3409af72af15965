// What a key, a bump bar's button or a touch can mean: the standard functions of every station, and the words
// by which profiles, options and lines of text name them. Sources map their own codes to these; nothing
// behind them knows where a press came from. Thread-neutral.
#pragma once

#include <optional>
#include <string_view>

#include "core/words.h"

namespace brigade {

enum class Function {
    none,
    position_1,
    position_2,
    position_3,
    position_4,
    position_5,
    position_6,
    position_7,
    position_8,
    position_9,
    bump,
    bump_line,
    start,
    recall,
    undo,
    confirm,
    fire_course,
    page_next,
    page_previous,
    up,
    down,
    left,
    right,
    cancel,
    devices,
    cook,         // who presses here: opens the keypad for a PIN
    zero,         // the digit, where a code is typed
    one_done,     // one more of the chosen line's quantity
    hold,         // parks the chosen ticket, or ends that
    rush,         // before all others, or no longer
    transfer,     // to another station: asks which
    unavailable,  // 86 an item, or bring it back: asks which
    all_day,      // what is open in all, item by item
    view,         // tickets, or what is the same on them together
    filter,       // only some services: asks which
    menu,         // everything else that can be done here
    setup,
    lock,     // touches count for nothing while the panel is wiped
    figures,  // how today goes, for managers
    count_
};

namespace words {
template <>
inline constexpr std::array of<Function>{
    "none"sv,          "position 1"sv,  "position 2"sv, "position 3"sv, "position 4"sv,  "position 5"sv,
    "position 6"sv,    "position 7"sv,  "position 8"sv, "position 9"sv, "bump"sv,        "bump line"sv,
    "start"sv,         "recall"sv,      "undo"sv,       "confirm"sv,    "fire course"sv, "page next"sv,
    "page previous"sv, "up"sv,          "down"sv,       "left"sv,       "right"sv,       "cancel"sv,
    "devices"sv,       "cook"sv,        "zero"sv,       "one done"sv,   "hold"sv,        "rush"sv,
    "transfer"sv,      "unavailable"sv, "all-day"sv,    "view"sv,       "filter"sv,      "menu"sv,
    "setup"sv,         "lock"sv,        "figures"sv};
static_assert(of<Function>.size() == static_cast<std::size_t>(Function::count_),
              "every function has its word, in the enumerators' order");
}  // namespace words

// The function that `name` means; "none" and unknown names mean none.
inline std::optional<Function> function_named(std::string_view name) {
    const auto function = from_word<Function>(name);
    return function == Function::none ? std::nullopt : function;
}

constexpr Function position(int key) {
    return static_cast<Function>(static_cast<int>(Function::position_1) + key - 1);
}

// 1 to 9; 0 for every other function.
constexpr int key_of(Function function) {
    const int key = static_cast<int>(function) - static_cast<int>(Function::position_1) + 1;
    return key >= 1 && key <= 9 ? key : 0;
}

}  // namespace brigade
