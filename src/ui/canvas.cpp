#include "ui/canvas.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/packed.h"

namespace brigade::ui {

float Canvas::width(Style style, std::string_view text) const {
    return fonts_.shape(look_.font(style), text)->width;
}

// When any text would be laid out anew this one is, too.
ShapedPtr Canvas::letters() const { return fonts_.shape(look_.font(Style::line), " "); }

void Canvas::picture(float x, float y, const GlyphPicture& picture, Colour colour) {
    if (picture.width <= 0 || picture.height <= 0) return;
    const ImVec2 from{x + picture.x, y + picture.y};
    list_->PrimReserve(6, 4);
    list_->PrimRectUV(from, {from.x + picture.width, from.y + picture.height}, {picture.uv.u0, picture.uv.v0},
                      {picture.uv.u1, picture.uv.v1}, packed(colour));
}

// What cannot be shown as a letter: a box with its code in hexadecimal.
void Canvas::code_box(float x, float baseline, const Font& font, Colour colour, const CodeBox& box) {
    const float em = font.em_px;
    const Rect frame{x + em * 0.06F, baseline - em * 0.8F, box.width - em * 0.12F, em};
    outline(frame, colour, std::max(1.0F, look_.size.stroke / 2), look_.size.key_radius / 2);
    const Font code = code_font(font);
    const float below = std::round(frame.y + (frame.height + code.em_px * roboto_cap_em) / 2);
    write(x + em * 0.2F, below, code, colour, *fonts_.shape(code, code_text(box.code)));
}

float Canvas::text(float x, float baseline, Style style, Colour colour, std::string_view text) {
    const Font& font = look_.font(style);
    const ShapedPtr shaped = fonts_.shape(font, text);  // held: writing a code box shapes as well
    return write(x, baseline, font, colour, *shaped);
}

float Canvas::write(float x, float baseline, const Font& font, Colour colour, const Shaped& shaped) {
    x = std::round(x), baseline = std::round(baseline);
    const bool on_top = list_->_Splitter._Count > 1;
    if (on_top) list_->ChannelsSetCurrent(1);
    for (const Placed& placed : shaped.glyphs) {
        GlyphPicture glyph;
        if (fonts_.picture(font, placed, glyph))
            picture(x, baseline, glyph, colour);
        else  // the picture is drawn again; where even that has no room, a letter is at least not unseen
            plain(x + placed.x, baseline - font.em_px / 2, x + placed.x + font.em_px / 4, baseline, colour);
    }
    if (on_top) list_->ChannelsSetCurrent(0);
    for (const CodeBox& box : shaped.boxes) code_box(x + box.x, baseline, font, colour, box);
    return x + shaped.width;
}

void Canvas::letters_on_top() { list_->ChannelsSplit(2); }
void Canvas::letters_as_drawn() { list_->ChannelsMerge(); }

void Canvas::text_right(float right, float baseline, Style style, Colour colour, std::string_view words) {
    const Font& font = look_.font(style);
    const ShapedPtr shaped = fonts_.shape(font, words);
    write(right - shaped->width, baseline, font, colour, *shaped);
}

void Canvas::text_centred(const Rect& in, Style style, Colour colour, std::string_view words) {
    const Font& font = look_.font(style);
    const ShapedPtr shaped = fonts_.shape(font, words);
    write(in.x + (in.width - shaped->width) / 2, middle(style, in.y, in.height), font, colour, *shaped);
}

float Canvas::middle(Style style, float top, float height) const {
    return std::round(top + (height + look_.font(style).em_px * roboto_cap_em) / 2);
}

}  // namespace brigade::ui
