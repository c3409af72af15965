#include "ui/look.h"

#include <algorithm>
#include <cmath>

namespace brigade::ui {
namespace {

double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour colour) {
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

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

std::array<Font, static_cast<std::size_t>(Style::count_)> make_fonts(float scale) {
    std::array<Font, static_cast<std::size_t>(Style::count_)> fonts{};
    const auto set = [&](Style style, Face face, float em) {
        fonts[static_cast<std::size_t>(style)] = {face, std::round(em * scale * 2) / 2};
    };
    set(Style::number, Face::bold, 62);
    set(Style::number_small, Face::bold, 44);
    set(Style::age, Face::bold, 54);
    set(Style::service, Face::regular, 26);
    set(Style::line, Face::bold, 35);
    set(Style::modifier, Face::regular, 29);
    set(Style::note, Face::italic, 28);
    set(Style::small, Face::regular, 25);
    set(Style::small_strong, Face::bold, 25);
    set(Style::tag, Face::bold, 22);
    set(Style::timer, Face::bold, 28);
    set(Style::band, Face::bold, 27);
    set(Style::strip, Face::regular, 30);
    set(Style::strip_strong, Face::bold, 31);
    set(Style::title, Face::bold, 40);
    set(Style::keycap, Face::bold, 25);
    set(Style::hint, Face::regular, 26);
    set(Style::sentence, Face::regular, 31);
    set(Style::calm, Face::bold, 72);
    set(Style::board_title, Face::bold, 56);
    set(Style::board_number, Face::bold, 118);
    set(Style::code, Face::bold, 330);
    return fonts;
}

Sizes make_sizes(float scale) {
    const auto px = [scale](float at_1080) { return std::max(1.0F, std::round(at_1080 * scale)); };
    Sizes s{};
    s.margin = px(18), s.gap = px(16), s.column = px(364), s.radius = px(10), s.pad = px(16);
    s.strip = px(64), s.keys = px(64), s.banner_row = px(46);
    s.head_first = px(62), s.head_number = px(50), s.head_service = px(30), s.key_box = px(44),
    s.key_radius = px(8);
    s.line_row = px(46), s.modifier_row = px(35), s.allergy_row = px(42), s.small_row = px(37);
    s.band_row = px(40), s.rule_row = px(40), s.foot_row = px(42), s.progress_row = px(42),
    s.tab_row = px(42);
    s.row_gap = px(6), s.quantity = px(36), s.quantity_radius = px(6), s.indent = px(62), s.sign = px(26);
    s.card_frame = px(2), s.selected_frame = px(6), s.marker = px(8), s.shape = px(24), s.dot = px(9);
    s.stroke = px(4), s.bar = px(20);
    s.keycap_pad = px(12), s.between = px(34), s.overlay_width = px(1000), s.overlay_row = px(72);
    s.board_column = px(250), s.board_row = px(156), s.board_head = px(120);
    s.devices_width = px(1320), s.pad_key = px(104);
    return s;
}

}  // namespace

Colour over(Colour top, Colour ground) {
    const auto mix = [&](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>((a * top.alpha + b * (255 - top.alpha) + 127) / 255);
    };
    return {mix(top.red, ground.red), mix(top.green, ground.green), mix(top.blue, ground.blue), 255};
}

double contrast(Colour text, Colour ground) {
    const double a = luminance(text), b = luminance(ground);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

float scale_for(int width_px, int height_px, const Viewing& viewing) {
    const float by_height = static_cast<float>(std::min(width_px, height_px)) / 1080.0F;  // upright, too
    if (viewing.diagonal_in <= 0 || viewing.distance_m <= 0) return by_height;
    constexpr float mm_per_inch = 25.4F, cap_of_em = 0.711F, line_em_px = 35, half_angle_rad = 0.0029089F;
    const float diagonal_px = std::hypot(static_cast<float>(width_px), static_cast<float>(height_px));
    const float cap_mm = 2 * viewing.distance_m * 1000 * std::tan(half_angle_rad);
    const float cap_px = cap_mm * diagonal_px / (viewing.diagonal_in * mm_per_inch);
    return std::clamp(cap_px / (line_em_px * cap_of_em), by_height * 0.75F, by_height * 2);
}

const Palette& dark_palette() {
    static constexpr Palette palette = make_dark();
    return palette;
}

Look make_look(const Palette& palette, float scale) {
    return {palette, make_sizes(scale), make_fonts(scale), scale};
}

}  // namespace brigade::ui
