#include "ui/sprites.h"

#include <algorithm>
#include <cmath>

namespace brigade::ui {
namespace {

struct Point {
    double x, y;
};

double distance_to_segment(Point p, Point a, Point b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double along = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    return std::hypot(p.x - a.x - along * dx, p.y - a.y - along * dy);
}

// Coordinates from -1 to 1 over the square; `stroke` in the same measure.
bool inside(Shape shape, Point p, double stroke) {
    switch (shape) {
        case Shape::disc:
            return std::hypot(p.x, p.y) <= 1;
        case Shape::ring:
            return std::hypot(p.x, p.y) <= 1 && std::hypot(p.x, p.y) >= 1 - stroke;
        case Shape::triangle_up:
            return p.y <= 0.85 && p.y >= -0.9 + std::abs(p.x) * 1.75;
        case Shape::triangle_right:
            return p.x >= -0.7 && p.x <= 1 - std::abs(p.y) * 1.7;
        case Shape::diamond:
            return std::abs(p.x) + std::abs(p.y) <= 1;
        case Shape::tick:
            return std::min(distance_to_segment(p, {-0.75, 0.1}, {-0.2, 0.65}),
                            distance_to_segment(p, {-0.2, 0.65}, {0.8, -0.65})) <= stroke / 2;
        case Shape::arrow:
            return std::min({distance_to_segment(p, {-0.85, 0}, {0.75, 0}),
                             distance_to_segment(p, {0.2, -0.6}, {0.8, 0}),
                             distance_to_segment(p, {0.2, 0.6}, {0.8, 0})}) <= stroke / 2;
        case Shape::silent: {  // a loudspeaker, crossed out
            const double slash = distance_to_segment(p, {-0.85, -0.85}, {0.85, 0.85});
            if (slash <= stroke / 2) return true;
            const bool box = p.x >= -0.8 && p.x <= -0.2 && std::abs(p.y) <= 0.3;
            const bool cone = p.x >= -0.45 && p.x <= 0.45 && std::abs(p.y) <= 0.2 + (p.x + 0.45) * 0.75;
            return slash > stroke && (box || cone);
        }
    }
    return false;
}

}  // namespace

std::uint8_t coverage(const Sprite& sprite, int x, int y) {
    constexpr int samples = 8;  // each way
    const double half = sprite.size_px / 2.0, stroke = sprite.stroke_px / half;
    int hits = 0;
    for (int i = 0; i < samples; ++i)
        for (int j = 0; j < samples; ++j) {
            const Point p{(x + (i + 0.5) / samples) / half - 1, (y + (j + 0.5) / samples) / half - 1};
            if (inside(sprite.shape, p, stroke)) ++hits;
        }
    return static_cast<std::uint8_t>(hits * 255 / (samples * samples));
}

}  // namespace brigade::ui
