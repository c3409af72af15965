// What a key, a bump bar's button or a touch can mean: the standard functions of every station. Sources map
// their own codes to these; nothing behind them knows where a press came from.
#pragma once

namespace brigade::ui {

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
    cook,  // who presses here: opens the keypad for a PIN
    zero,  // the digit, where a code is typed
    count_
};

constexpr Function position(int key) {
    return static_cast<Function>(static_cast<int>(Function::position_1) + key - 1);
}

// 1 to 9; 0 for every other function.
constexpr int key_of(Function function) {
    const int key = static_cast<int>(function) - static_cast<int>(Function::position_1) + 1;
    return key >= 1 && key <= 9 ? key : 0;
}

}  // namespace brigade::ui
