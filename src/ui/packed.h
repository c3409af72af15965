// A colour as Dear ImGui's lists hold it. Only for the files that draw with it: no other header knows ImGui.
#pragma once

#include <imgui.h>

#include "ui/look.h"

namespace brigade::ui {

inline ImU32 packed(Colour colour) { return IM_COL32(colour.red, colour.green, colour.blue, colour.alpha); }

}  // namespace brigade::ui
