// The keyboard's meaning: number keys by their place, letters by what is printed on them.
#pragma once

#include "ui/function.h"

struct SDL_Keysym;

namespace brigade::ui {

Function function_of(const SDL_Keysym& key);

}  // namespace brigade::ui
