#include "ui/shaper.h"

#include <fmt/core.h>

#include <cmath>
#include <utility>

#include "ui/shaping.h"

namespace brigade::ui {

struct Shaper::Work {
    ShapeBuffer buffer;
};

Shaper::Shaper(Typefaces& typefaces) : typefaces_(typefaces), work_(std::make_unique<Work>()) {}
Shaper::~Shaper() = default;

bool Shaper::Key::operator==(const Key& other) const {
    return font.face == other.font.face && font.em_px == other.font.em_px && text == other.text;
}

std::size_t Shaper::Hash::operator()(const Key& key) const {
    const std::size_t font = std::hash<float>{}(key.font.em_px) * 4 + static_cast<std::size_t>(key.font.face);
    return std::hash<std::string_view>{}(key.text) ^ (font * 0x9E3779B97F4A7C15U);
}

ShapedPtr Shaper::shape(const Font& font, std::string_view text) {
    if (const auto found = young_.find({font, text}); found != young_.end()) return found->second->shaped;
    if (const auto found = old_.find({font, text}); found != old_.end()) {
        auto kept = std::move(found->second);
        old_.erase(found);
        return keep(font, std::move(kept));
    }
    ShapedPtr shaped = lay_out(font, text);
    return keep(font, std::make_unique<Kept>(Kept{std::string(text), std::move(shaped)}));
}

ShapedPtr Shaper::keep(const Font& font, std::unique_ptr<Kept> kept) {
    if (young_.size() >= shaped_texts_max / 2) old_ = std::exchange(young_, {});
    ShapedPtr shaped = kept->shaped;
    const Key key{font, kept->text};
    young_.emplace(key, std::move(kept));
    return shaped;
}

ShapedPtr Shaper::lay_out(const Font& font, std::string_view text) {
    const Letters letters = letters_of(text);
    auto shaped = std::make_shared<Shaped>();
    float x = 0;
    for (const Run& run : runs_of(letters, font.face, typefaces_)) {
        if (run.typeface.family < 0) {
            const float width = box_width(font, letters.codes[run.begin]);
            shaped->boxes.push_back({letters.codes[run.begin], x, width, letters.at[run.begin]});
            x += width;
            continue;
        }
        // Copied: a box's width is shaped as well.
        const std::vector<RunGlyph> glyphs = work_->buffer.shape(letters, run, typefaces_, font.em_px);
        for (const RunGlyph& glyph : glyphs) {
            const std::uint32_t at = letters.at[glyph.letter];
            if (glyph.id == 0 && letters.shows[glyph.letter] != Shows::silent) {
                const float width = box_width(font, letters.codes[glyph.letter]);
                shaped->boxes.push_back({letters.codes[glyph.letter], x, width, at});
                x += width;
                continue;
            }
            shaped->glyphs.push_back({run.typeface, glyph.id, x + glyph.x, glyph.y, at});
            x += glyph.advance;
        }
    }
    shaped->width = x;
    return shaped;
}

float Shaper::box_width(const Font& font, std::uint32_t code) {
    return std::round(shape(code_font(font), code_text(code))->width + font.em_px * 0.4F);
}

std::string code_text(std::uint32_t code) { return fmt::format("{:04X}", code); }

Font code_font(const Font& among) { return {Face::bold, std::round(among.em_px * 0.6F * 2) / 2}; }

}  // namespace brigade::ui
