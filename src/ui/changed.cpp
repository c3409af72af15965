#include "ui/changed.h"

#include <algorithm>

namespace brigade::ui {
namespace {

int tiles_in(int length_px) { return (length_px + tile_px - 1) / tile_px; }

std::uint64_t mixed(std::uint64_t number, std::uint64_t more) {
    number = (number ^ more) * 0x9E3779B97F4A7C15U;
    return number ^ (number >> 32U);
}

std::uint64_t pair(int high, int low) {
    return std::uint64_t{static_cast<std::uint32_t>(high)} << 32U | static_cast<std::uint32_t>(low);
}

std::uint64_t number_of(const Piece& piece) {
    std::uint64_t number = piece.colour;
    for (const PixelArea& area : {piece.on, piece.from})
        number = mixed(mixed(number, pair(area.x1, area.y1)), pair(area.x2, area.y2));
    return number;
}

// Tiles beside each other are one area, and so is what is equally wide in the row above.
std::vector<PixelArea> gathered(const std::vector<std::uint64_t>& tiles,
                                const std::vector<std::uint64_t>& before, int columns, int rows) {
    std::vector<PixelArea> areas;
    for (int row = 0; row < rows; ++row) {
        const auto changed = [&](int column) {
            const auto i = static_cast<std::size_t>(row * columns + column);
            return column < columns && tiles[i] != before[i];
        };
        for (int column = 0; column < columns; ++column) {
            if (!changed(column)) continue;
            PixelArea run{column * tile_px, row * tile_px, 0, (row + 1) * tile_px};
            while (changed(column)) ++column;
            run.x2 = column * tile_px;
            const auto above = std::ranges::find_if(areas, [&](const PixelArea& area) {
                return area.y2 == run.y1 && area.x1 == run.x1 && area.x2 == run.x2;
            });
            if (above == areas.end())
                areas.push_back(run);
            else
                above->y2 = run.y2;
        }
    }
    return areas;
}

}  // namespace

std::vector<PixelArea> Changed::follow(std::span<const Piece> pieces, int width, int height,
                                       std::uint64_t ground) {
    const int columns = tiles_in(width), rows = tiles_in(height);
    const bool known = width == width_ && height == height_ && !tiles_.empty();
    before_.swap(tiles_);
    tiles_.assign(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows), ground);
    width_ = width, height_ = height;
    for (const Piece& piece : pieces) {
        const std::uint64_t number = number_of(piece);
        const int right = std::min(columns, tiles_in(piece.on.x2)),
                  bottom = std::min(rows, tiles_in(piece.on.y2));
        for (int row = std::max(0, piece.on.y1 / tile_px); row < bottom; ++row)
            for (int column = std::max(0, piece.on.x1 / tile_px); column < right; ++column) {
                std::uint64_t& tile = tiles_[static_cast<std::size_t>(row * columns + column)];
                tile = mixed(tile, number);
            }
    }
    std::vector<PixelArea> areas{{0, 0, width, height}};
    if (!known) return areas;
    areas = gathered(tiles_, before_, columns, rows);
    for (PixelArea& area : areas) area.x2 = std::min(area.x2, width), area.y2 = std::min(area.y2, height);
    return areas;
}

}  // namespace brigade::ui
