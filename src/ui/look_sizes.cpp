#include <algorithm>
#include <cmath>

#include "ui/legible.h"
#include "ui/look.h"

namespace brigade::ui {

std::array<Font, static_cast<std::size_t>(Style::count_)> make_fonts(Scale scale) {
    std::array<Font, static_cast<std::size_t>(Style::count_)> fonts{};
    const auto set = [&](Style style, Face face, float em, bool number = false) {
        const float by = number ? scale.number : scale.all;
        fonts[static_cast<std::size_t>(style)] = {face, std::round(em * by * 2) / 2};
    };
    set(Style::number, Face::bold, number_em, true);
    set(Style::number_small, Face::bold, 54, true);
    set(Style::age, Face::bold, number_em, true);
    set(Style::service, Face::regular, 26);
    set(Style::line, Face::bold, line_em);
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
    set(Style::figure, Face::bold, 92, true);
    set(Style::code, Face::bold, 330);
    return fonts;
}

Sizes make_sizes(Scale scale) {
    const auto px = [&](float at_1080) { return std::max(1.0F, std::round(at_1080 * scale.all)); };
    const auto number_px = [&](float at_1) { return std::round(at_1 * scale.number); };
    Sizes s{};
    s.margin = px(18), s.gap = px(16), s.column = std::max(px(364), px(118) + number_px(240)),
    s.radius = px(10), s.pad = px(16);
    s.strip = px(64), s.keys = std::max(px(64), std::round(scale.touch_px)), s.banner_row = px(46);
    s.head_first = std::max(px(62), number_px(62)), s.head_number = number_px(60), s.head_service = px(30),
    s.key_box = px(44), s.key_radius = px(8);
    s.line_row = px(46), s.modifier_row = px(35), s.allergy_row = px(42), s.small_row = px(37);
    s.band_row = px(40), s.rule_row = px(40), s.foot_row = px(42), s.progress_row = px(42),
    s.tab_row = px(42);
    s.row_gap = px(6), s.quantity = px(36), s.quantity_radius = px(6), s.indent = px(62), s.sign = px(26);
    s.card_frame = px(2), s.selected_frame = px(6), s.marker = px(8), s.shape = px(24), s.dot = px(9);
    s.stroke = px(4), s.bar = px(20);
    s.keycap_pad = px(12), s.between = px(34), s.overlay_width = px(1000), s.overlay_row = px(72);
    s.board_column = px(250), s.board_row = px(156), s.board_head = px(120);
    s.devices_width = px(1320), s.pad_key = std::max(px(104), std::round(scale.touch_px));
    return s;
}

Look make_look(const Palette& palette, Scale scale) {
    return {palette, make_sizes(scale), make_fonts(scale), scale.all};
}

}  // namespace brigade::ui
