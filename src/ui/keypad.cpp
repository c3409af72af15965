#include <algorithm>
#include <array>

#include "ui/draw_parts.h"

namespace brigade::ui {
namespace {

struct PadKey {
    const char* cap;
    Function function;
};
constexpr std::array<PadKey, 12> pad{{{"1", Function::position_1},
                                      {"2", Function::position_2},
                                      {"3", Function::position_3},
                                      {"4", Function::position_4},
                                      {"5", Function::position_5},
                                      {"6", Function::position_6},
                                      {"7", Function::position_7},
                                      {"8", Function::position_8},
                                      {"9", Function::position_9},
                                      {"«", Function::left},
                                      {"0", Function::zero},
                                      {"", Function::bump}}};
constexpr std::size_t key_columns = 3;
constexpr std::size_t said_rows = 2;

// Never cut, and never moving what is below: smaller where it does not fit.
void draw_said(const Scene& scene, const Rect& area, const Keypad& keypad) {
    if (keypad.said.empty()) return;
    const Measure measure = [&](Style of, std::string_view part) { return scene.canvas.width(of, part); };
    const float room = area.width - 2 * scene.look.size.between;
    Style style = Style::sentence;
    std::vector<std::string> rows = wrap(measure, style, keypad.said, room);
    if (rows.size() > said_rows) rows = wrap(measure, style = Style::small, keypad.said, room);
    const float row = area.height / static_cast<float>(std::max(rows.size(), said_rows));
    float y = area.y + (area.height - row * static_cast<float>(rows.size())) / 2;
    for (const std::string& one : rows) {
        scene.canvas.text_centred({area.x, y, area.width, row}, style,
                                  keypad.wrong ? scene.look.colour.alert[1] : scene.look.colour.text, one);
        y += row;
    }
}

// A dot for each digit, and the places that a PIN has at least.
void draw_dots(const Scene& scene, const Rect& area, std::size_t dots) {
    const Sizes& size = scene.look.size;
    const std::size_t places = std::max(dots, pin_digits_min);
    const float step = size.key_box * 1.2F, middle = area.y + area.height / 2;
    float x = area.x + (area.width - step * static_cast<float>(places - 1)) / 2;
    for (std::size_t i = 0; i < places; ++i, x += step)
        if (i < dots)
            scene.canvas.dot(x, middle, size.shape * 1.2F, scene.look.colour.text);
        else
            scene.canvas.ring(x, middle, size.shape, scene.look.colour.quiet, size.stroke / 2);
}

// What a PIN is typed for stands at the sentence's end: smaller rather than cut.
Style title_style(const Canvas& canvas, const std::string& title, float room) {
    for (const Style style : {Style::title, Style::sentence})
        if (canvas.width(style, title) <= room) return style;
    return Style::small;
}

float dots_height(const Sizes& size) { return size.head_first * 1.2F; }

// From `y` on; returns where it ends.
float draw_typed(const Scene& scene, const Rect& panel, float y, const Keypad& keypad) {
    const Look& look = scene.look;
    if (keypad.code) {
        const float height = look.font(Style::board_number).em_px;
        draw_code(scene, {panel.x, y, panel.width, height}, *keypad.code, Style::board_number,
                  look.colour.text);
        return y + height;
    }
    const float said = look.size.banner_row * static_cast<float>(said_rows);
    draw_said(scene, {panel.x, y, panel.width, said}, keypad);
    draw_dots(scene, {panel.x, y + said, panel.width, dots_height(look.size)}, keypad.dots);
    return y + said + dots_height(look.size);
}

void draw_pad(const Scene& scene, const Rect& area, const Keypad& keypad) {
    const Look& look = scene.look;
    const Sizes& size = look.size;
    const float rows = static_cast<float>(pad.size() / key_columns);
    const float height = std::min(size.pad_key, area.height / rows - size.row_gap * 2);
    const float width = size.pad_key * 1.6F, step_x = width + size.row_gap * 2,
                step_y = height + size.row_gap * 2;
    const float left =
        area.x + (area.width - step_x * static_cast<float>(key_columns) + size.row_gap * 2) / 2;
    for (std::size_t i = 0; i < pad.size(); ++i) {
        const Rect key{left + step_x * static_cast<float>(i % key_columns),
                       area.y + step_y * static_cast<float>(i / key_columns), width, height};
        const bool sends = pad[i].function == Function::bump;
        const Pair& pair = sends && keypad.ready ? look.colour.ready : look.colour.keycap;
        scene.canvas.fill(key, pair.ground, size.radius);
        scene.canvas.text_centred(key, sends ? Style::strip_strong : Style::number_small, pair.text,
                                  sends ? keypad.sends : pad[i].cap);
        scene.hits.push_back({key, Hit::Kind::function, {}, {}, 1, pad[i].function});
    }
}

}  // namespace

float pin_pad_height(const Sizes& size) {
    return size.pad * 2 + size.strip * 2 + size.banner_row * static_cast<float>(said_rows) +
           dots_height(size) + size.gap * 2 +
           (size.pad_key + size.row_gap * 2) * static_cast<float>(pad.size() / key_columns);
}

void draw_keypad(const Scene& scene, const Rect& panel, const Keypad& keypad) {
    const Look& look = scene.look;
    const Sizes& size = look.size;
    Canvas& canvas = scene.canvas;
    float y = panel.y + size.pad;
    const float room = panel.width - 2 * size.pad;
    const Style style = title_style(canvas, keypad.title, room);
    canvas.text_centred({panel.x, y, panel.width, size.strip}, style, look.colour.text,
                        cut(canvas, style, keypad.title, room));
    y = draw_typed(scene, panel, y + size.strip, keypad) + size.gap;

    const float foot = size.strip;
    draw_pad(scene, {panel.x, y, panel.width, panel.bottom() - foot - size.pad - y - size.gap}, keypad);
    const Rect under{panel.x + size.pad, panel.bottom() - foot - size.pad, panel.width - 2 * size.pad, foot};
    const std::string& close = scene.words(Say::key_close);
    const Rect box =
        draw_button(scene, under.right() - button_width(scene, close), under, close, false, false);
    scene.hits.push_back({box, Hit::Kind::function, {}, {}, 1, Function::cancel});
    canvas.text(under.x + size.pad, canvas.middle(Style::small, under.y, under.height), Style::small,
                look.colour.quiet, cut(canvas, Style::small, keypad.hint, box.x - under.x - 2 * size.pad));
}

}  // namespace brigade::ui
