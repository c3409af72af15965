// One fuzz target: its file defines `target`, target.cpp gives it to libFuzzer, CMake makes a program
// fuzz-NAME of the two. Whatever the bytes are, a target must come back; what must hold of them it asserts
// with BRIGADE_CHECK, so that a broken promise is found like a crash. One thread; nothing may last from one
// input to the next that could change what happens.
#pragma once

#include <string_view>

#include "base/check.h"

namespace brigade::fuzz {

void target(std::string_view input);

}  // namespace brigade::fuzz
