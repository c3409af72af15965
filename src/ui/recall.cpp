#include <algorithm>

#include "ui/draw.h"

namespace brigade::ui {
namespace {

void draw_entry(const Scene& scene, std::size_t index, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const BumpedTicket& bumped = scene.model.bumped[index];
    Canvas& canvas = scene.canvas;
    const bool chosen = index == scene.view.recalled;
    if (chosen) canvas.fill(area, colour.focus.ground, size.key_radius);
    const Colour text = chosen ? colour.focus.text : colour.text,
                 quiet = chosen ? colour.focus.text : colour.quiet;
    const Rect key{area.x + size.pad, area.y + (area.height - size.key_box) / 2, size.key_box, size.key_box};
    canvas.fill(key, colour.keycap.ground, size.key_radius);
    canvas.text_centred(key, Style::timer, colour.keycap.text, std::to_string(index % keys_max + 1));
    const float number_end =
        canvas.text(key.right() + size.pad, canvas.middle(Style::number_small, area.y, area.height),
                    Style::number_small, text, bumped.number);
    const std::string ago = scene.words.fill(Say::ago, {rough_age(scene.kitchen_now - bumped.bumped_at)});
    const float right = area.right() - size.pad;
    canvas.text_right(right, canvas.middle(Style::small, area.y, area.height), Style::small, quiet, ago);
    const Measure measure = [&](Style style, std::string_view part) { return canvas.width(style, part); };
    const float left = std::max(number_end + size.pad, key.right() + size.column * 0.45F);
    const float room = right - canvas.width(Style::small, ago) - size.pad - left;
    std::vector<std::string> rows = wrap(measure, Style::small, bumped.summary, std::max(room, size.key_box));
    if (rows.size() > 2) {
        rows.resize(2);
        while (!rows[1].empty() && canvas.width(Style::small, rows[1] + " …") > room) rows[1].pop_back();
        rows[1] += " …";
    }
    const float row_height = area.height / static_cast<float>(rows.size() == 1 ? 1 : 2);
    for (std::size_t i = 0; i < rows.size(); ++i)
        canvas.text(left,
                    canvas.middle(Style::small, area.y + row_height * static_cast<float>(i), row_height),
                    Style::small, text, rows[i]);
    scene.hits.push_back({area, Hit::Kind::recalled, bumped.order_id, {}, bumped.generation, Function::none});
}

}  // namespace

void draw_recall(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
    canvas.fill(area, colour.shade);
    scene.hits.push_back({area, Hit::Kind::function, {}, {}, 1, Function::cancel});
    const std::size_t all = scene.model.bumped.size(), first = scene.view.recalled / keys_max * keys_max;
    const std::size_t shown = all > first ? std::min<std::size_t>(keys_max, all - first) : 0;
    const float width = std::min(size.overlay_width, area.width - 2 * size.margin);
    const float height = size.head_service + size.strip * 2 +
                         size.overlay_row * static_cast<float>(std::max<std::size_t>(1, shown));
    const Rect panel{area.x + (area.width - width) / 2, area.y + (area.height - height) / 2, width, height};
    canvas.fill(panel, colour.card, size.radius);
    canvas.outline(panel, colour.rule, size.card_frame, size.radius);
    scene.hits.push_back({panel, Hit::Kind::function, {}, {}, 1, Function::none});
    const float title = canvas.middle(Style::title, panel.y, size.strip + size.head_service / 2);
    canvas.text(panel.x + size.between, title, Style::title, colour.text, scene.words(Say::recall_title));
    canvas.text_right(panel.right() - size.between, title, Style::small, colour.quiet,
                      scene.words.fill(Say::recall_count, {std::to_string(all)}));
    Rect row{panel.x + size.pad, panel.y + size.strip + size.head_service / 2, panel.width - 2 * size.pad,
             size.overlay_row};
    if (all == 0) canvas.text_centred(row, Style::sentence, colour.quiet, scene.words(Say::recall_empty));
    for (std::size_t i = 0; i < shown; ++i, row.y += row.height) draw_entry(scene, first + i, row);
    const Rect foot{panel.x, panel.bottom() - size.strip, panel.width, size.strip};
    canvas.text_centred(foot, Style::small, colour.quiet, scene.words(Say::recall_hint));
}

}  // namespace brigade::ui
