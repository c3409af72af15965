#include <algorithm>

#include "ui/draw.h"

namespace brigade::ui {
namespace {

constexpr DurationMs forecast_ms = 2 * 60'000;

// The position key. The later cards of a ticket have a sign in its place, so that one key never stands twice.
void draw_key(const Scene& scene, const Card& card, const Rect& box, const Pair& pair) {
    if (card.part == 0 && card.place.key == 0) return;  // the tenth of its page: chosen by touch or arrows
    scene.canvas.fill(box, pair.ground, scene.look.size.key_radius);
    if (card.part > 0)
        scene.canvas.triangle_right(box.x + box.width / 2, box.y + box.height / 2, scene.look.size.shape,
                                    pair.text);
    else
        scene.canvas.text_centred(box, Style::strip_strong, pair.text, std::to_string(card.place.key));
}

// At the end of the row that names the service: what waits for the hub, and that it will be late before it
// is.
void draw_header_end(const Scene& scene, const Card& card, Colour colour, float right, float y,
                     float text_end) {
    const Sizes& size = scene.look.size;
    if (card.ticket.pending) {
        draw_pending(scene, right, y + size.head_service / 2, colour);
        right -= size.dot * 3 + size.row_gap;
    }
    const DurationMs left_ms = card.ticket.late_at - scene.kitchen_now;
    // A kitchen with short limits would otherwise read it on every new ticket.
    const bool early = left_ms > (card.ticket.late_at - card.ticket.fired_at) / 2;
    const bool said = card.ticket.counts_down() || card.ticket.ready;
    if (left_ms <= 0 || left_ms > forecast_ms || early || said) return;
    const std::string text = scene.words.fill(Say::late_in, {std::to_string((left_ms + 59'999) / 60'000)});
    if (right - scene.canvas.width(Style::small_strong, text) < text_end + size.row_gap) return;
    scene.canvas.text_right(right, scene.canvas.middle(Style::service, y, size.head_service),
                            Style::small_strong, colour, text);
}

}  // namespace

Age age_of(const ScreenTicket& ticket, TimeMs kitchen_now) {
    if (kitchen_now >= ticket.late_at) return Age::late;
    return kitchen_now >= ticket.warn_at ? Age::warn : Age::fresh;
}

std::string age_text(const ScreenTicket& ticket, TimeMs kitchen_now) {
    if (!ticket.counts_down()) return minutes(kitchen_now - ticket.fired_at);
    const DurationMs left_ms = ticket.late_at - kitchen_now;
    return left_ms > 0 ? "\u2212" + minutes(left_ms) : "+" + minutes(-left_ms);
}

void draw_age(Canvas& canvas, Age age, float x, float y, float size, Colour colour) {
    switch (age) {
        case Age::fresh:
            canvas.dot(x, y, size * 0.75F, colour);
            break;
        case Age::warn:
            canvas.triangle_up(x, y, size, colour);
            break;
        case Age::late:
            canvas.diamond(x, y, size * 1.1F, colour);
            break;
    }
}

void draw_pending(const Scene& scene, float right, float y, Colour colour) {
    const float dot = scene.look.size.dot * 0.75F;
    for (int i = 0; i < 3; ++i)
        scene.canvas.dot(right - dot * (0.5F + 1.5F * static_cast<float>(i)), y, dot, colour);
}

void draw_header(const Scene& scene, const Card& card) {
    const Look& look = scene.look;
    const Sizes& size = look.size;
    Canvas& canvas = scene.canvas;
    const Age age = age_of(card.ticket, scene.kitchen_now);
    const auto index = static_cast<std::size_t>(age);
    const Pair& band = look.colour.age[index];
    const Rect area{card.area.x, card.area.y, card.area.width, card.sheet.head};
    canvas.fill(area, band.ground, size.radius, Corners::top);
    scene.hits.push_back(
        {area, Hit::Kind::header, card.ticket.order_id, {}, card.ticket.generation, Function::none});

    const Rect box{area.x + size.row_gap * 2,
                   area.y + (size.head_first - size.key_box) / 2 + size.row_gap / 2, size.key_box,
                   size.key_box};
    draw_key(scene, card, box, look.colour.key[index]);
    const float baseline = canvas.middle(Style::number, box.y, box.height);
    const bool beside = card.sheet.number_rows.empty();
    if (beside)
        canvas.text(box.right() + size.row_gap * 2, baseline, card.sheet.number_style, band.text,
                    card.ticket.number);
    const std::string time = age_text(card.ticket, scene.kitchen_now);
    const float right = area.right() - size.pad * 0.75F, width = canvas.width(Style::age, time);
    canvas.text(right - width, baseline, Style::age, band.text, time);
    draw_age(canvas, age, right - width - size.row_gap - size.shape / 2, box.y + box.height / 2, size.shape,
             band.text);

    float y = area.y + size.head_first;
    for (const std::string& row : card.sheet.number_rows) {
        canvas.text(area.x + size.pad, canvas.middle(card.sheet.number_style, y, size.head_number),
                    card.sheet.number_style, band.text, row);
        y += size.head_number;
    }
    const float service_y = y;
    float text_end = area.x;
    for (const std::string& row : card.sheet.service_rows) {
        const float end =
            canvas.text(area.x + size.row_gap * 2, canvas.middle(Style::service, y, size.head_service),
                        Style::service, band.text, row);
        if (y == service_y) text_end = end;
        y += size.head_service;
    }
    draw_header_end(scene, card, band.text, right, service_y, text_end);
}

}  // namespace brigade::ui
