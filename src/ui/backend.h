// ImGui's SDL_Renderer backend under one name: it was renamed between the versions of Debian 12 and 13.
#pragma once

struct SDL_Renderer;

namespace brigade::ui::backend {

bool open(SDL_Renderer* renderer);
void close();
void new_frame();
void forget_font_texture();
// ImGui's newest picture onto the renderer, on a ground of this colour.
void render(unsigned char red, unsigned char green, unsigned char blue);

}  // namespace brigade::ui::backend
