// The keyboard on the screen (entry_page.h).
#include "ui/draw_parts.h"

namespace brigade::ui {
namespace {

constexpr float keys_in_row = 10;

std::string title_of(const Scene& scene) {
    const EntryView& entry = scene.view.entry;
    if (entry.what == EntryFor::recall_search) return scene.words(Say::entry_search);
    return scene.words.fill(Say::entry_device, {entry.about});
}

std::string cap_of(const Scene& scene, const EntryKey& key) {
    switch (key.kind) {
        case EntryKey::Kind::letter:
            return key.letter;
        case EntryKey::Kind::shift:
            return scene.view.entry.capitals ? "abc" : "ABC";
        case EntryKey::Kind::symbols:
            return scene.view.entry.symbols ? "abc" : "!#?";
        case EntryKey::Kind::space:
            return {};
        case EntryKey::Kind::erase:
            return "«";
        case EntryKey::Kind::cancel:
            return scene.words(Say::key_cancel);
        case EntryKey::Kind::done:
            break;
    }
    return scene.words(Say::key_done);
}

// The end of what is typed is what matters while typing.
std::string end_that_fits(const Canvas& canvas, Style style, std::string text, float room) {
    if (canvas.width(style, text) <= room) return text;
    std::string_view rest = text;
    while (!rest.empty() && canvas.width(style, "…" + std::string(rest)) > room) take_code_point(rest);
    return "…" + std::string(rest);
}

void draw_field(const Scene& scene, const Rect& field) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
    canvas.fill(field, colour.foot, size.key_radius);
    canvas.outline(field, colour.rule, size.card_frame, size.key_radius);
    const Style style = Style::number_small;
    const std::string text = end_that_fits(canvas, style, scene.view.entry.text, field.width - 3 * size.pad);
    const float x = field.x + size.pad;
    canvas.text(x, canvas.middle(style, field.y, field.height), style, colour.text, text);
    const float caret = x + canvas.width(style, text) + size.row_gap / 2;
    canvas.fill({caret, field.y + field.height * 0.2F, size.stroke, field.height * 0.6F}, colour.live);
}

void draw_key(const Scene& scene, const EntryKey& key, std::size_t row, std::size_t place, const Rect& area) {
    const Palette& colour = scene.look.colour;
    const EntryView& entry = scene.view.entry;
    const bool chosen = entry.row == row && entry.key == place;
    const Pair& pair = chosen                             ? colour.focus
                       : key.kind == EntryKey::Kind::done ? colour.ready
                                                          : colour.keycap;
    scene.canvas.fill(area, pair.ground, scene.look.size.radius);
    const Style style = key.kind == EntryKey::Kind::letter ? Style::number_small : Style::strip_strong;
    scene.canvas.text_centred(area, style, pair.text, cap_of(scene, key));
    if (key.kind == EntryKey::Kind::space) {
        const float width = area.width * 0.4F, y = area.y + area.height * 0.62F;
        scene.canvas.fill({area.x + (area.width - width) / 2, y, width, scene.look.size.stroke}, pair.text);
    }
    Hit hit{area, Hit::Kind::entry_key, {}, {}, 1, Function::none};
    hit.row = row;
    hit.place = place;
    scene.hits.push_back(hit);
}

}  // namespace

void draw_entry(const Scene& scene, const Rect& area) {
    const Look& look = scene.look;
    const Sizes& size = look.size;
    Canvas& canvas = scene.canvas;
    const EntryRows rows = entry_rows(scene.view.entry);
    const float around = size.strip * 1.6F + size.head_first * 1.3F + size.strip + size.pad;
    const float height = around + (size.pad_key + size.row_gap * 2) * static_cast<float>(rows.size());
    const Rect panel = draw_panel(scene, area, size.devices_width, height, Function::none);
    const float left = panel.x + size.between, inner = panel.width - 2 * size.between;
    const std::string title = cut(canvas, Style::title, title_of(scene), inner);
    canvas.text(left, canvas.middle(Style::title, panel.y, size.strip * 1.4F), Style::title, look.colour.text,
                title);
    const Rect field{left, panel.y + size.strip * 1.4F, inner, size.head_first * 1.3F};
    draw_field(scene, field);
    const float top = field.bottom() + size.gap, foot = panel.bottom() - size.strip;
    const float step = (foot - top) / static_cast<float>(rows.size());
    const float unit = (inner + size.row_gap * 2) / keys_in_row;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        float x = left;
        for (std::size_t place = 0; place < rows[row].size(); ++place) {
            const float wide = unit * rows[row][place].width;
            draw_key(
                scene, rows[row][place], row, place,
                {x, top + step * static_cast<float>(row), wide - size.row_gap * 2, step - size.row_gap * 2});
            x += wide;
        }
    }
    canvas.text_centred({panel.x, foot, panel.width, size.strip}, Style::small, look.colour.quiet,
                        cut(canvas, Style::small, scene.words(Say::entry_hint), inner));
}

}  // namespace brigade::ui
