// The glyphs of every style and the shapes between them, baked into one texture. Starts with Latin and grows
// when a text brings letters of another script, from the Noto fonts if they are installed; what no font has
// stays unknown and is drawn as a box with its code (canvas.cpp). No shaping: each code point is one glyph.
// UI thread, inside an ImGui context that outlives this.
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ui/look.h"
#include "ui/sprites.h"

struct ImFont;

namespace brigade::ui {

struct FontFiles {
    std::string roboto = "/usr/share/fonts/truetype/roboto/unhinted";
    std::string noto = "/usr/share/fonts/truetype/noto";
};

class Fonts {
  public:
    // Fails if a Roboto file is missing, naming it and the package that brings it.
    Status load(const FontFiles& files, const Look& look);

    // Notes letters that are not baked yet.
    void want(std::string_view text);
    // Where a sprite is; nothing, and noted, if it is not baked yet.
    const Uv* sprite(const Sprite& sprite);
    // True if some are wanted: bake() before the next frame, and give the renderer the new texture.
    bool wanting() const { return !wanted_.empty() || !wanted_sprites_.empty(); }
    void bake();

    const ImFont* font(Style style) const { return fonts_[static_cast<std::size_t>(style)]; }

  private:
    FontFiles files_;
    std::array<Font, static_cast<std::size_t>(Style::count_)> styles_{};
    std::array<ImFont*, static_cast<std::size_t>(Style::count_)> fonts_{};
    void add_fonts(std::vector<std::vector<unsigned short>>& ranges);

    std::set<char32_t> baked_, wanted_;
    std::map<Sprite, Uv> sprites_;
    std::set<Sprite> wanted_sprites_;
};

// A font's size as ImGui counts it (ascent to descent) for a size in ems.
float pixel_height(float em_px);
// How far below a row's top the baseline of text lies, and the height of its capitals.
inline constexpr float roboto_cap_em = 0.711F;

}  // namespace brigade::ui
