// The picture of the first-boot screen: the question in view (first_boot_page.h), and below it by what the
// box can be told from others. UI thread, within one frame.
#pragma once

#include <string>
#include <vector>

#include "ui/draw.h"
#include "ui/first_boot_page.h"

namespace brigade::ui {

// A place that can be touched: a row of the question, where its rows go on, or a key of the keyboard.
struct FirstHit {
    Rect area;
    bool key = false, turns = false;
    std::size_t row = 0, place = 0;
};

struct FirstScene {
    Canvas& canvas;
    const Look& look;
    const Words& words;  // of the stations' screens: the keyboard's
    const FirstWords& says;
    const FirstBootView& view;
    const FirstBootFacts& facts;
    float width, height;
};

std::vector<FirstHit> draw_first_boot(const FirstScene& scene);

}  // namespace brigade::ui
