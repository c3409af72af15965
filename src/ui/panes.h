// The parts of the glass: one station's screen has all of it, two that share a panel a half each, with a
// gutter between them, side by side on a wide panel and one above the other on an upright one. A pane draws
// as if it were alone, from 0, 0; what it drew is then put where it belongs. Pure; pixels of the glass.
#pragma once

#include <cstddef>
#include <vector>

#include "ui/burn_in.h"
#include "ui/changed.h"

namespace brigade::ui {

inline constexpr std::size_t panes_max = 2;

int gutter_px(int width, int height);
std::vector<PixelArea> panes_of(int width, int height, std::size_t count);

// From the pane to the glass. All moves against burn-in but the grounds that reach the pane's border, which
// still do; nothing lies beyond the border.
void put_on_glass(std::vector<Piece>& pieces, const PixelArea& pane, Shift shift);

// The pane that a finger means: the one it is on, in the gutter the nearer one.
std::size_t pane_at(const std::vector<PixelArea>& panes, float x, float y);

}  // namespace brigade::ui
