// The one texture that letters and shapes are drawn from. A glyph is drawn into it when it is wanted first
// and stays; when there is no room the texture grows, and at its largest it starts anew with what the next
// picture wants. Whoever wanted something that found no room draws the picture again after renew(). UI
// thread.
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "ui/sprites.h"
#include "ui/typefaces.h"

namespace brigade::ui {

struct GlyphKey {
    Typeface typeface;
    std::uint32_t glyph = 0;
    float em_px = 0;
    int quarters = 0;  // of a pixel, that the pen stands right of a whole one

    bool operator==(const GlyphKey&) const = default;
};

// A place in the texture, in pixels of it, and where that lies from the pen.
struct AtlasPlace {
    int x = 0, y = 0, width = 0, height = 0;
    int left = 0, top = 0;
};

struct AtlasArea {
    int x1 = 0, y1 = 0, x2 = 0, y2 = 0;

    bool empty() const { return x2 <= x1 || y2 <= y1; }
};

class Glyphs {
  public:
    // Sides in pixels; squares. The typefaces live as long as this.
    Glyphs(Typefaces& typefaces, int side, int side_max);

    // Null if there is no room for it now, or no such glyph.
    const AtlasPlace* glyph(const GlyphKey& key);
    const AtlasPlace* sprite(const Sprite& sprite);

    bool full() const { return full_; }
    // After a picture that found it full: larger, or empty. Places from before are gone.
    void renew();

    int side() const { return side_; }
    const std::vector<std::uint8_t>& pixels() const { return pixels_; }  // coverage, side() a row
    // What has changed since the last call.
    AtlasArea take_changed();
    // The pixel, right and down, in the middle of a patch that is covered whole: for what has one colour.
    static constexpr int white = 1;

  private:
    struct Hash {
        std::size_t operator()(const GlyphKey& key) const;
    };
    struct Shelf {
        int y, height, used;
    };
    void clear();
    bool find_room(int width, int height, AtlasPlace& place);
    std::uint8_t* row(int x, int y);
    void changed(const AtlasPlace& place);

    Typefaces& typefaces_;
    int side_, side_max_;
    bool full_ = false;
    std::vector<std::uint8_t> pixels_;
    std::vector<Shelf> shelves_;
    AtlasArea changed_;
    std::unordered_map<GlyphKey, AtlasPlace, Hash> glyphs_;
    std::map<Sprite, AtlasPlace> sprites_;
};

}  // namespace brigade::ui
