// What the drawing functions draw on: text in the look's styles and the few shapes the screens are made of.
// Text stands on a baseline, so that words of different sizes line up. UI thread, within one frame.
#pragma once

#include <string_view>

#include "ui/fonts.h"
#include "ui/frame.h"
#include "ui/look.h"
#include "ui/text.h"

struct ImDrawList;

namespace brigade::ui {

enum class Corners { all, top, bottom };

class Canvas {
  public:
    // The draw list may be null while only measuring.
    Canvas(Fonts& fonts, const Look& look, ImDrawList* list) : fonts_(fonts), look_(look), list_(list) {}

    float width(Style style, std::string_view text) const;
    // The very same for as long as every text is as wide as it was; whoever compares it holds it meanwhile.
    // Another one means that letters of other sizes or other scripts' have come, or nothing.
    ShapedPtr letters() const;
    // Returns where the text ends.
    float text(float x, float baseline, Style style, Colour colour, std::string_view text);
    void text_right(float right, float baseline, Style style, Colour colour, std::string_view text);
    void text_centred(const Rect& in, Style style, Colour colour, std::string_view text);
    // The baseline that puts the capitals of a style in the middle between two heights.
    float middle(Style style, float top, float height) const;

    // From now on letters lie over every ground and shape, whatever is drawn first, until the second call:
    // the dots and marks of many scripts reach into the rows beside their own. Not one within another.
    void letters_on_top();
    void letters_as_drawn();

    void fill(const Rect& area, Colour colour, float radius = 0, Corners corners = Corners::all);
    void outline(const Rect& area, Colour colour, float thickness, float radius);
    void dashes(float x1, float x2, float y, Colour colour, float thickness);

    // Shapes in a square of `size` around a middle.
    void dot(float x, float y, float size, Colour colour);
    void ring(float x, float y, float size, Colour colour, float thickness);
    void triangle_up(float x, float y, float size, Colour colour);
    void triangle_right(float x, float y, float size, Colour colour);
    void diamond(float x, float y, float size, Colour colour);
    void tick(float x, float y, float size, Colour colour, float thickness);
    void arrow(float x, float y, float size, Colour colour, float thickness);
    void silent(float x, float y, float size, Colour colour, float thickness);

  private:
    float write(float x, float baseline, const Font& font, Colour colour, const Shaped& shaped);
    void sprite(const Sprite& sprite, float x, float y, Colour colour);
    void quarter(const Sprite& sprite, float x, float y, int column, int row, Colour colour);
    void plain(float x1, float y1, float x2, float y2, Colour colour);
    void picture(float x, float y, const GlyphPicture& picture, Colour colour);
    void code_box(float x, float baseline, const Font& font, Colour colour, const CodeBox& box);

    Fonts& fonts_;
    const Look& look_;
    ImDrawList* list_;
};

}  // namespace brigade::ui
