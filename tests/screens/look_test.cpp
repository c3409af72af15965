#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "screens/colour_vision.h"
#include "screens/legibility_figures.h"
#include "ui/look.h"

namespace brigade::ui {
namespace {

using screens::all_eyes;
using screens::difference;

constexpr double readable = 7.0;
constexpr std::array themes{Theme::dark, Theme::light};

void check_readable(Colour text, Colour ground) {
    INFO("text " << int(text.red) << ',' << int(text.green) << ',' << int(text.blue) << " on "
                 << int(ground.red) << ',' << int(ground.green) << ',' << int(ground.blue));
    CHECK(contrast(text, ground) >= readable);
}

void check_differ(Colour a, Colour b, double least) {
    for (const screens::Eyes eyes : all_eyes) {
        INFO("eyes " << static_cast<int>(eyes) << ": " << int(a.red) << ',' << int(a.green) << ','
                     << int(a.blue) << " and " << int(b.red) << ',' << int(b.green) << ',' << int(b.blue));
        CHECK(difference(a, b, eyes) >= least);
    }
}

TEST_CASE("every text stands out 7 to 1 from every ground it stands on, in every theme") {
    for (const Theme theme : themes) {
        INFO("theme " << static_cast<int>(theme));
        const Palette& p = palette_of(theme);
        for (const Pair& pair : {p.quantity, p.allergy, p.band, p.tag, p.unavailable, p.ready, p.keycap,
                                 p.toast, p.lost, p.fault, p.waiting, p.focus})
            check_readable(pair.text, pair.ground);
        for (std::size_t i = 0; i < 3; ++i) {
            check_readable(p.age[i].text, p.age[i].ground);
            check_readable(p.key[i].text, p.key[i].ground);
            check_readable(p.alert[i], p.strip);
        }
        for (const Colour ground : {p.card, p.foot, p.strip, p.ground})
            for (const Colour text : {p.text, p.quiet, p.note}) check_readable(text, ground);
        for (const Colour text : {p.dim, p.without, p.extra, p.substitute}) check_readable(text, p.card);
        check_readable(p.board_ready_text, p.board_ready);
    }
}

TEST_CASE("a line stays readable on its timer, and where it is chosen") {
    for (const Theme theme : themes) {
        INFO("theme " << static_cast<int>(theme));
        const Palette& p = palette_of(theme);
        for (const Colour under : {p.card, p.marked}) {
            for (const Colour ground : {under, over(p.timer, under), over(p.overtime, under)})
                check_readable(p.text, ground);
            check_readable(p.timer_text, over(p.timer, under));
            check_readable(p.overtime_text, over(p.overtime, under));
            // A timer is a bar that is seen to grow.
            check_differ(over(p.timer, under), under, 8);
            check_differ(over(p.overtime, under), under, 8);
        }
        for (const Colour text : {p.without, p.extra, p.substitute, p.note, p.dim})
            check_readable(text, p.marked);
    }
}

TEST_CASE("no theme softens an allergy: its bar and what stands in it are as loud in the light") {
    for (const Theme theme : themes) {
        INFO("theme " << static_cast<int>(theme));
        const Palette& p = palette_of(theme);
        CHECK(contrast(p.allergy.ground, p.card) >= 11);
        CHECK(contrast(p.allergy.text, p.allergy.ground) >= 9);
        check_differ(p.allergy.ground, p.marked, 40);
    }
}

// What each of these says is also told by a shape or a word: a circle, a triangle, a diamond and the minutes;
// –, + and →; a + before the time; NEW, CHANGED, VOID; a tick.
TEST_CASE("what colours tell apart differs for eyes that do not tell red from green, too") {
    constexpr double at_a_glance = 20, beside_a_sign = 10;
    for (const Theme theme : themes) {
        INFO("theme " << static_cast<int>(theme));
        const Palette& p = palette_of(theme);
        for (std::size_t a = 0; a < 3; ++a)
            for (std::size_t b = a + 1; b < 3; ++b)
                check_differ(p.age[a].ground, p.age[b].ground, at_a_glance);
        check_differ(p.without, p.extra, beside_a_sign);
        check_differ(p.without, p.substitute, beside_a_sign);
        check_differ(p.extra, p.substitute, beside_a_sign);
        check_differ(p.timer_text, p.overtime_text, beside_a_sign);
        check_differ(p.bar_done, p.bar_filled, beside_a_sign);
        check_differ(p.tag.ground, p.card, at_a_glance);
        check_differ(p.tag.ground, p.unavailable.ground, at_a_glance);
        check_differ(p.lost.ground, p.ground, at_a_glance);
        check_differ(p.ready.ground, p.card, at_a_glance);
    }
}

TEST_CASE("the figures in the page on legibility are those of the palettes and sizes") {
    const std::string path = std::string(BRIGADE_SOURCE_DIR) + "/docs/legibility.md";
    std::stringstream page;
    page << std::ifstream(path).rdbuf();
    const std::string text = page.str(), begin = "<!-- figures -->\n", end = "<!-- end of figures -->";
    const std::size_t from = text.find(begin), to = text.find(end);
    REQUIRE(from != std::string::npos);
    REQUIRE(to != std::string::npos);
    const std::string figures = screens::legibility_figures();
    if (std::getenv("BRIGADE_REWRITE_FIGURES"))
        std::ofstream(path) << text.substr(0, from) + begin + figures + text.substr(to);
    else
        CHECK(text.substr(from + begin.size(), to - from - begin.size()) == figures);
}

}  // namespace
}  // namespace brigade::ui
