#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cmath>

#include "ui/look.h"

namespace brigade::ui {
namespace {

constexpr double readable = 7.0;

// What a person without red or without green cones sees (Viénot, Brettel and Mollon 1999), on linear light.
std::array<double, 3> seen_by(Colour colour, bool protanope) {
    const auto linear = [](std::uint8_t channel) { return std::pow(channel / 255.0, 2.2); };
    const double r = linear(colour.red), g = linear(colour.green), b = linear(colour.blue);
    if (protanope) return {0.1124 * r + 0.8876 * g, 0.1124 * r + 0.8876 * g, 0.0040 * r - 0.0040 * g + b};
    return {0.2927 * r + 0.7073 * g, 0.2927 * r + 0.7073 * g, -0.0223 * r + 0.0223 * g + b};
}

double distance(const std::array<double, 3>& a, const std::array<double, 3>& b) {
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

TEST_CASE("every text stands out 7 to 1 from every ground it stands on") {
    const Palette& p = dark_palette();
    for (const Pair& pair : {p.quantity, p.allergy, p.band, p.tag, p.unavailable, p.ready, p.keycap, p.toast,
                             p.lost, p.fault, p.waiting, p.focus}) {
        INFO(int(pair.ground.red) << ',' << int(pair.ground.green) << ',' << int(pair.ground.blue));
        CHECK(contrast(pair.text, pair.ground) >= readable);
    }
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(contrast(p.age[i].text, p.age[i].ground) >= readable);
        CHECK(contrast(p.key[i].text, p.key[i].ground) >= readable);
        CHECK(contrast(p.alert[i], p.strip) >= readable);
    }
    for (const Colour ground : {p.card, p.foot, p.strip, p.ground})
        for (const Colour text : {p.text, p.quiet, p.dim, p.note}) CHECK(contrast(text, ground) >= readable);
    CHECK(contrast(p.board_ready_text, p.board_ready) >= readable);
}

TEST_CASE("a line stays readable on its timer, and where it is chosen") {
    const Palette& p = dark_palette();
    for (const Colour under : {p.card, p.marked})
        for (const Colour ground : {under, over(p.timer, under), over(p.overtime, under)}) {
            INFO(int(ground.red) << ',' << int(ground.green) << ',' << int(ground.blue));
            CHECK(contrast(p.text, ground) >= readable);
            CHECK(contrast(p.timer_text, over(p.timer, under)) >= readable);
            CHECK(contrast(p.overtime_text, over(p.overtime, under)) >= readable);
        }
    for (const Colour text : {p.without, p.extra, p.substitute, p.note, p.dim})
        CHECK(contrast(text, p.marked) >= readable);
}

TEST_CASE("fresh, warned and late differ for eyes that do not tell red from green") {
    const Palette& p = dark_palette();
    for (const bool protanope : {false, true})
        for (std::size_t a = 0; a < 3; ++a)
            for (std::size_t b = a + 1; b < 3; ++b)
                CHECK(distance(seen_by(p.age[a].ground, protanope), seen_by(p.age[b].ground, protanope)) >
                      0.15);
}

TEST_CASE("sizes follow from the picture's height, and from the distance where the panel is known") {
    CHECK(scale_for(1920, 1080, {}) == 1.0F);
    CHECK(scale_for(960, 540, {}) == 0.5F);
    const float near = scale_for(1920, 1080, {1.5F, 32}), far = scale_for(1920, 1080, {3, 32});
    CHECK(near > 0.9F);
    CHECK(near < 1.05F);
    CHECK(far > 1.8F);
}

}  // namespace
}  // namespace brigade::ui
