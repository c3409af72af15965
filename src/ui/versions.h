// What the picture is made with, for a setup page to say.
#pragma once

#include <string>

namespace brigade::ui {

std::string picture_version();  // "SDL 2.26.5, Dear ImGui 1.89.2"

}  // namespace brigade::ui
