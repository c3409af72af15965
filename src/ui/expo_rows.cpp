#include <fmt/core.h>

#include <algorithm>

#include "ui/draw.h"

namespace brigade::ui {
namespace {

void draw_progress(const Scene& scene, const Card& card, const Row& row, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const StationProgress& station = card.ticket.progress[static_cast<std::size_t>(row.item)];
    const float baseline = scene.canvas.middle(Style::modifier, area.y, area.height);
    scene.canvas.text(area.x + size.pad, baseline, Style::modifier, station.held ? colour.quiet : colour.text,
                      row.text);
    if (!row.first) return;
    const float share =
        station.total > 0
            ? std::min(1.0F, static_cast<float>(station.done) / static_cast<float>(station.total))
            : 0;
    const bool done = !station.held && share >= 1;
    const float value = scene.canvas.width(Style::timer, "00/00") + size.pad;
    const Rect bar{area.x + area.width * 0.40F, area.y + (area.height - size.bar) / 2,
                   area.width * 0.60F - value - size.pad, size.bar};
    scene.canvas.fill(bar, colour.bar_empty, size.bar / 2);
    if (share > 0)
        scene.canvas.fill({bar.x, bar.y, std::max(bar.height, bar.width * share), bar.height},
                          done ? colour.bar_done : colour.bar_filled, size.bar / 2);
    const float right = area.right() - size.pad;
    if (done)
        scene.canvas.tick(right - size.shape / 2, area.y + area.height / 2, size.shape, colour.extra,
                          size.stroke);
    else
        scene.canvas.text_right(right, scene.canvas.middle(Style::timer, area.y, area.height), Style::timer,
                                station.held ? colour.quiet : colour.text, row.right);
}

void draw_fire(const Scene& scene, const Row& row, const Rect& area) {
    const Sizes& size = scene.look.size;
    const float baseline = scene.canvas.middle(Style::small, area.y, area.height);
    const float x =
        scene.canvas.text(area.x + size.pad, baseline, Style::small_strong, scene.look.colour.text, row.text);
    scene.canvas.text(x + size.pad, baseline, Style::small, scene.look.colour.note, row.right);
}

void draw_pass(const Scene& scene, const Card& card, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const ScreenTicket& ticket = card.ticket;
    const float baseline = scene.canvas.middle(Style::small, area.y, area.height), left = area.x + size.pad;
    if (ticket.ready) {
        const float x =
            scene.canvas.text(left, baseline, Style::small, colour.quiet, scene.words(Say::at_the_pass));
        scene.canvas.text(x + size.pad, baseline, Style::small_strong, colour.text,
                          short_minutes(scene.kitchen_now - ticket.ready_at));
        return;
    }
    if (ticket.promised_at)
        scene.canvas.text(left, baseline, Style::small, colour.quiet,
                          scene.words.fill(Say::due, {clock_time(scene.local(*ticket.promised_at), false)}));
}

}  // namespace

void draw_expo_row(const Scene& scene, const Card& card, const Row& row, const Rect& area) {
    if (row.kind == RowKind::progress) draw_progress(scene, card, row, area);
    if (row.kind == RowKind::fire) draw_fire(scene, row, area);
    if (row.kind == RowKind::pass) draw_pass(scene, card, area);
}

}  // namespace brigade::ui
