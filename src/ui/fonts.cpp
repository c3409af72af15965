#include "ui/fonts.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "ui/backend.h"

namespace brigade::ui {
namespace {

// Enough for Latin on a 1080 pixels high picture; Chinese on a 2160 pixels high one needs most of the
// largest.
constexpr int texture_side = 1024, texture_side_max = 4096;

// ImGui asks for a font of its own; nothing is written in it.
void add_unused_font(const FontFiles& files) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    if (!atlas.Fonts.empty()) return;
    static constexpr ImWchar one_digit[] = {'0', '0', 0};
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    atlas.AddFontFromFileTTF((files.roboto + "/RobotoCondensed-Regular.ttf").c_str(), 8, nullptr, one_digit);
}

}  // namespace

Status Fonts::load(const FontFiles& files) {
    auto typefaces = std::make_unique<Typefaces>();
    if (Status status = typefaces->open(files); !status) return status;
    add_unused_font(files);
    files_ = files;
    shaper_ = std::make_unique<Shaper>(*typefaces);
    glyphs_ = std::make_unique<Glyphs>(*typefaces, texture_side,
                                       std::min(texture_side_max, backend::texture_side_max()));
    typefaces_ = std::move(typefaces);
    backend::size_texture(glyphs_->side());
    return {};
}

void Fonts::catch_up() {
    if (typefaces_->catch_up()) shaper_->forget();
}

void Fonts::wait_for_all() const { font_index(files_)->wait(); }

Uv Fonts::uv_of(const AtlasPlace& place) const {
    const float unit = 1 / static_cast<float>(glyphs_->side());
    return {static_cast<float>(place.x) * unit, static_cast<float>(place.y) * unit,
            static_cast<float>(place.x + place.width) * unit,
            static_cast<float>(place.y + place.height) * unit};
}

bool Fonts::picture(const Font& font, const Placed& placed, GlyphPicture& picture) {
    const float quarters_x = std::round(placed.x * 4);
    const float whole = std::floor(quarters_x / 4);
    const AtlasPlace* place =
        glyphs_->glyph({placed.typeface, placed.glyph, font.em_px, static_cast<int>(quarters_x - whole * 4)});
    picture = {whole, std::round(placed.y), 0, 0, {}};
    if (!place) return !glyphs_->full();
    picture.x += static_cast<float>(place->left), picture.y += static_cast<float>(place->top);
    picture.width = static_cast<float>(place->width), picture.height = static_cast<float>(place->height);
    picture.uv = uv_of(*place);
    return true;
}

bool Fonts::sprite(const Sprite& sprite, Uv& uv) {
    const AtlasPlace* place = glyphs_->sprite(sprite);
    if (place) uv = uv_of(*place);
    return place != nullptr;
}

void Fonts::bake() {
    glyphs_->renew();
    backend::size_texture(glyphs_->side());
}

void Fonts::upload() {
    const AtlasArea area = glyphs_->take_changed();
    if (area.empty()) return;
    std::vector<std::uint32_t> colours;
    for (int y = area.y1; y < area.y2; ++y) {
        const std::uint8_t* row = glyphs_->pixels().data() + std::ptrdiff_t{glyphs_->side()} * y;
        for (int x = area.x1; x < area.x2; ++x) colours.push_back(IM_COL32(255, 255, 255, row[x]));
    }
    backend::update_texture(area.x1, area.y1, area.x2 - area.x1, area.y2 - area.y1, colours.data());
}

}  // namespace brigade::ui
