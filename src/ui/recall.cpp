#include <algorithm>

#include "ui/draw_parts.h"

namespace brigade::ui {
namespace {

void draw_recalled(const Scene& scene, const BumpedTicket& bumped, std::size_t index, bool chosen,
                   const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
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
    const float left = std::max(number_end + size.pad, key.right() + size.column * 0.45F);
    const float room = right - canvas.width(Style::small, ago) - size.pad - left;
    const auto rows = cut_rows(canvas, Style::small, bumped.summary, std::max(room, size.key_box), 2);
    const float row_height = area.height / static_cast<float>(rows.size() == 1 ? 1 : 2);
    for (std::size_t i = 0; i < rows.size(); ++i)
        canvas.text(left,
                    canvas.middle(Style::small, area.y + row_height * static_cast<float>(i), row_height),
                    Style::small, text, rows[i]);
    scene.hits.push_back({area, Hit::Kind::recalled, bumped.order_id, {}, bumped.generation, Function::none});
}

// What was searched for stands in place of the title, and how many were found beside it.
void draw_title(const Scene& scene, const Rect& area) {
    const std::string& search = scene.view.recall.search;
    const Sizes& size = scene.look.size;
    const float y = scene.canvas.middle(Style::title, area.y, area.height);
    const std::string count = scene.words.fill(
        Say::recall_count, {std::to_string(recall_rows(scene.view.recall, scene.model).size())});
    const std::string title =
        search.empty() ? scene.words(Say::recall_title) : scene.words.fill(Say::recall_search, {search});
    const float room = area.width - 3 * size.between - scene.canvas.width(Style::small, count);
    scene.canvas.text(area.x + size.between, y, Style::title, scene.look.colour.text,
                      cut(scene.canvas, Style::title, title, room));
    scene.canvas.text_right(area.right() - size.between, y, Style::small, scene.look.colour.quiet, count);
}

}  // namespace

void draw_recall(const Scene& scene, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
    const RecallView& view = scene.view.recall;
    const std::vector<const BumpedTicket*> rows = recall_rows(view, scene.model);
    const auto chosen = chosen_row(view, rows);
    const std::size_t first = chosen.value_or(0) / keys_max * keys_max;
    const std::size_t shown = std::min<std::size_t>(keys_max, rows.size() - first);
    const float height = size.head_service + size.strip * 2 +
                         size.overlay_row * static_cast<float>(std::max<std::size_t>(1, shown));
    const Rect panel = draw_panel(scene, area, size.overlay_width, height, Function::cancel);
    draw_title(scene, {panel.x, panel.y, panel.width, size.strip + size.head_service / 2});
    Rect row{panel.x + size.pad, panel.y + size.strip + size.head_service / 2, panel.width - 2 * size.pad,
             size.overlay_row};
    if (rows.empty()) {
        const std::string why = view.search.empty() ? scene.words(Say::recall_empty)
                                                    : scene.words.fill(Say::recall_none, {view.search});
        canvas.text_centred(row, Style::sentence, colour.quiet, cut(canvas, Style::sentence, why, row.width));
    }
    for (std::size_t i = first; i < first + shown; ++i, row.y += row.height)
        draw_recalled(scene, *rows[i], i, chosen == i, row);
    const Rect foot{panel.x, panel.bottom() - size.strip, panel.width, size.strip};
    const std::string& search = scene.words(Say::key_search);
    const Rect button{foot.x + size.pad, foot.y, foot.width - 2 * size.pad, foot.height - size.row_gap};
    const Rect box =
        draw_button(scene, button.right() - button_width(scene, search), button, search, false, false);
    scene.hits.push_back({box, Hit::Kind::function, {}, {}, 1, Function::menu});
    canvas.text(foot.x + size.between, canvas.middle(Style::small, foot.y, foot.height), Style::small,
                colour.quiet,
                cut(canvas, Style::small, scene.words(Say::recall_hint), box.x - foot.x - 2 * size.between));
}

}  // namespace brigade::ui
