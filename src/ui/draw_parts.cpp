#include "ui/draw_parts.h"

#include <algorithm>

#include "base/isolate.h"

namespace brigade::ui {

std::string cut(const Canvas& canvas, Style style, const std::string& text, float room) {
    if (canvas.width(style, text) <= room) return text;
    const auto part = [&](std::size_t bytes) { return with_marks_closed(text.substr(0, bytes)) + " …"; };
    std::string_view rest = text;
    std::size_t fits = 0;
    while (!rest.empty()) {
        take_cluster(rest);
        const std::size_t taken = text.size() - rest.size();
        if (canvas.width(style, part(taken)) > room) break;
        fits = taken;
    }
    return part(fits);
}

std::vector<std::string> cut_rows(const Canvas& canvas, Style style, const std::string& text, float room,
                                  std::size_t rows_max) {
    const Measure measure = [&](Style of, std::string_view part) { return canvas.width(of, part); };
    std::vector<std::string> rows = wrap(measure, style, text, room);
    if (rows.size() <= rows_max) return rows;
    std::string& last = rows[rows_max - 1];
    for (std::size_t i = rows_max; i < rows.size(); ++i) last += " " + rows[i];
    last = cut(canvas, style, last, room);
    rows.resize(rows_max);
    return rows;
}

float draw_rows(const Scene& scene, const Rect& area, Style style, float row, Colour colour,
                const std::string& text) {
    const Measure measure = [&](Style of, std::string_view part) { return scene.canvas.width(of, part); };
    float y = area.y;
    for (const std::string& one : wrap(measure, style, text, area.width - 2 * scene.look.size.between)) {
        scene.canvas.text_centred({area.x, y, area.width, row}, style, colour, one);
        y += row;
    }
    return y;
}

float button_width(const Scene& scene, const std::string& text) {
    return scene.canvas.width(Style::keycap, text) + 2 * scene.look.size.between;
}

Rect draw_panel(const Scene& scene, const Rect& area, float width, float height, Function beside) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    width = std::min(width, area.width - 2 * size.margin);
    height = std::min(height, area.height - 2 * size.row_gap);
    const Rect panel{area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height};
    scene.canvas.fill(area, colour.shade);
    scene.canvas.fill(panel, colour.card, size.radius);
    scene.canvas.outline(panel, colour.rule, size.card_frame, size.radius);
    scene.hits.push_back({area, Hit::Kind::function, {}, {}, 1, beside});
    scene.hits.push_back({panel, Hit::Kind::function, {}, {}, 1, Function::none});
    return panel;
}

Rect draw_button(const Scene& scene, float x, const Rect& row, const std::string& text, bool focused,
                 bool armed) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const Pair& pair = armed ? colour.lost : focused ? colour.focus : colour.keycap;
    const Rect box{x, row.y + size.row_gap / 2, button_width(scene, text), row.height - size.row_gap};
    scene.canvas.fill(box, pair.ground, size.key_radius);
    scene.canvas.text_centred(box, Style::keycap, pair.text, text);
    return box;
}

std::string grouped(const std::string& code) {
    return code.size() > 3 ? code.substr(0, 3) + " " + code.substr(3) : code;
}

void draw_code(const Scene& scene, const Rect& area, const std::string& code, Style style, Colour colour) {
    const Look& look = scene.look;
    const float digit = scene.canvas.width(style, "0"), gap = digit * 0.55F;
    const float baseline = scene.canvas.middle(style, area.y, area.height);
    float x = area.x + (area.width - digit * code_digits - gap) / 2;
    for (std::size_t i = 0; i < code_digits; ++i, x += digit) {
        if (i == code_digits / 2) x += gap;
        if (i < code.size())
            scene.canvas.text(x, baseline, style, colour, std::string(1, code[i]));
        else
            scene.canvas.fill(
                {x + digit * 0.15F, baseline - look.size.stroke, digit * 0.7F, look.size.stroke},
                i == code.size() ? colour : look.colour.rule);
    }
}

}  // namespace brigade::ui
