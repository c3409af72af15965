// Which areas of a picture are drawn again: all that differ, and little more.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <random>

#include "ui/changed.h"

namespace brigade::ui {
namespace {

constexpr int width = 200, height = 150;
constexpr PixelArea whole{0, 0, width, height};
constexpr std::uint64_t ground = 1;

Piece block(int x, int y, int size, std::uint32_t colour = 7) {
    return {{x, y, x + size, y + size}, {}, colour};
}

std::vector<PixelArea> after(const std::vector<Piece>& before, const std::vector<Piece>& now) {
    Changed changed;
    changed.follow(before, width, height, ground);
    return changed.follow(now, width, height, ground);
}

TEST_CASE("the first picture is drawn whole, and the same one again not at all") {
    Changed changed;
    const std::vector<Piece> picture{block(10, 10, 50)};
    CHECK(changed.follow(picture, width, height, ground) == std::vector{whole});
    CHECK(changed.follow(picture, width, height, ground).empty());
}

TEST_CASE("a picture is drawn whole when it is lost, has another size, ground or texture") {
    Changed changed;
    const std::vector<Piece> picture{block(10, 10, 50)};
    const auto whole_after = [&](int wide, int high, std::uint64_t number) {
        std::size_t covered = 0;
        for (const PixelArea& area : changed.follow(picture, wide, high, number))
            covered += static_cast<std::size_t>((area.x2 - area.x1) * (area.y2 - area.y1));
        return covered == static_cast<std::size_t>(wide * high);
    };
    CHECK(whole_after(width, height, ground));
    CHECK_FALSE(whole_after(width, height, ground));
    CHECK(whole_after(width, height, ground + 1));
    // As many tiles, one row of them longer: the numbers alone would compare.
    CHECK(whole_after(width - 1, height, ground + 1));
    CHECK(whole_after(height, width, ground + 1));
    changed.forget();
    CHECK(whole_after(height, width, ground + 1));
}

TEST_CASE("what has moved, gone, another colour or another letter is drawn where it was and where it is") {
    const Piece letter{{0, 0, 10, 10}, {40, 40, 50, 50}, 7};
    Piece other = letter;
    other.from = {60, 40, 70, 50};
    const PixelArea corner{0, 0, tile_px, tile_px};
    CHECK(after({letter}, {other}) == std::vector{corner});
    CHECK(after({block(0, 0, 10)}, {block(0, 0, 10, 8)}) == std::vector{corner});
    CHECK(after({block(0, 0, 10)}, {block(1, 0, 10)}) == std::vector{corner});
    CHECK(after({block(0, 0, 10)}, {}) == std::vector{corner});
    const PixelArea far{3 * tile_px, 3 * tile_px, 4 * tile_px, 4 * tile_px};
    CHECK(after({block(0, 0, 10)}, {block(3 * tile_px, 3 * tile_px, 10)}) == std::vector{corner, far});
}

TEST_CASE("of two that lie on each other, it counts which is on top") {
    const Piece one = block(0, 0, 10, 1), two = block(5, 5, 10, 2);
    CHECK(after({one, two}, {two, one}).size() == 1);
    CHECK(after({one, one}, {}).size() == 1);  // nor do two alike take each other away
}

TEST_CASE("every pixel on which a picture differs lies in exactly one area, and none beyond the picture") {
    std::mt19937 random(20261121);
    const auto below = [&](int end) { return std::uniform_int_distribution(0, end - 1)(random); };
    std::vector<Piece> before;
    Changed changed;
    changed.follow(before, width, height, ground);
    for (int step = 0; step < 300; ++step) {
        std::vector<Piece> now = before;
        if (!now.empty() && below(3) == 0) now.erase(now.begin() + below(static_cast<int>(now.size())));
        for (int i = below(4); i > 0; --i)
            now.push_back(block(below(width + 40) - 20, below(height + 40) - 20, 1 + below(60),
                                static_cast<std::uint32_t>(below(5))));
        const std::vector<PixelArea> areas = changed.follow(now, width, height, ground);
        for (int y = 0; y < height; y += 3)
            for (int x = 0; x < width; x += 3) {
                const PixelArea pixel{x, y, x + 1, y + 1};
                const auto on = [&](const std::vector<Piece>& pieces) {
                    std::vector<std::uint32_t> colours;
                    for (const Piece& piece : pieces)
                        if (piece.on.meets(pixel)) colours.push_back(piece.colour);
                    return colours;
                };
                const auto covered =
                    std::ranges::count_if(areas, [&](const PixelArea& area) { return area.meets(pixel); });
                if (covered > 1 || (covered == 0 && on(before) != on(now)))
                    FAIL("step " << step << ", pixel " << x << " " << y << ": in " << covered << " areas");
            }
        for (const PixelArea& area : areas)
            CHECK((area.x1 >= 0 && area.y1 >= 0 && area.x2 <= width && area.y2 <= height && !area.empty()));
        before = now;
    }
}

}  // namespace
}  // namespace brigade::ui
