#include <algorithm>

#include "ui/draw.h"

namespace brigade::ui {
namespace {

const ScreenLine& line_of(const Card& card, const Row& row) {
    return card.ticket.lines[static_cast<std::size_t>(row.line)];
}

bool chosen(const Scene& scene, const Card& card, const Row& row) {
    return scene.view.order_id == card.ticket.order_id &&
           chosen_line(card.ticket, scene.view.line_id) == row.line;
}

bool voided(const ScreenLine& line) {
    return line.state == LineState::voided || line.change == Change::removed;
}

// Quantities over one stand in a box of their own; a single one does not shout.
void draw_quantity(const Scene& scene, const ScreenLine& line, const Rect& area, Colour colour) {
    const Sizes& size = scene.look.size;
    const std::string text = std::to_string(line.quantity);
    const float middle = area.x + size.pad + size.quantity / 2;
    const float width = std::max(size.quantity, scene.canvas.width(Style::line, text) + size.row_gap);
    const Rect box{std::max(area.x + size.row_gap / 2, middle - width / 2),
                   area.y + (area.height - size.quantity * 1.06F) / 2, width, size.quantity * 1.06F};
    const bool plain = line.quantity == 1 || is_finished(line) || line.held;
    if (!plain) scene.canvas.fill(box, scene.look.colour.quantity.ground, size.quantity_radius);
    if (plain && line.quantity > 1) scene.canvas.outline(box, colour, size.card_frame, size.quantity_radius);
    scene.canvas.text_centred(box, Style::line, plain ? colour : scene.look.colour.quantity.text, text);
}

// How far a started line has got, behind its name.
void draw_timer_fill(const Scene& scene, const ScreenLine& line, const Rect& area) {
    if (line.state != LineState::started) return;
    const double run_ms = static_cast<double>(scene.kitchen_now - line.started_at);
    const double all_ms = std::max(1.0, line.prep_s * 1000.0);
    const auto share = static_cast<float>(std::clamp(run_ms / all_ms, 0.0, 1.0));
    const bool over = run_ms > all_ms;
    scene.canvas.fill({area.x, area.y, area.width * share, area.height},
                      over ? scene.look.colour.overtime : scene.look.colour.timer);
}

void draw_marks(const Scene& scene, const ScreenLine& line, const Rect& area) {
    const Sizes& size = scene.look.size;
    float right = area.right() - size.pad * 0.75F;
    const float y = area.y + area.height / 2;
    if (line.state == LineState::done || line.state == LineState::served) {
        scene.canvas.tick(right - size.shape / 2, y, size.shape, scene.look.colour.extra, size.stroke);
        right -= size.shape + size.row_gap;
    }
    if (line.state == LineState::started) {
        const std::string text = timer_text(line, scene.kitchen_now);
        const Colour colour =
            text.front() == '+' ? scene.look.colour.overtime_text : scene.look.colour.timer_text;
        scene.canvas.text_right(right, scene.canvas.middle(Style::timer, area.y, area.height), Style::timer,
                                colour, text);
        right -= scene.canvas.width(Style::timer, text) + size.row_gap;
    }
    for (const Mark& mark : marks_of(scene.composer, line)) {
        const Pair& pair = scene.look.colour.*mark.pair;
        const float width = scene.canvas.width(Style::tag, mark.text) + size.pad,
                    height = size.key_box * 0.68F;
        const Rect box{right - width, y - height / 2, width, height};
        scene.canvas.fill(box, pair.ground, size.quantity_radius);
        scene.canvas.text_centred(box, Style::tag, pair.text, mark.text);
        right -= width + size.row_gap;
    }
    if (line.pending) draw_pending(scene, right, y, scene.look.colour.quiet);
}

}  // namespace

void draw_line_ground(const Scene& scene, const Card& card, const Row& row, const Rect& area) {
    scene.hits.push_back({area, Hit::Kind::line, card.ticket.order_id, line_of(card, row).id,
                          card.ticket.generation, Function::none});
    const bool is_chosen = chosen(scene, card, row);
    if (is_chosen) scene.canvas.fill(area, scene.look.colour.marked);
    if (row.kind == RowKind::line || row.kind == RowKind::marks)
        draw_timer_fill(scene, line_of(card, row), area);
    if (!is_chosen) return;
    scene.canvas.fill({area.x, area.y, scene.look.size.marker, area.height}, scene.look.colour.selection);
}

void draw_line_row(const Scene& scene, const Card& card, const Row& row, const Rect& area) {
    const ScreenLine& line = line_of(card, row);
    const Sizes& size = scene.look.size;
    const bool dimmed = is_finished(line) || line.held || voided(line);
    const Colour colour = dimmed ? scene.look.colour.dim : scene.look.colour.text;
    draw_line_ground(scene, card, row, area);
    if (row.kind == RowKind::line) {
        const float x = area.x + size.indent;
        const float end = scene.canvas.text(x, scene.canvas.middle(Style::line, area.y, area.height),
                                            Style::line, colour, row.text);
        if (voided(line)) {
            const float y = area.y + area.height / 2;
            scene.canvas.fill({x, y, end - x, size.stroke}, colour);
        }
        if (row.first) draw_quantity(scene, line, area, colour);
    }
    if (row.marks) draw_marks(scene, line, area);
}

void draw_modifier_row(const Scene& scene, const Card& card, const Row& row, const Rect& area) {
    const ScreenLine& line = line_of(card, row);
    const Palette& colours = scene.look.colour;
    const Sizes& size = scene.look.size;
    draw_line_ground(scene, card, row, area);
    const bool dimmed = is_finished(line) || line.held || voided(line);
    const float x = area.x + size.indent + size.row_gap;
    if (row.marks) draw_marks(scene, line, area);
    if (row.kind == RowKind::note) {
        scene.canvas.text(x, scene.canvas.middle(Style::note, area.y, area.height), Style::note,
                          dimmed ? colours.dim : colours.note, row.text);
        return;
    }
    draw_modifier(scene, line.modifiers[static_cast<std::size_t>(row.item)].kind, row, x, area, dimmed);
}

void draw_modifier(const Scene& scene, ModifierKind kind, const Row& row, float x, const Rect& area,
                   bool dimmed) {
    const Palette& colours = scene.look.colour;
    const Sizes& size = scene.look.size;
    const float y = area.y + area.height / 2, middle = x + size.sign * 0.35F, bar = size.sign * 0.55F,
                thick = size.stroke * 0.75F;
    const Colour colour = dimmed                             ? colours.dim
                          : kind == ModifierKind::without    ? colours.without
                          : kind == ModifierKind::extra      ? colours.extra
                          : kind == ModifierKind::substitute ? colours.substitute
                                                             : colours.text;
    if (row.first && (kind == ModifierKind::without || kind == ModifierKind::extra))
        scene.canvas.fill({middle - bar / 2, y - thick / 2, bar, thick}, colour);
    if (row.first && kind == ModifierKind::extra)
        scene.canvas.fill({middle - thick / 2, y - bar / 2, thick, bar}, colour);
    if (row.first && kind == ModifierKind::substitute)
        scene.canvas.arrow(middle, y, size.sign * 0.8F, colour, thick);
    if (kind != ModifierKind::option) x += size.sign;
    scene.canvas.text(x, scene.canvas.middle(Style::modifier, area.y, area.height), Style::modifier, colour,
                      row.text);
}

}  // namespace brigade::ui
