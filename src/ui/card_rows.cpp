#include "ui/draw.h"

namespace brigade::ui {
namespace {

void draw_band(const Scene& scene, const Row& row, const Rect& area, const Pair& pair) {
    scene.canvas.fill(area, pair.ground);
    scene.canvas.text_centred(area, Style::band, pair.text, row.text);
}

// An alarm is the one thing on a ticket that flashes.
void draw_alarm(const Scene& scene, const Row& row, const Rect& area) {
    const Pair& bright = scene.look.colour.lost;
    const Pair pair = lit(scene.kitchen_now) ? bright : Pair{bright.ground, bright.text};
    draw_band(scene, row, area, pair);
    if (!row.first) return;
    const float shape = scene.look.size.shape, y = area.y + area.height / 2;
    const float from_end = scene.look.size.pad / 2 + shape / 2;
    for (const float x : {area.x + from_end, area.right() - from_end})
        scene.canvas.triangle_up(x, y, shape, pair.text);
}

// Somebody else may be cooking it: a sign to ask, before the pan is hot.
void draw_from(const Scene& scene, const Row& row, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Pair& pair = scene.look.colour.unavailable;
    draw_band(scene, row, area, pair);
    if (row.first)
        scene.canvas.arrow(area.x + size.pad / 2 + size.shape / 2, area.y + area.height / 2, size.shape,
                           pair.text, size.stroke);
}

// White with the text cut out of it, whatever the theme: an allergy is never softened.
void draw_allergy(const Scene& scene, const Row& row, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Pair& pair = scene.look.colour.allergy;
    const float left = row.line < 0 ? size.pad * 0.75F : size.indent - size.row_gap;
    const float gap = size.row_gap / 2;
    const float top = row.first ? gap : 0, bottom = row.last ? gap : 0;
    const Rect bar{area.x + left, area.y + top, area.width - left - size.pad * 0.75F,
                   area.height - top - bottom};
    scene.canvas.fill(bar, pair.ground, row.first && row.last ? size.key_radius * 0.75F : 0);
    scene.canvas.text(bar.x + size.row_gap * 1.5F, scene.canvas.middle(Style::band, area.y, area.height),
                      Style::band, pair.text, row.text);
}

void draw_people(const Scene& scene, const Row& row, const Rect& area) {
    const float baseline = scene.canvas.middle(Style::small, area.y, area.height);
    scene.canvas.text(area.x + scene.look.size.pad, baseline, Style::small, scene.look.colour.quiet,
                      row.text);
    scene.canvas.text_right(area.right() - scene.look.size.pad, baseline, Style::small,
                            scene.look.colour.quiet, row.right);
}

void draw_course(const Scene& scene, const Row& row, const Rect& area) {
    const Sizes& size = scene.look.size;
    scene.canvas.dashes(area.x + size.pad, area.right() - size.pad, area.y + size.row_gap,
                        scene.look.colour.rule, size.card_frame);
    scene.canvas.text(area.x + size.pad,
                      scene.canvas.middle(Style::small, area.y + size.row_gap / 2, area.height), Style::small,
                      scene.look.colour.quiet, row.text);
}

void draw_order_note(const Scene& scene, const Row& row, const Rect& area) {
    scene.canvas.text(area.x + scene.look.size.pad, scene.canvas.middle(Style::note, area.y, area.height),
                      Style::note, scene.look.colour.note, row.text);
}

}  // namespace

void draw_row(const Scene& scene, const Card& card, const Row& row, const Rect& area) {
    const Palette& colour = scene.look.colour;
    switch (row.kind) {
        case RowKind::space:
            break;
        case RowKind::band:
            draw_band(scene, row, area, colour.band);
            break;
        case RowKind::voided_band:
            draw_band(scene, row, area, colour.tag);
            break;
        case RowKind::from_band:
            draw_from(scene, row, area);
            break;
        case RowKind::undelivered_band:
            draw_alarm(scene, row, area);
            break;
        case RowKind::ready_band:
            draw_band(scene, row, area, colour.ready);
            break;
        case RowKind::people:
            draw_people(scene, row, area);
            break;
        case RowKind::allergy:
            if (row.line >= 0) draw_line_ground(scene, card, row, area);
            draw_allergy(scene, row, area);
            break;
        case RowKind::course:
            draw_course(scene, row, area);
            break;
        case RowKind::note:
            if (row.line < 0)
                draw_order_note(scene, row, area);
            else
                draw_modifier_row(scene, card, row, area);
            break;
        case RowKind::modifier:
            draw_modifier_row(scene, card, row, area);
            break;
        case RowKind::line:
        case RowKind::marks:
            draw_line_row(scene, card, row, area);
            break;
        case RowKind::progress:
        case RowKind::fire:
        case RowKind::pass:
            draw_expo_row(scene, card, row, area);
            break;
        case RowKind::foot:
            draw_foot_row(scene, row, area);
            break;
    }
}

void draw_foot_row(const Scene& scene, const Row& row, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const float baseline = scene.canvas.middle(Style::small, area.y, area.height);
    float x = area.x + size.pad;
    for (const Segment& segment : row.segments) {
        x = scene.canvas.text(x, baseline, Style::small, colour.quiet, segment.label) + size.pad / 2;
        if (segment.done) {
            scene.canvas.tick(x + size.shape / 2, area.y + area.height / 2, size.shape, colour.extra,
                              size.stroke);
            x += size.shape;
        } else {
            x = scene.canvas.text(x, baseline, Style::small_strong, colour.text, segment.value);
        }
        x += size.pad * 1.5F;
    }
}

}  // namespace brigade::ui
