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
constexpr std::size_t columns = 3;

}  // namespace

void draw_keypad(const Scene& scene, const Rect& panel, const DeviceRow& row) {
    const Look& look = scene.look;
    const Sizes& size = look.size;
    Canvas& canvas = scene.canvas;
    const std::string& code = scene.view.devices.code;
    const std::string title = scene.words.fill(Say::type_code, {row.name()});
    float y = panel.y + size.pad;
    canvas.text_centred({panel.x, y, panel.width, size.strip}, Style::title, look.colour.text,
                        cut(canvas, Style::title, title, panel.width - 2 * size.pad));
    y += size.strip;
    const Rect shown{panel.x, y, panel.width, look.font(Style::board_number).em_px};
    draw_code(scene, shown, code, Style::board_number, look.colour.text);
    y = shown.bottom() + size.gap;

    const float foot = size.strip, rows = static_cast<float>(pad.size() / columns);
    const float height = std::min(size.pad_key, (panel.bottom() - foot - size.pad - y - size.gap) / rows - size.row_gap * 2);
    const float width = size.pad_key * 1.6F, step_x = width + size.row_gap * 2, step_y = height + size.row_gap * 2;
    const float left = panel.x + (panel.width - step_x * static_cast<float>(columns) + size.row_gap * 2) / 2;
    for (std::size_t i = 0; i < pad.size(); ++i) {
        const Rect key{left + step_x * static_cast<float>(i % columns),
                       y + step_y * static_cast<float>(i / columns), width, height};
        const bool sends = pad[i].function == Function::bump;
        const bool ready = sends && code.size() == code_digits;
        const Pair& pair = ready ? look.colour.ready : look.colour.keycap;
        canvas.fill(key, pair.ground, size.radius);
        canvas.text_centred(key, sends ? Style::strip_strong : Style::number_small, pair.text,
                            sends ? scene.words(Say::key_pair) : pad[i].cap);
        scene.hits.push_back({key, Hit::Kind::function, {}, {}, 1, pad[i].function});
    }
    const Rect under{panel.x + size.pad, panel.bottom() - foot - size.pad, panel.width - 2 * size.pad, foot};
    const std::string& close = scene.words(Say::key_close);
    const Rect box = draw_button(scene, under.right() - button_width(scene, close), under, close, false, false);
    scene.hits.push_back({box, Hit::Kind::function, {}, {}, 1, Function::cancel});
    canvas.text(under.x + size.pad, canvas.middle(Style::small, under.y, under.height), Style::small,
                look.colour.quiet,
                cut(canvas, Style::small, scene.words(Say::type_hint), box.x - under.x - 2 * size.pad));
}

}  // namespace brigade::ui
