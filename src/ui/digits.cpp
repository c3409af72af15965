#include "ui/digits.h"

namespace brigade::ui {
namespace {

void add(std::string& digits, int digit, std::size_t digits_max) {
    if (digits.size() < digits_max) digits += static_cast<char>('0' + digit);
}

void turn(std::string& digits, int by, std::size_t digits_max) {
    if (digits.empty()) return add(digits, by > 0 ? 0 : 9, digits_max);
    digits.back() = static_cast<char>('0' + (digits.back() - '0' + by + 10) % 10);
}

}  // namespace

bool type_digit(std::string& digits, Function function, std::size_t digits_max) {
    if (const int digit = key_of(function)) {
        add(digits, digit, digits_max);
        return true;
    }
    switch (function) {
        case Function::zero:
        case Function::right:
            add(digits, 0, digits_max);
            return true;
        case Function::left:
            if (!digits.empty()) digits.pop_back();
            return true;
        case Function::up:
            turn(digits, 1, digits_max);
            return true;
        case Function::down:
            turn(digits, -1, digits_max);
            return true;
        default:
            return false;
    }
}

}  // namespace brigade::ui
