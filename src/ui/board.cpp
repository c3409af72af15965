#include <algorithm>
#include <cmath>

#include "ui/draw.h"

namespace brigade::ui {
namespace {

constexpr DurationMs just_ready_ms = 30'000;

struct Half {
    Rect area;
    Say title;
    Pair pair;
    bool ready;
};

// Numbers in rows, as wide as the widest; what finds no room is counted.
void draw_half(const Scene& scene, const Half& half, std::vector<std::string>& drawn) {
    const Sizes& size = scene.look.size;
    Canvas& canvas = scene.canvas;
    std::vector<const ScreenTicket*> tickets;
    float widest = size.board_column;
    for (const ScreenTicket& ticket : scene.model.tickets) {
        if (ticket.ready != half.ready || ticket.state == TicketState::voided) continue;
        tickets.push_back(&ticket);
        widest = std::max(widest, canvas.width(Style::board_number, ticket.number) + size.between * 2);
    }
    if (half.ready)
        std::stable_sort(tickets.begin(), tickets.end(),
                         [](const auto* a, const auto* b) { return a->ready_at > b->ready_at; });
    const float left = half.area.x + size.between;
    canvas.fill(half.area, half.pair.ground);
    canvas.text(left + size.between / 2, canvas.middle(Style::board_title, half.area.y, size.board_head),
                Style::board_title, scene.look.colour.text, scene.words(half.title));
    const auto columns = static_cast<std::size_t>(std::max(1.0F, (half.area.width - size.between) / widest));
    const auto rows = static_cast<std::size_t>(
        std::max(1.0F, (half.area.height - size.board_head - size.banner_row) / size.board_row));
    for (std::size_t i = 0; i < std::min(tickets.size(), columns * rows); ++i) {
        const Rect cell{left + widest * static_cast<float>(i % columns),
                        half.area.y + size.board_head + size.board_row * static_cast<float>(i / columns),
                        widest - size.gap, size.board_row - size.gap};
        const bool fresh = half.ready && scene.kitchen_now - tickets[i]->ready_at < just_ready_ms;
        if (fresh) canvas.fill(cell, half.pair.text, size.radius * 1.5F);
        const Colour colour = fresh ? half.pair.ground : half.pair.text;
        canvas.text(cell.x + size.between / 2, canvas.middle(Style::board_number, cell.y, cell.height),
                    Style::board_number, colour, tickets[i]->number);
        drawn.push_back(tickets[i]->order_id);
    }
    if (tickets.size() > columns * rows)
        canvas.text(left + size.between / 2, half.area.bottom() - size.banner_row / 2, Style::strip_strong,
                    scene.look.colour.text,
                    scene.words.fill(Say::more_numbers, {std::to_string(tickets.size() - columns * rows)}));
}

}  // namespace

std::vector<std::string> draw_board(const Scene& scene, const Rect& area) {
    std::vector<std::string> drawn;
    const Palette& colour = scene.look.colour;
    const float half = std::round(area.width / 2);
    draw_half(scene,
              {{area.x, area.y, half, area.height}, Say::preparing, {colour.text, colour.strip}, false},
              drawn);
    draw_half(scene,
              {{area.x + half, area.y, area.width - half, area.height},
               Say::board_ready,
               {colour.board_ready_text, colour.board_ready},
               true},
              drawn);
    return drawn;
}

}  // namespace brigade::ui
