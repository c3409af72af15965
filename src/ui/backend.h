// ImGui's SDL_Renderer backend under one name: it was renamed between the versions of Debian 12 and 13. Its
// pictures are drawn here, as it can only draw them whole: all our lists hold are rectangles. Beside it the
// one texture of letters and shapes, which ImGui's own lists draw from in place of ImGui's: it can be added
// to, where ImGui's would be made again as a whole.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ui/changed.h"
#include "ui/look.h"

struct ImDrawList;
struct SDL_Renderer;

namespace brigade::ui::backend {

bool open(SDL_Renderer* renderer);
void close();
void new_frame();
int texture_side_max();
// From the next frame on: a square of this side. What has been forgotten, or had another size, must be filled
// anew.
void size_texture(int side);
void forget_font_texture();
// Pixels as ImGui packs colours, row after row.
void update_texture(int x, int y, int width, int height, const std::uint32_t* pixels);
// Another number after what the texture held has been forgotten.
std::uint64_t texture_version();
// What was drawn on a list.
std::vector<Piece> pieces(const ImDrawList& list);
// What of it lies in these areas, onto the renderer, on a ground of this colour.
void render(std::span<const Piece> pieces, std::span<const PixelArea> areas, Colour ground);

}  // namespace brigade::ui::backend
