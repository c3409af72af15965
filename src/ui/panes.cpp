#include "ui/panes.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace brigade::ui {
namespace {

void cut(Piece& piece, const PixelArea& border) {
    const PixelArea was = piece.on;
    PixelArea& on = piece.on;
    on = {std::max(on.x1, border.x1), std::max(on.y1, border.y1), std::min(on.x2, border.x2),
          std::min(on.y2, border.y2)};
    if (piece.from.empty() || on.empty()) return;
    piece.from.x1 += on.x1 - was.x1, piece.from.y1 += on.y1 - was.y1;
    piece.from.x2 += on.x2 - was.x2, piece.from.y2 += on.y2 - was.y2;
}

float distance(const PixelArea& area, float x, float y) {
    const auto beyond = [](float at, int from, int to) {
        return std::max({static_cast<float>(from) - at, at - static_cast<float>(to), 0.0F});
    };
    return beyond(x, area.x1, area.x2) + beyond(y, area.y1, area.y2);
}

}  // namespace

// Four pixels of a full HD panel: seen from three metres, and no room lost.
int gutter_px(int width, int height) { return std::max(2, std::min(width, height) / 270 / 2 * 2); }

std::vector<PixelArea> panes_of(int width, int height, std::size_t count) {
    BRIGADE_CHECK(count >= 1 && count <= panes_max, "a panel has one screen or two");
    if (count == 1) return {{0, 0, width, height}};
    const int gutter = gutter_px(width, height);
    if (width >= height) {
        const int half = (width - gutter) / 2;
        return {{0, 0, half, height}, {half + gutter, 0, width, height}};
    }
    const int half = (height - gutter) / 2;
    return {{0, 0, width, half}, {0, half + gutter, width, height}};
}

void put_on_glass(std::vector<Piece>& pieces, const PixelArea& pane, Shift shift) {
    const int width = pane.x2 - pane.x1, height = pane.y2 - pane.y1;
    for (Piece& piece : pieces) {
        const bool ground = piece.from.empty();
        const auto moved = [&](int& at, int by, int end, int to) {
            if (!ground || (at > 0 && at < end)) at += by;
            at += to;
        };
        moved(piece.on.x1, shift.x, width, pane.x1), moved(piece.on.x2, shift.x, width, pane.x1);
        moved(piece.on.y1, shift.y, height, pane.y1), moved(piece.on.y2, shift.y, height, pane.y1);
        cut(piece, pane);
    }
    std::erase_if(pieces, [](const Piece& piece) { return piece.on.empty(); });
}

std::size_t pane_at(const std::vector<PixelArea>& panes, float x, float y) {
    const auto nearest =
        std::ranges::min_element(panes, {}, [&](const PixelArea& pane) { return distance(pane, x, y); });
    return static_cast<std::size_t>(nearest - panes.begin());
}

}  // namespace brigade::ui
