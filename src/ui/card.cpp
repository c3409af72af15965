#include "ui/draw.h"

namespace brigade::ui {
namespace {

// The dark foot begins with the first foot row and goes on to the card's end.
bool in_foot(const Row& row) {
    return row.kind == RowKind::foot || row.kind == RowKind::pass || row.kind == RowKind::fire;
}

float foot_height(const Sheet& sheet, std::size_t from, std::size_t to) {
    float height = 0;
    for (std::size_t i = from; i < to; ++i) height += sheet.rows[i].height;
    return height;
}

void draw_tab(const Scene& scene, const Rect& area) {
    const Look& look = scene.look;
    scene.canvas.fill(area, look.colour.foot, look.size.radius, Corners::bottom);
    const float end =
        scene.canvas.text(area.x + look.size.pad, scene.canvas.middle(Style::small, area.y, area.height),
                          Style::small, look.colour.quiet, scene.words(Say::continued));
    scene.canvas.triangle_right(end + look.size.shape * 0.7F, area.y + area.height / 2,
                                look.size.shape * 0.7F, look.colour.quiet);
}

void draw_rows(const Scene& scene, const Card& card, const Part& part) {
    Rect row_area{card.area.x, card.area.y + card.sheet.head, card.area.width, 0};
    bool foot = false;
    for (std::size_t i = 0; i < part.to; ++i) {
        const Row& row = card.sheet.rows[i];
        if (i < part.from && !row.repeat) continue;
        row_area.height = row.height;
        if (in_foot(row) && !foot) {
            foot = true;
            const float tab = part.continues ? scene.placement.area.tab : 0;
            // On a rail that is lower than the rows before it end.
            row_area.y = card.area.bottom() - tab - foot_height(card.sheet, i, part.to);
            const float left = card.area.bottom() - row_area.y;
            scene.canvas.fill({row_area.x, row_area.y, row_area.width, left}, scene.look.colour.foot,
                              scene.look.size.radius, Corners::bottom);
        }
        draw_row(scene, card, row, row_area);
        row_area.y += row.height;
    }
}

}  // namespace

void draw_card(const Scene& scene, const Card& card) {
    const Look& look = scene.look;
    const Part& part = card.place.parts[card.part];
    const bool selected = scene.view.order_id == card.ticket.order_id;
    scene.canvas.fill(card.area, look.colour.card, look.size.radius);
    scene.hits.push_back(
        {card.area, Hit::Kind::ticket, card.ticket.order_id, {}, card.ticket.generation, Function::none});
    draw_header(scene, card);
    scene.canvas.letters_on_top();
    draw_rows(scene, card, part);
    scene.canvas.letters_as_drawn();
    if (part.continues)
        draw_tab(scene, {card.area.x, card.area.bottom() - scene.placement.area.tab, card.area.width,
                         scene.placement.area.tab});
    const bool alarm = !card.ticket.undelivered.empty();
    const float frame = selected || alarm ? look.size.selected_frame : look.size.card_frame;
    if (selected || alarm) {
        const Rect outer{card.area.x - frame, card.area.y - frame, card.area.width + 2 * frame,
                         card.area.height + 2 * frame};
        scene.canvas.outline(outer, selected ? look.colour.selection : look.colour.lost.ground, frame,
                             look.size.radius + frame / 2);
    }
}

}  // namespace brigade::ui
