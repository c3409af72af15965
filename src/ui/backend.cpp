#include "ui/backend.h"

#include <SDL.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "base/check.h"
#include "ui/glyphs.h"

#ifdef BRIGADE_IMGUI_SDLRENDERER2
#include <imgui_impl_sdlrenderer2.h>
#else
#include <imgui_impl_sdlrenderer.h>
#endif

namespace brigade::ui::backend {
namespace {

SDL_Renderer* onto = nullptr;  // the backend, too, knows one renderer only
SDL_Texture* letters = nullptr;
int letters_side = 0;
std::uint64_t letters_version = 0;

void make_letters() {
    if (letters || letters_side == 0) return;
    letters = SDL_CreateTexture(onto, SDL_PIXELFORMAT_ABGR8888, SDL_TEXTUREACCESS_STATIC, letters_side,
                                letters_side);
    if (!letters) return;
    ++letters_version;
    SDL_SetTextureBlendMode(letters, SDL_BLENDMODE_BLEND);
    SDL_SetTextureScaleMode(letters, SDL_ScaleModeLinear);
}

// ImGui's lists begin with the texture of its font atlas, and fill areas from a white pixel of it.
void draw_from_letters() {
    make_letters();
    if (!letters) return;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.SetTexID(reinterpret_cast<ImTextureID>(letters));
    const float middle = (static_cast<float>(Glyphs::white) + 0.5F) / static_cast<float>(letters_side);
    atlas.TexUvWhitePixel = {middle, middle};
}

PixelArea area_of(const ImVec2& from, const ImVec2& to, float scale) {
    const auto whole = [&](float value) { return static_cast<int>(std::lround(value * scale)); };
    return {whole(from.x), whole(from.y), whole(to.x), whole(to.y)};
}

SDL_Rect rectangle(const PixelArea& area) { return {area.x1, area.y1, area.x2 - area.x1, area.y2 - area.y1}; }

// Blending is slow in software: not where nothing shines through.
void fill(const PixelArea& area, const SDL_Color& colour) {
    const SDL_Rect place = rectangle(area);
    SDL_SetRenderDrawBlendMode(onto, colour.a == 255 ? SDL_BLENDMODE_NONE : SDL_BLENDMODE_BLEND);
    SDL_SetRenderDrawColor(onto, colour.r, colour.g, colour.b, colour.a);
    SDL_RenderFillRect(onto, &place);
}

void draw(const Piece& piece) {
    const auto part = [&](int shift) { return static_cast<Uint8>(piece.colour >> shift); };
    const SDL_Color colour{part(IM_COL32_R_SHIFT), part(IM_COL32_G_SHIFT), part(IM_COL32_B_SHIFT),
                           part(IM_COL32_A_SHIFT)};
    if (piece.from.empty()) return fill(piece.on, colour);
    if (!letters) return;
    const SDL_Rect on = rectangle(piece.on), from = rectangle(piece.from);
    SDL_SetTextureColorMod(letters, colour.r, colour.g, colour.b);
    SDL_SetTextureAlphaMod(letters, colour.a);
    SDL_RenderCopy(onto, letters, &from, &on);
}

}  // namespace

#ifdef BRIGADE_IMGUI_SDLRENDERER2
void close() {
    ImGui_ImplSDLRenderer2_Shutdown();
    forget_font_texture();
    letters_side = 0;
}
void new_frame() {
    ImGui_ImplSDLRenderer2_NewFrame();
    draw_from_letters();
}
bool open(SDL_Renderer* renderer) { return (onto = renderer) && ImGui_ImplSDLRenderer2_Init(renderer); }
#else
void close() {
    ImGui_ImplSDLRenderer_Shutdown();
    forget_font_texture();
    letters_side = 0;
}
void new_frame() {
    ImGui_ImplSDLRenderer_NewFrame();
    draw_from_letters();
}
bool open(SDL_Renderer* renderer) { return (onto = renderer) && ImGui_ImplSDLRenderer_Init(renderer); }
#endif

int texture_side_max() {
    SDL_RendererInfo info{};
    SDL_GetRendererInfo(onto, &info);
    const int side = std::min(info.max_texture_width, info.max_texture_height);
    return side > 0 ? side : 1 << 14;  // a software renderer has none
}

void forget_font_texture() {
    if (letters) SDL_DestroyTexture(letters);
    letters = nullptr;
}

void size_texture(int side) {
    if (side != letters_side) forget_font_texture();
    letters_side = side;
}

void update_texture(int x, int y, int width, int height, const std::uint32_t* pixels) {
    const SDL_Rect area{x, y, width, height};
    if (letters) SDL_UpdateTexture(letters, &area, pixels, width * 4);
}

std::uint64_t texture_version() { return letters_version; }

std::vector<Piece> pieces(const ImDrawList& list) {
    constexpr unsigned indices =
        6;  // of a rectangle: its corners 0, 1, 2 and 0, 2, 3, clockwise from the top left
    std::vector<Piece> pieces;
    pieces.reserve(static_cast<std::size_t>(list.IdxBuffer.Size) / indices);
    for (const ImDrawCmd& command : list.CmdBuffer) {
        BRIGADE_CHECK(command.ElemCount % indices == 0, "a canvas draws rectangles only");
        const ImDrawIdx* index = list.IdxBuffer.Data + command.IdxOffset;
        const ImDrawVert* corners = list.VtxBuffer.Data + command.VtxOffset;
        for (const ImDrawIdx* end = index + command.ElemCount; index != end; index += indices) {
            const ImDrawVert &first = corners[index[0]], &last = corners[index[2]];
            pieces.push_back({area_of(first.pos, last.pos, 1),
                              area_of(first.uv, last.uv, static_cast<float>(letters_side)), first.col});
        }
    }
    return pieces;
}

void render(std::span<const Piece> pieces, std::span<const PixelArea> areas, Colour ground) {
    for (const PixelArea& area : areas) {
        const SDL_Rect clip = rectangle(area);
        SDL_RenderSetClipRect(onto, &clip);
        fill(area, {ground.red, ground.green, ground.blue, 255});
        for (const Piece& piece : pieces)
            if (piece.on.meets(area)) draw(piece);
    }
    SDL_RenderSetClipRect(onto, nullptr);
    SDL_RenderFlush(onto);
}

}  // namespace brigade::ui::backend
