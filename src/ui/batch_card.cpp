// One card of the batch view (batches.h): how many in all, made how, and which ticket wants how many of them.
#include <algorithm>

#include "ui/batches.h"
#include "ui/draw_parts.h"

namespace brigade::ui {
namespace {

// As urgent as the most urgent of its tickets.
Age age_of_batch(const Scene& scene, const CookBatch& batch) {
    Age age = Age::fresh;
    for (const CookBatchPart& part : batch.parts)
        if (const ScreenTicket* ticket = ticket_of(part, scene.model))
            age = std::max(age, age_of(*ticket, scene.kitchen_now));
    return age;
}

// A ticket that wants the same twice is one ticket.
std::size_t tickets_in(const CookBatch& batch) {
    std::size_t count = 0;
    const std::string* last = nullptr;
    for (const CookBatchPart& part : batch.parts) {
        if (!last || *last != part.order_id) ++count;
        last = &part.order_id;
    }
    return count;
}

void draw_head(const Scene& scene, const BatchPicture& picture) {
    const Sizes& size = scene.look.size;
    Canvas& canvas = scene.canvas;
    const CookBatch& batch = picture.card.batch;
    const Age age = age_of_batch(scene, batch);
    const auto index = static_cast<std::size_t>(age);
    const Pair& band = scene.look.colour.age[index];
    const Pair& key = scene.look.colour.key[index];
    const Rect area{picture.area.x, picture.area.y, picture.area.width, picture.sheet.head};
    canvas.fill(area, band.ground, size.radius, Corners::top);
    scene.hits.push_back({area, Hit::Kind::header, picture.card.id, {}, 1, Function::none});
    const Rect box{area.x + size.row_gap * 2,
                   area.y + (size.head_first - size.key_box) / 2 + size.row_gap / 2, size.key_box,
                   size.key_box};
    if (picture.part > 0 || picture.place.key > 0) canvas.fill(box, key.ground, size.key_radius);
    if (picture.part > 0)
        canvas.triangle_right(box.x + box.width / 2, box.y + box.height / 2, size.shape, key.text);
    else if (picture.place.key > 0)
        canvas.text_centred(box, Style::strip_strong, key.text, std::to_string(picture.place.key));
    const float baseline = canvas.middle(Style::number, box.y, box.height);
    const float number_end = canvas.text(box.right() + size.row_gap * 2, baseline, Style::number, band.text,
                                         std::to_string(batch.quantity));
    canvas.text(number_end + size.row_gap, baseline, Style::strip_strong, band.text, "×");
    const std::string time = minutes(scene.kitchen_now - batch.oldest_fired_at);
    const float right = area.right() - size.pad * 0.75F, width = canvas.width(Style::age, time);
    canvas.text(right - width, baseline, Style::age, band.text, time);
    draw_age(canvas, age, right - width - size.row_gap - size.shape / 2, box.y + box.height / 2, size.shape,
             band.text);
    const std::size_t count = tickets_in(batch);
    const std::string tickets = count == 1 ? scene.words(Say::batch_ticket)
                                           : scene.words.fill(Say::batch_tickets, {std::to_string(count)});
    canvas.text(area.x + size.row_gap * 2,
                canvas.middle(Style::service, area.y + size.head_first, size.head_service), Style::service,
                band.text, tickets);
}

// What is known of a ticket's share, from the right end on; returns where that begins.
float draw_state(const Scene& scene, const ScreenLine& line, float right, const Rect& area) {
    const Sizes& size = scene.look.size;
    const float y = area.y + area.height / 2;
    if (line.state == LineState::started) {
        const std::string text = timer_text(line, scene.kitchen_now);
        const Colour colour =
            text.front() == '+' ? scene.look.colour.overtime_text : scene.look.colour.timer_text;
        scene.canvas.text_right(right, scene.canvas.middle(Style::timer, area.y, area.height), Style::timer,
                                colour, text);
        right -= scene.canvas.width(Style::timer, text) + size.pad;
    }
    for (const Mark& mark : marks_of(scene.composer, line)) {
        const Pair& pair = scene.look.colour.*mark.pair;
        const float width = scene.canvas.width(Style::tag, mark.text) + size.pad,
                    height = size.key_box * 0.68F;
        const Rect box{right - width, y - height / 2, width, height};
        if (box.x < area.x + area.width * 0.4F) break;  // the ticket's own card says the rest
        scene.canvas.fill(box, pair.ground, size.quantity_radius);
        scene.canvas.text_centred(box, Style::tag, pair.text, mark.text);
        right -= width + size.row_gap;
    }
    if (line.pending) {
        draw_pending(scene, right, y, scene.look.colour.quiet);
        right -= size.dot * 3 + size.row_gap;
    }
    return right;
}

void draw_part(const Scene& scene, const CookBatchPart& part, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const ScreenLine* line = line_of(part, scene.model);
    if (line && line->state == LineState::started) {
        const double run_ms = static_cast<double>(scene.kitchen_now - line->started_at);
        const double all_ms = std::max(1.0, line->prep_s * 1000.0);
        const auto share = static_cast<float>(std::clamp(run_ms / all_ms, 0.0, 1.0));
        scene.canvas.fill({area.x, area.y, area.width * share, area.height},
                          run_ms > all_ms ? colour.overtime : colour.timer);
    }
    const std::string quantity = std::to_string(part.quantity) + " ×";
    const float column = scene.canvas.width(Style::line, "00 ×");
    const float end = area.x + size.pad + std::max(column, scene.canvas.width(Style::line, quantity));
    scene.canvas.text_right(end, scene.canvas.middle(Style::line, area.y, area.height), Style::line,
                            colour.text, quantity);
    float right = area.right() - size.pad;
    if (line) right = draw_state(scene, *line, right, area);
    const float left = end + size.pad * 1.5F;
    scene.canvas.text(left, scene.canvas.middle(Style::line, area.y, area.height), Style::line, colour.quiet,
                      cut(scene.canvas, Style::line, part.number, right - left));
}

void draw_batch_row(const Scene& scene, const BatchPicture& picture, const Row& row, const Rect& area) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    Canvas& canvas = scene.canvas;
    const CookBatch& batch = picture.card.batch;
    const auto item = static_cast<std::size_t>(std::max(0, row.item));
    switch (row.kind) {
        case RowKind::line:
            canvas.text(area.x + size.pad, canvas.middle(Style::title, area.y, area.height), Style::title,
                        colour.text, row.text);
            break;
        case RowKind::modifier:
            draw_modifier(scene, batch.modifiers[item].kind, row, area.x + size.pad, area, false);
            break;
        case RowKind::note:
            canvas.text(area.x + (row.item < 0 ? size.pad : size.indent),
                        canvas.middle(Style::note, area.y, area.height), Style::note, colour.note, row.text);
            break;
        case RowKind::allergy: {
            const Rect bar{
                area.x + size.pad * 0.75F, area.y + (row.first ? size.row_gap / 2 : 0),
                area.width - size.pad * 1.5F,
                area.height - (row.first ? size.row_gap / 2 : 0) - (row.last ? size.row_gap / 2 : 0)};
            canvas.fill(bar, colour.allergy.ground, row.first && row.last ? size.key_radius * 0.75F : 0);
            canvas.text(bar.x + size.row_gap * 1.5F, canvas.middle(Style::band, area.y, area.height),
                        Style::band, colour.allergy.text, row.text);
            break;
        }
        case RowKind::course:
            canvas.fill(
                {area.x + size.pad, area.y + area.height / 2, area.width - 2 * size.pad, size.card_frame},
                colour.rule);
            break;
        case RowKind::progress:
            draw_part(scene, batch.parts[item], area);
            break;
        default:
            break;
    }
}

}  // namespace

void draw_batch(const Scene& scene, const BatchPicture& picture) {
    const Sizes& size = scene.look.size;
    const Palette& colour = scene.look.colour;
    const Part& part = picture.place.parts[picture.part];
    const bool selected = scene.view.order_id == picture.card.id;
    scene.canvas.fill(picture.area, colour.card, size.radius);
    scene.hits.push_back({picture.area, Hit::Kind::ticket, picture.card.id, {}, 1, Function::none});
    draw_head(scene, picture);
    Rect row_area{picture.area.x, picture.area.y + picture.sheet.head, picture.area.width, 0};
    for (std::size_t i = 0; i < part.to; ++i) {
        const Row& row = picture.sheet.rows[i];
        if (i < part.from && !row.repeat) continue;
        row_area.height = row.height;
        draw_batch_row(scene, picture, row, row_area);
        row_area.y += row.height;
    }
    if (part.continues) {
        const float tab = scene.placement.area.tab;
        const Rect area{picture.area.x, picture.area.bottom() - tab, picture.area.width, tab};
        scene.canvas.fill(area, colour.foot, size.radius, Corners::bottom);
        scene.canvas.text(area.x + size.pad, scene.canvas.middle(Style::small, area.y, area.height),
                          Style::small, colour.quiet, scene.words(Say::continued));
    }
    if (!selected) return;
    const float frame = size.selected_frame;
    scene.canvas.outline({picture.area.x - frame, picture.area.y - frame, picture.area.width + 2 * frame,
                          picture.area.height + 2 * frame},
                         colour.selection, frame, size.radius + frame / 2);
}

}  // namespace brigade::ui
