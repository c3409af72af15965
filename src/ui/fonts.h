// Letters and shapes for all that is on the glass, whatever its look: texts laid out (shaper.h) and the one
// texture that their glyphs are drawn from (glyphs.h). UI thread, inside an ImGui context and a backend that
// outlive this.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "ui/glyphs.h"
#include "ui/shaper.h"
#include "ui/sprites.h"
#include "ui/typefaces.h"

namespace brigade::ui {

// Where a picture lies in the texture, in texture coordinates.
struct Uv {
    float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
};

// A glyph's picture, from the pen of its text's beginning on the baseline.
struct GlyphPicture {
    float x = 0, y = 0, width = 0, height = 0;  // without an area: nothing is seen
    Uv uv;
};

class Fonts {
  public:
    // Fails if a Roboto file is missing, naming it and the package that brings it.
    Status load(const FontFiles& files);

    // Before a picture: from the first one after they were read on, the other scripts' letters are there.
    void catch_up();
    // Only for whoever must have them in the first picture.
    void wait_for_all() const;

    ShapedPtr shape(const Font& font, std::string_view text) { return shaper_->shape(font, text); }
    // False if there is no room for it in this picture.
    bool picture(const Font& font, const Placed& placed, GlyphPicture& picture);
    bool sprite(const Sprite& sprite, Uv& uv);

    // True if something found no room: bake() and draw the picture again.
    bool wanting() const { return glyphs_->full(); }
    void bake();
    // Gives the renderer what is new, before it renders.
    void upload();

  private:
    Uv uv_of(const AtlasPlace& place) const;

    FontFiles files_;
    std::unique_ptr<Typefaces> typefaces_;
    std::unique_ptr<Shaper> shaper_;
    std::unique_ptr<Glyphs> glyphs_;
};

// The height of capitals, for text in the middle of a row.
inline constexpr float roboto_cap_em = 0.711F;

}  // namespace brigade::ui
