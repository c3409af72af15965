// Drawing in software takes ten times as long as deciding what to draw, and from second to second little more
// than the clocks differ. So a picture is kept, and only what has changed is drawn again: of every tile there
// is a number made of all that lies on it, in the order in which it lies there. Where the number is another
// than in the picture before, the tile is drawn. Pure; whoever draws owns it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace brigade::ui {

// In pixels, without x2 and y2 themselves.
struct PixelArea {
    int x1 = 0, y1 = 0, x2 = 0, y2 = 0;

    bool empty() const { return x2 <= x1 || y2 <= y1; }
    bool meets(const PixelArea& other) const {
        return x1 < other.x2 && other.x1 < x2 && y1 < other.y2 && other.y1 < y2;
    }
    bool operator==(const PixelArea&) const = default;
};

// All that a picture is made of: rectangles of one colour, whole or through a letter or shape of the texture.
struct Piece {
    PixelArea on;              // the picture
    PixelArea from;            // the texture, as large as `on`; empty: filled
    std::uint32_t colour = 0;  // as ImGui packs it
};

inline constexpr int tile_px = 32;

class Changed {
  public:
    // The areas in which the picture differs from the one before, which do not overlap; everything if its
    // size or its ground is another. The ground is a number for what is the same for the whole picture: its
    // colour, and which texture the pieces are from.
    std::vector<PixelArea> follow(std::span<const Piece> pieces, int width, int height, std::uint64_t ground);
    // The picture before is lost.
    void forget() { tiles_.clear(); }

  private:
    int width_ = 0, height_ = 0;
    std::vector<std::uint64_t> tiles_, before_;  // row after row
};

}  // namespace brigade::ui
