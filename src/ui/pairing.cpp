#include <algorithm>

#include "base/key_text.h"
#include "ui/which_box.h"

namespace brigade::ui {
namespace {

std::string seconds_left(const Scene& scene) {
    const TimeMs left_ms = scene.model.pairing.until - scene.kitchen_now + 999;
    return std::to_string(std::max<TimeMs>(0, left_ms) / 1000);
}

void draw_code_page(const Scene& scene, const Rect& area) {
    const Look& look = scene.look;
    const Sizes& size = look.size;
    const PairingState& pairing = scene.model.pairing;
    const bool there = !pairing.code.empty();
    const bool huge = scene.canvas.width(Style::code, "0") * 7 < area.width;
    const Style style = huge ? Style::code : Style::board_number;
    const float digits = look.font(style).em_px;
    const float height = size.head_first * 1.4F + digits + size.banner_row * 5;
    float y = area.y + std::max(0.0F, (area.height - height) / 2);
    y = draw_rows(scene, {area.x, y, area.width, 0}, Style::board_title, size.head_first * 1.4F,
                  look.colour.text, scene.words(Say::pair_title));
    if (there)
        draw_code(scene, {area.x, y, area.width, digits}, pairing.code, style, look.colour.text);
    else
        scene.canvas.text_centred({area.x, y, area.width, digits}, Style::title, look.colour.quiet,
                                  scene.words(Say::pair_next));
    y += digits + size.row_gap * 2;
    if (there) {
        y = draw_rows(scene, {area.x, y, area.width, 0}, Style::title, size.banner_row * 1.2F,
                      look.colour.text, scene.words.fill(Say::pair_step, {grouped(pairing.code)}));
        y = draw_rows(scene, {area.x, y, area.width, 0}, Style::sentence, size.banner_row, look.colour.quiet,
                      scene.words(Say::pair_other));
    }
    std::string where = scene.model.hub_address;
    if (there && pairing.until > 0) where += " · " + scene.words.fill(Say::pair_left, {seconds_left(scene)});
    y = draw_rows(scene, {area.x, y, area.width, 0}, Style::sentence, size.banner_row, look.colour.quiet,
                  where);
    if (!pairing.failure.empty())
        draw_rows(scene, {area.x, y + size.row_gap * 2, area.width, 0}, Style::sentence, size.banner_row,
                  look.colour.alert[1], scene.words.fill(Say::pair_failed, {pairing.failure}));
}

void draw_key_page(const Scene& scene, const Rect& area) {
    const Look& look = scene.look;
    const Sizes& size = look.size;
    const PairingState& pairing = scene.model.pairing;
    float y = area.y + area.height * 0.24F;
    scene.canvas.triangle_up(area.x + area.width / 2, y, size.key_box * 2, look.colour.alert[2]);
    y += size.key_box * 1.6F;
    y = draw_rows(scene, {area.x, y, area.width, 0}, Style::calm, size.head_first * 1.5F, look.colour.text,
                  scene.words(Say::key_title));
    const float room = std::min(area.width, size.devices_width);
    const Rect narrow{area.x + (area.width - room) / 2, y, room, 0};
    y = draw_rows(scene, narrow, Style::sentence, size.banner_row, look.colour.text,
                  scene.words.fill(Say::key_text, {scene.model.hub_address}));
    y = draw_rows(scene, {narrow.x, y + size.gap, room, 0}, Style::title, size.banner_row * 1.4F,
                  look.colour.text,
                  scene.words.fill(Say::key_found, {key_beginning(pairing.found_key, no_break)}));
    y = draw_rows(scene, {narrow.x, y, room, 0}, Style::sentence, size.banner_row, look.colour.quiet,
                  scene.words.fill(Say::key_known, {key_beginning(pairing.known_key, no_break)}));
    draw_rows(scene, {narrow.x, y + size.gap, room, 0}, Style::sentence, size.banner_row, look.colour.note,
              scene.words(Say::key_step));
}

}  // namespace

void draw_pairing_page(const Scene& scene, const Rect& area) {
    const Rect above = draw_box_foot(scene, area, which_box(scene));
    if (scene.model.pairing.kind == PairingState::Kind::code)
        draw_code_page(scene, above);
    else
        draw_key_page(scene, above);
}

}  // namespace brigade::ui
