// Digits as they are typed everywhere: with the number keys; where a bump bar has too few of them, right adds
// a 0, up and down turn the last digit, and left takes it back. Pure.
#pragma once

#include <cstddef>
#include <string>

#include "ui/function.h"

namespace brigade::ui {

// False if the function is none of these.
bool type_digit(std::string& digits, Function function, std::size_t digits_max);

}  // namespace brigade::ui
