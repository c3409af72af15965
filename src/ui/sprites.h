// The shapes of the screens as small pictures in the same texture as the letters: a software renderer copies
// them as fast as letters and with edges as smooth, where triangles would cost it a hundred times as much.
// Like glyphs they are drawn into it in the size that is wanted, when it is wanted first.
#pragma once

#include <compare>
#include <cstdint>

namespace brigade::ui {

enum class Shape { disc, ring, triangle_up, triangle_right, diamond, tick, arrow, silent };

// A square picture: how large, and how thick its lines are where it has some.
struct Sprite {
    Shape shape = Shape::disc;
    int size_px = 0;
    int stroke_px = 0;

    auto operator<=>(const Sprite&) const = default;
};

// How much of a pixel the shape covers, 0 to 255.
std::uint8_t coverage(const Sprite& sprite, int x, int y);

}  // namespace brigade::ui
