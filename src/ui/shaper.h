// From a text to glyphs that stand where they belong: letters joined, marks on their letters, Arabic and
// Hebrew from right to left. Each text is laid out alone, with a direction of its own, and so is each name
// within one (base/isolate.h), so that none can turn the digits beside it around. What no font has, and what
// must not stay unseen (letters.h), is a box with its code. Texts are kept while they are used: a screen
// shows the same ones again and again. UI thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ui/letters.h"
#include "ui/typefaces.h"

namespace brigade::ui {

// A screen of long tickets uses about a thousand; twice as many of the last shown stay.
inline constexpr std::size_t shaped_texts_max = 8'192;

struct Placed {
    Typeface typeface;
    std::uint32_t glyph = 0;
    float x = 0, y = 0;    // the pen from where the text begins, y down from the baseline
    std::uint32_t at = 0;  // the byte where its cluster begins
};

struct CodeBox {
    std::uint32_t code = 0;
    float x = 0, width = 0;
    std::uint32_t at = 0;
};

struct Shaped {
    float width = 0;
    std::vector<Placed> glyphs;  // from left to right
    std::vector<CodeBox> boxes;
};
using ShapedPtr = std::shared_ptr<const Shaped>;

class Shaper {
  public:
    // The typefaces live as long as this.
    explicit Shaper(Typefaces& typefaces);
    ~Shaper();
    Shaper(const Shaper&) = delete;
    Shaper& operator=(const Shaper&) = delete;

    ShapedPtr shape(const Font& font, std::string_view text);
    void forget() { young_.clear(), old_.clear(); }  // the typefaces have caught up
    std::size_t kept() const { return young_.size() + old_.size(); }

  private:
    struct Key {
        Font font;
        std::string_view text;
        bool operator==(const Key& other) const;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const;
    };
    struct Kept {
        std::string text;  // what the key looks at
        ShapedPtr shaped;
    };
    using Texts = std::unordered_map<Key, std::unique_ptr<Kept>, Hash>;
    struct Work;
    ShapedPtr keep(const Font& font, std::unique_ptr<Kept> kept);
    ShapedPtr lay_out(const Font& font, std::string_view text);
    float box_width(const Font& font, std::uint32_t code);

    Typefaces& typefaces_;
    std::unique_ptr<Work> work_;
    Texts young_, old_;  // used since the last turn, and before; what an old one's turn finds unused goes
};

// As a box shows it: "1F32E", and in which font among letters of another.
std::string code_text(std::uint32_t code);
Font code_font(const Font& among);

}  // namespace brigade::ui
