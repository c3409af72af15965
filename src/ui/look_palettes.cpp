#include "ui/look.h"

namespace brigade::ui {
namespace {

constexpr Colour faint(std::uint32_t value, double opacity) {
    Colour colour = rgb(value);
    colour.alpha = static_cast<std::uint8_t>(opacity * 255);
    return colour;
}

constexpr Palette make_dark() {
    constexpr Colour black = rgb(0x111111), white = rgb(0xFFFFFF), text = rgb(0xF4F6F8);
    Palette p{};
    p.ground = rgb(0x0C0F14);
    p.strip = rgb(0x141922);
    p.card = rgb(0x1A202A);
    p.foot = rgb(0x12171F);
    p.rule = rgb(0x3A4554);
    p.text = text;
    p.quiet = rgb(0xB4BDC9);
    p.dim = rgb(0xB0B8C3);
    p.selection = white;
    p.marked = rgb(0x222C3A);
    p.age = {Pair{white, rgb(0x00578A)}, Pair{black, rgb(0xF2C230)}, Pair{black, rgb(0xFF7E54)}};
    p.key = {Pair{white, rgb(0x003A5E)}, Pair{rgb(0xF2C230), black}, Pair{rgb(0xFF9A78), black}};
    p.alert = {rgb(0x56B4E9), rgb(0xF2C230), rgb(0xFF8F6B)};
    p.without = rgb(0xFFB199);
    p.extra = rgb(0x8FE0B8);
    p.substitute = rgb(0x9AD0F5);
    p.note = rgb(0xF2C230);
    p.live = rgb(0x56B4E9);
    p.quantity = {black, text};
    p.allergy = {rgb(0x8A0046), white};
    p.band = {black, white};
    p.tag = {black, rgb(0xD98FB8)};
    p.unavailable = {black, rgb(0xF2C230)};
    p.ready = {black, rgb(0x8FE0B8)};
    p.keycap = {text, rgb(0x2B3542)};
    p.toast = {black, text};
    p.lost = {black, rgb(0xFF7E54)};
    p.fault = {black, rgb(0xF2C230)};
    p.waiting = {text, rgb(0x2B3542)};
    p.focus = {black, text};
    p.timer = faint(0x56B4E9, 0.18);
    p.overtime = faint(0xFF7E54, 0.17);
    p.timer_text = rgb(0xC8E7FC);
    p.overtime_text = rgb(0xFFD2C4);
    p.bar_empty = rgb(0x2B3542);
    p.bar_filled = rgb(0x56B4E9);
    p.bar_done = rgb(0x8FE0B8);
    p.board_ready = rgb(0x0C3A2A);
    p.board_ready_text = rgb(0x8FE0B8);
    p.shade = faint(0x05070A, 0.80);
    return p;
}

// For a bright pass: white cards on a grey that does not dazzle, colours dark enough to be read on white. The
// age bands keep the colours that the kitchen knows. An allergy's bar turns over: white would be lost on
// white.
constexpr Palette make_light() {
    constexpr Colour black = rgb(0x111111), white = rgb(0xFFFFFF), text = rgb(0x0E1318);
    Palette p{};
    p.ground = rgb(0xCFD6DD);
    p.strip = rgb(0xE9EDF1);
    p.card = white;
    p.foot = rgb(0xE7ECF0);
    p.rule = rgb(0x8793A0);
    p.text = text;
    p.quiet = rgb(0x353F4A);
    p.dim = rgb(0x414B56);
    p.selection = text;
    p.marked = rgb(0xDCE8F5);
    p.age = {Pair{white, rgb(0x00578A)}, Pair{black, rgb(0xF2C230)}, Pair{black, rgb(0xFF7E54)}};
    p.key = {Pair{white, rgb(0x003A5E)}, Pair{rgb(0xF2C230), black}, Pair{rgb(0xFF9A78), black}};
    p.alert = {rgb(0x00497A), rgb(0x5C4400), rgb(0x8C1D00)};
    p.without = rgb(0x8C1D00);
    p.extra = rgb(0x004F33);
    p.substitute = rgb(0x004A80);
    p.note = rgb(0x4E3A00);
    p.live = rgb(0x0072B2);
    p.quantity = {white, text};
    p.allergy = {white, rgb(0x7A003E)};
    p.band = {white, rgb(0x111111)};
    p.tag = {black, rgb(0xD98FB8)};
    p.unavailable = {black, rgb(0xF2C230)};
    p.ready = {white, rgb(0x00573A)};
    p.keycap = {text, rgb(0xC9D2DB)};
    p.toast = {white, text};
    p.lost = {black, rgb(0xFF7E54)};
    p.fault = {black, rgb(0xF2C230)};
    p.waiting = {text, rgb(0xC9D2DB)};
    p.focus = {white, text};
    p.timer = faint(0x56B4E9, 0.38);
    p.overtime = faint(0xFF7E54, 0.40);
    p.timer_text = rgb(0x003A60);
    p.overtime_text = rgb(0x6A1600);
    p.bar_empty = rgb(0xC9D2DB);
    p.bar_filled = rgb(0x0072B2);
    p.bar_done = rgb(0x00704A);
    p.board_ready = rgb(0xB9E8D2);
    p.board_ready_text = rgb(0x00402A);
    p.shade = faint(0x20262D, 0.72);
    return p;
}

}  // namespace

const Palette& dark_palette() {
    static constexpr Palette palette = make_dark();
    return palette;
}

const Palette& light_palette() {
    static constexpr Palette palette = make_light();
    return palette;
}

const Palette& palette_of(Theme theme) { return theme == Theme::light ? light_palette() : dark_palette(); }

}  // namespace brigade::ui
