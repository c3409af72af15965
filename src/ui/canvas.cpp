#include "ui/canvas.h"

#include <fmt/core.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/packed.h"

namespace brigade::ui {
namespace {

const ImFontGlyph* glyph_of(const ImFont* font, char32_t letter) {
    return letter > 0xFFFF ? nullptr : font->FindGlyphNoFallback(static_cast<ImWchar>(letter));
}

}  // namespace

// A letter that no font has: a box with its code in hexadecimal, in the quiet size.
float Canvas::unknown_width(Style style, char32_t letter) const {
    const float em = look_.font(style).em_px;
    const std::string code = fmt::format("{:04X}", static_cast<unsigned>(letter));
    float inner = 0;
    for (const char digit : code) inner += advance(Style::tag, static_cast<char32_t>(digit));
    return std::round(inner + em * 0.4F);
}

float Canvas::advance(Style style, char32_t letter) const {
    const ImFontGlyph* glyph = glyph_of(fonts_.font(style), letter);
    return glyph ? glyph->AdvanceX : unknown_width(style, letter);
}

float Canvas::width(Style style, std::string_view text) const {
    fonts_.want(text);
    float width = 0;
    while (!text.empty()) width += advance(style, take_code_point(text));
    return width;
}

void Canvas::unknown(float x, float baseline, Style style, Colour colour, char32_t letter) {
    const float em = look_.font(style).em_px, whole = unknown_width(style, letter);
    const Rect box{x + em * 0.06F, baseline - em * 0.8F, whole - em * 0.12F, em};
    outline(box, colour, std::max(1.0F, look_.size.stroke / 2), look_.size.key_radius / 2);
    const std::string code = fmt::format("{:04X}", static_cast<unsigned>(letter));
    text(x + em * 0.2F, middle(Style::tag, box.y, box.height), Style::tag, colour, code);
}

float Canvas::text(float x, float baseline, Style style, Colour colour, std::string_view text) {
    fonts_.want(text);
    const ImFont* font = fonts_.font(style);
    const float top = std::round(baseline) - font->Ascent;
    const ImU32 tint = packed(colour);
    x = std::round(x);
    while (!text.empty()) {
        const char32_t letter = take_code_point(text);
        const ImFontGlyph* glyph = glyph_of(font, letter);
        if (!glyph) {
            unknown(x, baseline, style, colour, letter);
            x += unknown_width(style, letter);
            continue;
        }
        if (glyph->Visible) {
            list_->PrimReserve(6, 4);
            list_->PrimRectUV({x + glyph->X0, top + glyph->Y0}, {x + glyph->X1, top + glyph->Y1},
                              {glyph->U0, glyph->V0}, {glyph->U1, glyph->V1}, tint);
        }
        x += glyph->AdvanceX;
    }
    return x;
}

void Canvas::text_right(float right, float baseline, Style style, Colour colour, std::string_view words) {
    text(right - width(style, words), baseline, style, colour, words);
}

void Canvas::text_centred(const Rect& in, Style style, Colour colour, std::string_view words) {
    text(in.x + (in.width - width(style, words)) / 2, middle(style, in.y, in.height), style, colour, words);
}

float Canvas::middle(Style style, float top, float height) const {
    return std::round(top + (height + look_.font(style).em_px * roboto_cap_em) / 2);
}

}  // namespace brigade::ui
