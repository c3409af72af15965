#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/canvas.h"
#include "ui/packed.h"

namespace brigade::ui {
namespace {

int whole(float value) { return static_cast<int>(std::max(1.0F, std::round(value))); }

}  // namespace

void Canvas::plain(float x1, float y1, float x2, float y2, Colour colour) {
    if (x2 > x1 && y2 > y1) list_->AddRectFilled({x1, y1}, {x2, y2}, packed(colour));
}

void Canvas::sprite(const Sprite& sprite, float x, float y, Colour colour) {
    Uv uv;
    if (!fonts_.sprite(sprite, uv)) return;
    const auto size = static_cast<float>(sprite.size_px);
    const float left = std::round(x - size / 2), top = std::round(y - size / 2);
    list_->PrimReserve(6, 4);
    list_->PrimRectUV({left, top}, {left + size, top + size}, {uv.u0, uv.v0}, {uv.u1, uv.v1}, packed(colour));
}

// One corner of a round sprite whose size is even.
void Canvas::quarter(const Sprite& sprite, float x, float y, int column, int row, Colour colour) {
    Uv uv;
    if (!fonts_.sprite(sprite, uv)) return;
    const auto half = static_cast<float>(sprite.size_px / 2);
    const float u = (uv.u0 + uv.u1) / 2, v = (uv.v0 + uv.v1) / 2;
    list_->PrimReserve(6, 4);
    list_->PrimRectUV({x, y}, {x + half, y + half}, {column ? u : uv.u0, row ? v : uv.v0},
                      {column ? uv.u1 : u, row ? uv.v1 : v}, packed(colour));
}

void Canvas::fill(const Rect& area, Colour colour, float radius, Corners corners) {
    const float x1 = std::round(area.x), y1 = std::round(area.y);
    const float x2 = std::round(area.right()), y2 = std::round(area.bottom());
    const float r = std::floor(std::min({radius, (x2 - x1) / 2, (y2 - y1) / 2}));
    if (r < 1) return plain(x1, y1, x2, y2, colour);
    const bool top = corners != Corners::bottom, bottom = corners != Corners::top;
    const Sprite disc{Shape::disc, static_cast<int>(r) * 2, 0};
    if (top) {
        quarter(disc, x1, y1, 0, 0, colour);
        plain(x1 + r, y1, x2 - r, y1 + r, colour);
        quarter(disc, x2 - r, y1, 1, 0, colour);
    }
    plain(x1, top ? y1 + r : y1, x2, bottom ? y2 - r : y2, colour);
    if (bottom) {
        quarter(disc, x1, y2 - r, 0, 1, colour);
        plain(x1 + r, y2 - r, x2 - r, y2, colour);
        quarter(disc, x2 - r, y2 - r, 1, 1, colour);
    }
}

void Canvas::outline(const Rect& area, Colour colour, float thickness, float radius) {
    const float x1 = std::round(area.x), y1 = std::round(area.y);
    const float x2 = std::round(area.right()), y2 = std::round(area.bottom());
    const auto t = static_cast<float>(whole(thickness));
    const float r = std::floor(std::min({std::max(radius, t), (x2 - x1) / 2, (y2 - y1) / 2}));
    const Sprite ring{Shape::ring, static_cast<int>(r) * 2, static_cast<int>(t)};
    quarter(ring, x1, y1, 0, 0, colour);
    quarter(ring, x2 - r, y1, 1, 0, colour);
    quarter(ring, x1, y2 - r, 0, 1, colour);
    quarter(ring, x2 - r, y2 - r, 1, 1, colour);
    plain(x1 + r, y1, x2 - r, y1 + t, colour);
    plain(x1 + r, y2 - t, x2 - r, y2, colour);
    plain(x1, y1 + r, x1 + t, y2 - r, colour);
    plain(x2 - t, y1 + r, x2, y2 - r, colour);
}

void Canvas::dashes(float x1, float x2, float y, Colour colour, float thickness) {
    const float dash = thickness * 4;
    for (float x = x1; x < x2; x += dash * 2) fill({x, y, std::min(dash, x2 - x), thickness}, colour);
}

void Canvas::dot(float x, float y, float size, Colour colour) {
    sprite({Shape::disc, whole(size), 0}, x, y, colour);
}

void Canvas::ring(float x, float y, float size, Colour colour, float thickness) {
    sprite({Shape::ring, whole(size), whole(thickness)}, x, y, colour);
}

void Canvas::triangle_up(float x, float y, float size, Colour colour) {
    sprite({Shape::triangle_up, whole(size), 0}, x, y, colour);
}

void Canvas::triangle_right(float x, float y, float size, Colour colour) {
    sprite({Shape::triangle_right, whole(size), 0}, x, y, colour);
}

void Canvas::diamond(float x, float y, float size, Colour colour) {
    sprite({Shape::diamond, whole(size), 0}, x, y, colour);
}

void Canvas::tick(float x, float y, float size, Colour colour, float thickness) {
    sprite({Shape::tick, whole(size), whole(thickness)}, x, y, colour);
}

void Canvas::arrow(float x, float y, float size, Colour colour, float thickness) {
    sprite({Shape::arrow, whole(size), whole(thickness)}, x, y, colour);
}

void Canvas::silent(float x, float y, float size, Colour colour, float thickness) {
    sprite({Shape::silent, whole(size), whole(thickness)}, x, y, colour);
}

}  // namespace brigade::ui
