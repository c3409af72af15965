// Looks are data: every colour, size and font of the screens in one place, so that no screen names one and a
// test can hold them to the 7:1 contrast rule. One scale drives all sizes, but for the order number and the
// age, which are read from further away; 1.0 is a 1080 pixels high picture.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "station/settings.h"

namespace brigade::ui {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;

    bool operator==(const Colour&) const = default;
};

constexpr Colour rgb(std::uint32_t value) {
    return {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
            static_cast<std::uint8_t>(value), 255};
}

// What is seen where a translucent colour lies on an opaque one.
Colour over(Colour top, Colour ground);
// WCAG 2.1 contrast ratio, 1 to 21, of two opaque colours.
double contrast(Colour text, Colour ground);

// Two colours that are only used together.
struct Pair {
    Colour text, ground;
};

enum class Age { fresh, warn, late };

struct Palette {
    Colour ground, strip, card, foot, rule, text, quiet, dim, selection, marked;
    std::array<Pair, 3> age;      // header bands by Age
    std::array<Pair, 3> key;      // the position key on such a band
    std::array<Colour, 3> alert;  // the age's colour as text and shape on a strip or card
    Colour without, extra, substitute, note, live;
    Pair quantity, allergy, band, tag, unavailable, ready, keycap, toast, lost, fault, waiting, focus;
    Colour timer, overtime;            // translucent fills behind a started line
    Colour timer_text, overtime_text;  // what is left, what is over
    Colour bar_empty, bar_filled, bar_done;
    Colour board_ready, board_ready_text;
    Colour shade;  // over the screen while a list lies on top
};

// Every kind of text there is. A screen asks for one of these, never for a font.
enum class Style {
    number,
    number_small,
    age,
    service,
    line,
    modifier,
    note,
    small,
    small_strong,
    tag,
    timer,
    band,
    strip,
    strip_strong,
    title,
    keycap,
    hint,
    sentence,
    calm,
    board_title,
    board_number,
    figure,  // one that is to be read across the room
    code,    // digits only
    count_
};
enum class Face { regular, bold, italic };
struct Font {
    Face face = Face::regular;
    float em_px = 0;
};

// Pixels, already scaled.
struct Sizes {
    float margin, gap, column, radius, pad;
    float strip, keys, banner_row;
    float head_first, head_number, head_service, key_box, key_radius;
    float line_row, modifier_row, allergy_row, small_row, band_row, rule_row, foot_row, progress_row, tab_row;
    float row_gap, quantity, quantity_radius, indent, sign;
    float card_frame, selected_frame, marker, shape, dot, stroke, bar;
    float keycap_pad, between, overlay_width, overlay_row, board_column, board_row, board_head;
    float devices_width, pad_key;

    bool operator==(const Sizes&) const = default;
};

struct Look {
    Palette colour;
    Sizes size{};
    std::array<Font, static_cast<std::size_t>(Style::count_)> fonts;
    float scale = 1;

    const Font& font(Style style) const { return fonts[static_cast<std::size_t>(style)]; }
};

const Palette& dark_palette();
const Palette& light_palette();
const Palette& palette_of(Theme theme);

// What the sizes are multiplied with: the order number and the age have a scale of their own. Keys are never
// lower than a finger needs, where that is known.
struct Scale {
    float all = 1, number = 1;
    float touch_px = 0;  // 20 mm; 0: nobody knows

    bool operator==(const Scale&) const = default;
};
Sizes make_sizes(Scale scale);
std::array<Font, static_cast<std::size_t>(Style::count_)> make_fonts(Scale scale);
Look make_look(const Palette& palette, Scale scale);

}  // namespace brigade::ui
