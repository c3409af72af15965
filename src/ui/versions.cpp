#include "ui/versions.h"

#include <SDL_version.h>
#include <fmt/core.h>
#include <imgui.h>

namespace brigade::ui {

std::string picture_version() {
    SDL_version linked;
    SDL_GetVersion(&linked);
    return fmt::format("SDL {}.{}.{}, Dear ImGui {}", linked.major, linked.minor, linked.patch,
                       ImGui::GetVersion());
}

}  // namespace brigade::ui
